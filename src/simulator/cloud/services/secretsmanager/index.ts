import type { Ids } from '../../kernel/types.ts';
import type { FilledScenario } from '../../scenario/types.ts';
import { isForeign } from '../arns.ts';
import { text } from '../params.ts';
import { done, refuse } from '../results.ts';
import { records } from '../state.ts';
import type {
  CloudState,
  Environment,
  HandlerResult,
  Params,
  Permission,
  ServiceDefinition,
} from '../types.ts';
import { about, type Found, find } from './declared.ts';
import { keyPermission } from './keyAccess.ts';
import { operations, type PlainOperation } from './operation.ts';

const kind = 'secretsmanager:secret';
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Six letters that Secrets Manager puts behind the name, so that a secret made anew is another one. */
const suffixOf = (ids: Ids, name: string): string => ids.text(`secret/${name}`, 6, letters);

/** A secret by its name, its ARN, or its ARN without the suffix. */
function secret(env: Environment, id: string): Found | undefined {
  const known = [...records(env.state, kind).values()].find(
    ({ Name, ARN }) =>
      Name === id || ARN === id || (typeof ARN === 'string' && ARN.slice(0, -7) === id),
  );
  if (known === undefined && isForeign(env, id)) return undefined;
  const name = id.startsWith('arn:') ? (id.split(':secret:')[1] ?? '').replace(/-\w{6}$/, '') : id;
  return find(env, {
    kind,
    name: text(known ?? {}, 'Name') || name,
    table: 'secrets',
    called: 'secret',
    make: () => ({ ...newSecret(env.ids, env, name), SecretString: 'example' }),
  });
}

/** A secret that is not there is named as it was asked for: the caller learns nothing of its suffix. */
function arnOf(env: Environment, id: string): string {
  const found = secret(env, id)?.record;
  if (found !== undefined) return text(found, 'ARN');
  return id.startsWith('arn:')
    ? id
    : `arn:aws:secretsmanager:${env.region}:${env.account}:secret:${id}`;
}

const missing = (): HandlerResult =>
  refuse('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");

/** The use of a secret's customer key; each version is bound to the secret's ARN. */
const useOfKey = (env: Environment, params: Params, actions: readonly string[]): Permission[] => {
  const { record } = secret(env, text(params, 'SecretId')) ?? {};
  const key = text(params, 'KmsKeyId') || text(record ?? {}, 'KmsKeyId');
  return actions.flatMap((action) =>
    keyPermission(env, key, action, 'secretsmanager', { SecretARN: text(record ?? {}, 'ARN') }),
  );
};

/** An operation on one secret; its own policy has a say. */
const onSecret = (
  answer: (found: Params, params: Params, env: Environment) => Params,
  keyActions: readonly string[] = [],
): PlainOperation => ({
  resource: (params, env) => arnOf(env, text(params, 'SecretId')),
  context: (params, env) => ({
    'secretsmanager:SecretId': arnOf(env, text(params, 'SecretId')),
    ...(text(params, 'VersionStage') === ''
      ? {}
      : { 'secretsmanager:VersionStage': text(params, 'VersionStage') }),
  }),
  policy(params, env): Permission['resourcePolicy'] {
    const found = secret(env, text(params, 'SecretId'))?.record;
    return found?.policy === undefined
      ? undefined
      : {
          kind: 'secret',
          name: `secret:${text(found, 'Name')}/policy`,
          document: found.policy,
        };
  },
  also: (params, env) => useOfKey(env, params, keyActions),
  handle(params, env) {
    const found = secret(env, text(params, 'SecretId'));
    return found === undefined ? missing() : about(found, answer(found.record, params, env));
  },
});

const written = ['kms:GenerateDataKey', 'kms:Decrypt'];

function put(found: Params, params: Params, env: Environment): string {
  const version = env.ids.uuid(`${env.trace.scope}/version`);
  const { SecretBinary: bytes } = params;
  if (bytes === undefined) delete found.SecretBinary;
  else found.SecretBinary = bytes;
  found.SecretString = text(params, 'SecretString');
  found.VersionId = version;
  found.LastChangedDate = env.clock.now();
  return version;
}

const newSecret = (ids: Ids, place: { account: string; region: string }, name: string): Params => ({
  ARN: `arn:aws:secretsmanager:${place.region}:${place.account}:secret:${name}-${suffixOf(ids, name)}`,
  Name: name,
  SecretString: '',
  VersionId: ids.uuid(`secret/${name}/version`),
  CreatedDate: 0,
  LastChangedDate: 0,
});

/** AWS Secrets Manager API Reference. */
export const secretsmanagerService: ServiceDefinition = {
  service: 'secretsmanager',
  deniedCode: 'AccessDeniedException',
  deniedStatus: 400,
  quotesResource: false,
  seed(state: CloudState, scenario: FilledScenario, ids: Ids) {
    const place = { account: scenario.account.id, region: scenario.account.region };
    for (const [name, declared] of Object.entries(scenario.resources.secrets ?? {})) {
      const { keyId } = declared;
      records(state, kind).set(name, {
        ...newSecret(ids, place, name),
        SecretString: declared.value ?? '',
        ...(declared.arn === undefined ? {} : { ARN: declared.arn }),
        ...(declared.policy === undefined ? {} : { policy: declared.policy }),
        ...(keyId === undefined ? {} : { KmsKeyId: keyId }),
      });
    }
  },
  // What KMS refuses is told without the key.
  denial: ({ caller, action, resource, reason }) => ({
    code: 'AccessDeniedException',
    message: action.startsWith('kms:')
      ? 'Access to KMS is not allowed'
      : `User: ${caller} is not authorized to perform: ${action} on resource: ${resource} ${reason}`,
    status: 400,
  }),
  operations: operations('secretsmanager', {
    GetSecretValue: {
      ...onSecret(
        (found) => ({
          ARN: found.ARN,
          Name: found.Name,
          VersionId: found.VersionId,
          ...(found.SecretBinary === undefined
            ? { SecretString: found.SecretString }
            : { SecretBinary: found.SecretBinary }),
          VersionStages: ['AWSCURRENT'],
          CreatedDate: found.CreatedDate,
        }),
        ['kms:Decrypt'],
      ),
      rule: 'secretsmanager.arn-has-a-suffix',
    },
    PutSecretValue: onSecret(
      (found, params, env) => ({
        ARN: found.ARN,
        Name: found.Name,
        VersionId: put(found, params, env),
        VersionStages: ['AWSCURRENT'],
      }),
      written,
    ),
    UpdateSecret: onSecret((found, params, env) => {
      const { KmsKeyId: key } = params;
      if (typeof key === 'string') found.KmsKeyId = key;
      const { ARN, Name } = found;
      const changed = params.SecretString !== undefined || params.SecretBinary !== undefined;
      return { ARN, Name, ...(changed ? { VersionId: put(found, params, env) } : {}) };
    }, written),
    DescribeSecret: onSecret((found) => ({
      ARN: found.ARN,
      Name: found.Name,
      ...(found.KmsKeyId === undefined ? {} : { KmsKeyId: found.KmsKeyId }),
      LastChangedDate: found.LastChangedDate,
      VersionIdsToStages: { [text(found, 'VersionId')]: ['AWSCURRENT'] },
      CreatedDate: found.CreatedDate,
    })),
    CreateSecret: {
      resource: 'arn:aws:secretsmanager:{region}:{account}:secret:{Name}',
      context: (params) => ({ 'secretsmanager:Name': text(params, 'Name') }),
      also: (params, env) =>
        written.flatMap((action) =>
          keyPermission(env, text(params, 'KmsKeyId'), action, 'secretsmanager'),
        ),
      handle(params, env) {
        const name = text(params, 'Name');
        const old = records(env.state, kind).get(name);
        if (old !== undefined && old.deleted !== true) {
          return refuse(
            'ResourceExistsException',
            `The operation failed because the secret ${name} already exists.`,
          );
        }
        const made = newSecret(env.ids, env, name);
        const VersionId = put(made, params, env);
        made.CreatedDate = env.clock.now();
        const key = text(params, 'KmsKeyId');
        if (key !== '') made.KmsKeyId = key;
        records(env.state, kind).set(name, made);
        return done({ ARN: made.ARN, Name: name, VersionId });
      },
    },
  }),
};
