import { makeIds } from '../../kernel/ids.ts';
import { accountOf } from '../accounts.ts';
import { records } from '../state.ts';
import type { Environment, Params, Permission } from '../types.ts';

/** What the scenario says of a key. */
interface DeclaredKey {
  policy?: unknown;
  arn?: string;
  /** Names without or with `alias/` in front. */
  aliases?: unknown;
}

export interface FoundKey {
  /** Its name in the scenario, or its id. */
  name: string;
  arn: string;
  account: string;
  policy: unknown;
  /** With `alias/` in front. */
  aliases: string[];
  /** False: neither the scenario nor a command said anything of it. */
  declared: boolean;
  /** What commands made of it: its state, its description, whether it rotates. */
  facts: Params;
}

/** Where a key can be looked up: what commands made is known with `state` only. */
export type KeyPlace = Pick<Environment, 'scenario' | 'region' | 'account'> &
  Partial<Pick<Environment, 'state'>>;

const keyKind = 'kms:key';
const aliasKind = 'kms:alias';

/** What commands said of the keys, by `account/id`. */
export const keyFacts = ({ state }: Pick<Environment, 'state'>): Map<string, Params> =>
  records(state, keyKind);

/** Aliases that commands made or deleted, by `account/alias/name`: `target` is the id of the key, '' of a deleted one. */
export const aliasFacts = ({ state }: Pick<Environment, 'state'>): Map<string, Params> =>
  records(state, aliasKind);

/** Who may use a key that nobody wrote a policy for: IAM policies of the account decide (AWS KMS Developer Guide, "Default key policy"). */
export const defaultPolicy = (account: string): unknown => ({
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'Enable IAM User Permissions',
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${account}:root` },
      Action: 'kms:*',
      Resource: '*',
    },
  ],
});

const aliasesOf = ({ aliases }: DeclaredKey): string[] =>
  (Array.isArray(aliases) ? (aliases as unknown[]) : []).map((alias) =>
    `alias/${String(alias)}`.replace(/^alias\/alias\//, 'alias/'),
  );

/** A key by its id, ARN or alias; one that the scenario does not describe has the default policy. */
export function findKey(env: KeyPlace, key: string): FoundKey {
  const [, , , region = env.region, account = env.account] = key.startsWith('arn:')
    ? key.split(':')
    : [];
  const short = key.startsWith('arn:') ? key.split(':').slice(5).join(':') : key;
  const id = short.replace(/^key\//, '');
  const { state } = env;
  const aliased = state && aliasFacts({ state }).get(`${account}/${short}`);
  const target = typeof aliased?.target === 'string' ? aliased.target : undefined;
  const keys = accountOf(env.scenario, account)?.resources?.keys ?? {};
  const found = Object.entries(keys).find(([name, declared]: [string, DeclaredKey]) =>
    target === undefined
      ? name === id || declared.arn === key || aliasesOf(declared).includes(short)
      : name === target,
  );
  const made = short.startsWith('alias/')
    ? target || makeIds(env.scenario.seed).uuid(`kms/${account}/${short}`)
    : id;
  const [name, declared]: [string, DeclaredKey] = found ?? [made, {}];
  const facts = (state && keyFacts({ state }).get(`${account}/${name}`)) ?? {};
  const given = found === undefined && short.startsWith('alias/') ? [short] : aliasesOf(declared);
  return {
    name,
    arn: declared.arn ?? `arn:aws:kms:${region}:${account}:key/${name}`,
    account,
    policy: facts.policy ?? declared.policy ?? defaultPolicy(account),
    aliases: state === undefined ? given : aliasesNow({ state }, account, name, given),
    declared: found !== undefined || facts.made === true,
    facts,
  };
}

/** The aliases of a key: those it was given, less what commands took, and what they made. */
function aliasesNow(
  env: Pick<Environment, 'state'>,
  account: string,
  name: string,
  given: readonly string[],
): string[] {
  const changed = [...aliasFacts(env)].flatMap(([place, { target }]) =>
    place.startsWith(`${account}/`) ? [{ alias: place.slice(account.length + 1), target }] : [],
  );
  return [
    ...given.filter((alias) => !changed.some((each) => each.alias === alias)),
    ...changed.filter(({ target }) => target === name).map(({ alias }) => alias),
  ];
}

/** Keys that AWS makes and manages for a service: nobody writes their policies. */
export const isManagedKey = (key: string): boolean => /(^|:)alias\/aws\//.test(key);

/**
 * The permission to use a key, its key policy included. `via`: the service that calls KMS with the caller's credentials
 * (`s3`, `ssm`, `secretsmanager`). `encryptionContext`: what the caller or that service binds the ciphertext to. Nothing is
 * asked of the caller for AWS managed keys (`alias/aws/s3`) and for no key at all.
 */
export function keyPermission(
  env: Environment,
  key: string,
  action: string,
  via?: string,
  encryptionContext: Readonly<Record<string, string>> = {},
): Permission[] {
  if (key === '' || isManagedKey(key)) return [];
  const found = findKey(env, key);
  const alias = /(?:^|:)(alias\/.+)$/.exec(key)?.[1];
  const forwarded: Record<string, string | string[]> =
    via === undefined
      ? {}
      : {
          'kms:ViaService': `${via}.${env.region}.amazonaws.com`,
          'aws:ViaAWSService': 'true',
          'aws:CalledVia': [`${via}.amazonaws.com`],
          'aws:CalledViaFirst': `${via}.amazonaws.com`,
          'aws:CalledViaLast': `${via}.amazonaws.com`,
        };
  return [
    {
      action,
      resource: found.arn,
      resourceAccount: found.account,
      resourcePolicy: { kind: 'key', name: `key:${found.name}/policy`, document: found.policy },
      context: {
        ...forwarded,
        ...boundTo(encryptionContext),
        'kms:CallerAccount': env.session?.account ?? env.account,
        ...(alias === undefined ? {} : { 'kms:RequestAlias': alias }),
        ...(found.aliases.length === 0 ? {} : { 'kms:ResourceAliases': found.aliases }),
      },
    },
  ];
}

/** The encryption context as condition keys (AWS KMS Developer Guide, "AWS KMS condition keys"). */
function boundTo(context: Readonly<Record<string, string>>): Record<string, string | string[]> {
  const names = Object.keys(context);
  if (names.length === 0) return {};
  return {
    ...Object.fromEntries(
      names.map((name) => [`kms:EncryptionContext:${name}`, context[name] ?? '']),
    ),
    'kms:EncryptionContextKeys': names,
  };
}
