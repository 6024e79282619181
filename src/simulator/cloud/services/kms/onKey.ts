import { text } from '../../params.ts';
import { refuse } from '../../results.ts';
import type { Environment, HandlerResult, Params, Permission } from '../../types.ts';
import { findKey, isManagedKey, keyPermission } from '../keyAccess.ts';
import type { PlainOperation } from '../operation.ts';

/** What KMS says of a key that is not there; null when it may be there. */
export function missing(env: Environment, key: string): HandlerResult | null {
  const { keys } = env.scenario.resources;
  if (keys === undefined || isManagedKey(key) || findKey(env, key).declared) return null;
  const place = `arn:aws:kms:${env.region}:${env.account}`;
  const arn = key.startsWith('arn:') ? key : `${place}:${key}`;
  return refuse(
    'NotFoundException',
    arn.includes(':alias/')
      ? `Alias ${arn} is not found.`
      : `Key '${findKey(env, key).arn}' does not exist`,
  );
}

/** Why an answer about a key is a guess, if it is. */
export const guess = (env: Environment, key: string): { assumed?: string } =>
  isManagedKey(key) || findKey(env, key).declared
    ? {}
    : { assumed: `The scenario does not describe the key "${key}"; it is taken to exist.` };

export const contextOf = (params: Params): Record<string, string> => {
  const { EncryptionContext: context } = params;
  if (typeof context !== 'object' || context === null) return {};
  return Object.fromEntries(Object.entries(context).map(([name, value]) => [name, String(value)]));
};

/**
 * The policy of a key that AWS manages: the account may use it through its service only, and look at it directly
 * (AWS KMS Developer Guide, "AWS managed keys").
 */
const managedPolicy = (env: Environment, service: string): unknown => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { AWS: '*' },
      Action: [
        'kms:Encrypt',
        'kms:Decrypt',
        'kms:ReEncrypt*',
        'kms:GenerateDataKey*',
        'kms:CreateGrant',
        'kms:DescribeKey',
      ],
      Resource: '*',
      Condition: {
        StringEquals: {
          'kms:CallerAccount': env.account,
          'kms:ViaService': `${service}.${env.region}.amazonaws.com`,
        },
      },
    },
    {
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${env.account}:root` },
      Action: ['kms:Describe*', 'kms:Get*', 'kms:List*', 'kms:RevokeGrant'],
      Resource: '*',
    },
  ],
});

const isResult = (answer: Params | HandlerResult): answer is HandlerResult =>
  typeof answer.ok === 'boolean';

/** What a call to KMS itself needs; keys that AWS manages have a policy of their own. */
export function asked(
  env: Environment,
  key: string,
  action: string,
  context: Readonly<Record<string, string>>,
): Permission[] {
  if (!isManagedKey(key)) return keyPermission(env, key, `kms:${action}`, undefined, context);
  const alias = key.slice(key.indexOf('alias/'));
  const document = managedPolicy(env, alias.split('/')[2] ?? '');
  return [
    {
      action: `kms:${action}`,
      resource: findKey(env, key).arn,
      resourcePolicy: { kind: 'key', name: `key:${alias}/policy`, document },
      context: { 'kms:CallerAccount': env.session?.account ?? env.account },
    },
  ];
}

/** Keys that cannot be used now (AWS KMS Developer Guide, "Key states of AWS KMS keys"); null: it can. */
export function unusable(env: Environment, key: string): HandlerResult | null {
  const { arn, facts } = findKey(env, key);
  if (facts.state === 'PendingDeletion') {
    return refuse('KMSInvalidStateException', `${arn} is pending deletion.`);
  }
  return facts.state === 'Disabled' ? refuse('DisabledException', `${arn} is disabled.`) : null;
}

/** An operation on the key that the call names; key policy and IAM policies decide. `uses`: the key must be fit for use. */
export const onKey = (
  action: string,
  answer: (arn: string, params: Params, env: Environment) => Params | HandlerResult,
  { uses = false }: { uses?: boolean } = {},
): PlainOperation => ({
  resource: () => [],
  also: (params, env) => asked(env, text(params, 'KeyId'), action, contextOf(params)),
  handle(params, env) {
    const key = text(params, 'KeyId');
    const refused = missing(env, key) ?? (uses ? unusable(env, key) : null);
    if (refused !== null) return refused;
    const result = answer(findKey(env, key).arn, params, env);
    return isResult(result) ? result : { ok: true, output: result, ...guess(env, key) };
  },
  trail: 'management',
  rule: 'kms.key-policy-is-the-root',
});
