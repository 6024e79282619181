import { bytes, count, text } from '../params.ts';
import { done, refuse } from '../results.ts';
import type {
  Environment,
  HandlerResult,
  Params,
  Permission,
  ServiceDefinition,
} from '../types.ts';
import { openSealed, seal } from './ciphertext.ts';
import { findKey, isManagedKey, keyPermission } from './keyAccess.ts';
import { operations, type PlainOperation } from './operation.ts';

const algorithm = 'SYMMETRIC_DEFAULT';

/** What KMS says of a key that is not there; undefined when it may be there. */
function missing(env: Environment, key: string): HandlerResult | undefined {
  const { keys } = env.scenario.resources;
  if (keys === undefined || isManagedKey(key) || findKey(env, key).declared) return undefined;
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
const guess = (env: Environment, key: string): { assumed?: string } =>
  isManagedKey(key) || findKey(env, key).declared
    ? {}
    : { assumed: `The scenario does not describe the key "${key}"; it is taken to exist.` };

const contextOf = (params: Params): Record<string, string> => {
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

/** What a call to KMS itself needs; keys that AWS manages have a policy of their own. */
function asked(
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

/** An operation on the key that the call names; key policy and IAM policies decide. */
const onKey = (
  action: string,
  answer: (arn: string, params: Params, env: Environment) => Params,
): PlainOperation => ({
  resource: () => [],
  also: (params, env) => asked(env, text(params, 'KeyId'), action, contextOf(params)),
  handle(params, env) {
    const key = text(params, 'KeyId');
    return (
      missing(env, key) ?? {
        ok: true,
        output: answer(findKey(env, key).arn, params, env),
        ...guess(env, key),
      }
    );
  },
  trail: 'management',
  rule: 'kms.key-policy-is-the-root',
});

const dataKey = (arn: string, params: Params, env: Environment) => {
  const length =
    count(params, 'NumberOfBytes') || (text(params, 'KeySpec') === 'AES_128' ? 16 : 32);
  const hex = env.ids.hex(`${env.trace.scope}/dataKey`, 2 * Math.min(length, 1024));
  const plaintext = Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  return {
    CiphertextBlob: seal(arn, plaintext, contextOf(params)),
    Plaintext: plaintext,
    KeyId: arn,
  };
};

/** AWS Key Management Service API Reference: symmetric keys. The ciphertext names its key, so Decrypt needs no key id. */
export const kmsService: ServiceDefinition = {
  service: 'kms',
  deniedCode: 'AccessDeniedException',
  deniedStatus: 400,
  quotesResource: false,
  operations: operations('kms', {
    Encrypt: onKey('Encrypt', (arn, params) => ({
      CiphertextBlob: seal(arn, bytes(params, 'Plaintext'), contextOf(params)),
      KeyId: arn,
      EncryptionAlgorithm: algorithm,
    })),
    Decrypt: {
      resource: () => [],
      also: (params, env) =>
        asked(
          env,
          openSealed(bytes(params, 'CiphertextBlob'))?.key ?? text(params, 'KeyId'),
          'Decrypt',
          contextOf(params),
        ),
      handle(params) {
        const opened = openSealed(bytes(params, 'CiphertextBlob'));
        const context = JSON.stringify(contextOf(params));
        if (opened === null || JSON.stringify(opened.context) !== context) {
          return refuse('InvalidCiphertextException', '');
        }
        return done({
          KeyId: opened.key,
          Plaintext: opened.plaintext,
          EncryptionAlgorithm: algorithm,
        });
      },
      rule: 'kms.key-policy-is-the-root',
    },
    GenerateDataKey: onKey('GenerateDataKey', dataKey),
    GenerateDataKeyWithoutPlaintext: onKey(
      'GenerateDataKeyWithoutPlaintext',
      (arn, params, env) => {
        const { CiphertextBlob, KeyId } = dataKey(arn, params, env);
        return { CiphertextBlob, KeyId };
      },
    ),
    DescribeKey: onKey('DescribeKey', (arn, params, env) => ({
      KeyMetadata: {
        AWSAccountId: arn.split(':')[4] ?? env.account,
        KeyId: arn.slice(arn.lastIndexOf('/') + 1),
        Arn: arn,
        CreationDate: 0,
        Enabled: true,
        Description: '',
        KeyUsage: 'ENCRYPT_DECRYPT',
        KeyState: 'Enabled',
        Origin: 'AWS_KMS',
        KeyManager: isManagedKey(text(params, 'KeyId')) ? 'AWS' : 'CUSTOMER',
        KeySpec: algorithm,
        EncryptionAlgorithms: [algorithm],
        MultiRegion: false,
      },
    })),
    GetKeyPolicy: onKey('GetKeyPolicy', (_arn, params, env) => ({
      Policy: JSON.stringify(findKey(env, text(params, 'KeyId')).policy),
      PolicyName: 'default',
    })),
    ListAliases: {
      handle: (_params, env) =>
        done({
          Aliases: Object.keys(env.scenario.resources.keys ?? {}).flatMap((name) =>
            findKey(env, name).aliases.map((alias) => ({
              AliasName: alias,
              AliasArn: `arn:aws:kms:${env.region}:${env.account}:${alias}`,
              TargetKeyId: name,
            })),
          ),
        }),
    },
  }),
};
