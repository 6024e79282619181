import type { Path } from '../../diagnostics.ts';
import { asList, isRecord, own } from '../record.ts';
import type { PlacedStatement } from './document.ts';
import { PRINCIPALS } from './document.ts';

/** A value of a Principal element that AWS would refuse. */
export interface BadPrincipal {
  /** `AWS`, `Service`, … as written; empty for a principal that is no object. */
  kind: string;
  value: string;
  path: Path;
}

const PARTITION = 'arn:aws(?:-[a-z-]+)?';
const NAME = '[\\w+=,.@/-]+';

/** Forms of the values. Source: AWS JSON policy elements: Principal. Wildcards only as `*` alone. */
const FORMS: ReadonlyMap<string, RegExp> = new Map([
  [
    'AWS',
    new RegExp(
      [
        '^\\*$',
        '^\\d{12}$',
        // An orphaned unique id: what a policy shows when its role was deleted.
        '^A[A-Z]{3}[A-Z0-9]{12,}$',
        `^${PARTITION}:iam::\\d{12}:(?:root|(?:user|role)/${NAME})$`,
        `^${PARTITION}:sts::\\d{12}:(?:assumed-role/${NAME}|federated-user/${NAME})$`,
        `^${PARTITION}:iam::cloudfront:user/[\\w ]+$`,
      ].join('|'),
    ),
  ],
  [
    'Service',
    /^(?:[a-z0-9-]+\.)+(?:amazonaws\.com(?:\.cn)?|aws\.internal)$|^alexa-appkit\.amazon\.com$/,
  ],
  ['Federated', new RegExp(`^${PARTITION}:iam::\\d{12}:(?:oidc|saml)-provider/.+$|^[a-z0-9.-]+$`)],
  ['CanonicalUser', /^[0-9a-f]{64}$|^\*$/],
]);

/** Visits values of Principal and NotPrincipal that are of no known form; a bare `*` is fine here. */
export function eachBadPrincipal(
  statement: PlacedStatement,
  visit: (bad: BadPrincipal) => void,
): void {
  const { path } = statement;
  for (const name of PRINCIPALS) {
    const element = statement[name];
    if (element === undefined || element === '*') continue;
    if (!isRecord(element)) {
      visit({ kind: '', value: shown(element), path: [...path, name] });
      continue;
    }
    for (const kind of Object.keys(element)) {
      const values = own(element, kind);
      for (const [index, value] of asList(values).entries()) {
        if (typeof value === 'string' && FORMS.get(kind)?.test(value)) continue;
        const place = Array.isArray(values) ? [kind, index] : [kind];
        visit({ kind, value: shown(value), path: [...path, name, ...place] });
      }
    }
  }
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : typeof value;
}

/** What is wrong with it in plain words, and the value that was probably meant. */
export function explainPrincipal({ kind, value }: BadPrincipal): { hint: string; meant?: string } {
  if (kind === 'Service') {
    const name = /^([a-z0-9-]+)(?:\.(?:amazon|aws|aws\.amazon|amazonaws))?(?:\.com)?$/.exec(
      value,
    )?.[1];
    const hint = 'A service is called like codebuild.amazonaws.com.';
    return name === undefined ? { hint } : { hint, meant: `${name}.amazonaws.com` };
  }
  if (kind === 'AWS') {
    return {
      hint: /[*?]/.test(value)
        ? 'A principal takes no wildcards inside an ARN; use "*" with a condition on aws:PrincipalArn.'
        : 'Name an account (111122223333), a role, a user or a session by its full ARN.',
    };
  }
  if (kind === 'Federated') return { hint: 'Name the ARN of the identity provider.' };
  return { hint: 'A principal is an object: AWS, Service or Federated with their values.' };
}
