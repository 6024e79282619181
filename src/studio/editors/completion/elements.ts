/** Words of the policy language itself (IAM JSON policy elements reference). */
import type { Term } from '../../../worker/protocol.ts';

export const topElements: readonly Term[] = [
  { name: 'Version', detail: 'of the policy language' },
  { name: 'Id', detail: 'a name for the policy' },
  { name: 'Statement', detail: 'what is allowed or denied' },
];

const who: readonly Term[] = [
  { name: 'Principal', detail: 'whom it is about' },
  { name: 'NotPrincipal', detail: 'everybody but these' },
];
const what: readonly Term[] = [
  { name: 'Resource', detail: 'on what' },
  { name: 'NotResource', detail: 'on everything but these' },
];
const common: readonly Term[] = [
  { name: 'Sid', detail: 'a name for the statement' },
  { name: 'Effect', detail: 'Allow or Deny' },
  { name: 'Action', detail: 'what may be called' },
  { name: 'NotAction', detail: 'everything but these' },
  { name: 'Condition', detail: 'only if …' },
];

/** Elements of a statement: an identity policy names no principal, a trust policy no resource. */
export const statementElements: Record<string, readonly Term[]> = {
  identityPolicy: [...common, ...what],
  trustPolicy: [...common, ...who],
  resourcePolicy: [...common, ...who, ...what],
};

export const principalElements: readonly Term[] = [
  { name: 'AWS', detail: 'accounts, roles, users, sessions' },
  { name: 'Service', detail: 'AWS services' },
  { name: 'Federated', detail: 'identity providers' },
  { name: 'CanonicalUser', detail: 'of S3' },
];

const names: Record<string, readonly string[]> = {
  'compares text': ['StringEquals', 'StringNotEquals', 'StringLike', 'StringNotLike'],
  'compares text, upper and lower case alike': [
    'StringEqualsIgnoreCase',
    'StringNotEqualsIgnoreCase',
  ],
  'compares ARNs': ['ArnEquals', 'ArnNotEquals', 'ArnLike', 'ArnNotLike'],
  'true or false': ['Bool'],
  'is the key there?': ['Null'],
  'compares numbers': [
    'NumericEquals',
    'NumericNotEquals',
    'NumericLessThan',
    'NumericLessThanEquals',
    'NumericGreaterThan',
    'NumericGreaterThanEquals',
  ],
  'compares times': [
    'DateEquals',
    'DateNotEquals',
    'DateLessThan',
    'DateLessThanEquals',
    'DateGreaterThan',
    'DateGreaterThanEquals',
  ],
  'compares addresses': ['IpAddress', 'NotIpAddress'],
  'compares bytes': ['BinaryEquals'],
};

const plain: readonly Term[] = Object.entries(names).flatMap(([detail, list]) =>
  list.map((name) => ({ name, detail })),
);

/** Condition operators, alone, with `IfExists`, and for keys with several values. */
export const operators: readonly Term[] = [
  ...plain,
  ...plain
    .filter(({ name }) => name !== 'Null')
    .map(({ name, detail }) => ({
      name: `${name}IfExists`,
      detail: `${detail}, if the key is there`,
    })),
  ...['ForAnyValue', 'ForAllValues'].flatMap((set) =>
    ['StringEquals', 'StringLike', 'ArnLike'].map((name) => ({
      name: `${set}:${name}`,
      detail: set === 'ForAnyValue' ? 'one of several values' : 'every one of several values',
    })),
  ),
];
