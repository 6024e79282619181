import type { Ids } from '../../kernel/types.ts';
import type { FilledScenario } from '../../scenario/types.ts';
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
import { keyPermission } from './keyAccess.ts';
import { operations, type PlainOperation } from './operation.ts';

const kind = 'secretsmanager:secret';
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Six letters that Secrets Manager puts behind the name, so that a secret made anew is another one. */
const suffixOf = (ids: Ids, name: string): string => ids.text(`secret/${name}`, 6, letters);

function secret(env: Environment, id: string): Params | undefined {
  const all = [...records(env.state, kind).values()];
  return all.find(
    (record) => record.Name === id || record.ARN === id || text(record, 'ARN').slice(0, -7) === id,
  );
}

/** A secret that is not there is named as it was asked for: the caller learns nothing of its suffix. */
function arnOf(env: Environment, id: string): string {
  const found = secret(env, id);
  if (found !== undefined) return text(found, 'ARN');
  return id.startsWith('arn:')
    ? id
    : `arn:aws:secretsmanager:${env.region}:${env.account}:secret:${id}`;
}

const missing = (): HandlerResult =>
  refuse('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");

/** An operation on one secret; its own policy has a say. */
const onSecret = (
  handle: (found: Params, params: Params, env: Environment) => HandlerResult,
  key?: string,
): PlainOperation => ({
  resource: (params, env) => arnOf(env, text(params, 'SecretId')),
  context: (params, env) => ({
    'secretsmanager:SecretId': arnOf(env, text(params, 'SecretId')),
    ...(text(params, 'VersionStage') === ''
      ? {}
      : { 'secretsmanager:VersionStage': text(params, 'VersionStage') }),
  }),
  policy(params, env): Permission['resourcePolicy'] {
    const found = secret(env, text(params, 'SecretId'));
    return found?.policy === undefined
      ? undefined
      : {
          kind: 'secret',
          name: `secret:${text(found, 'Name')}/policy`,
          document: found.policy,
        };
  },
  also: (params, env) =>
    key === undefined
      ? []
      : keyPermission(
          env,
          text(secret(env, text(params, 'SecretId')) ?? {}, 'KmsKeyId'),
          key,
          'secretsmanager',
        ),
  handle(params, env) {
    const found = secret(env, text(params, 'SecretId'));
    return found === undefined ? missing() : handle(found, params, env);
  },
});

function put(found: Params, params: Params, env: Environment): string {
  const version = env.ids.uuid(`${env.trace.scope}/version`);
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
      const { keyId } = declared as { keyId?: unknown };
      records(state, kind).set(name, {
        ...newSecret(ids, place, name),
        SecretString: declared.value ?? '',
        ...(declared.arn === undefined ? {} : { ARN: declared.arn }),
        ...(declared.policy === undefined ? {} : { policy: declared.policy }),
        ...(typeof keyId === 'string' ? { KmsKeyId: keyId } : {}),
      });
    }
  },
  operations: operations('secretsmanager', {
    GetSecretValue: {
      ...onSecret(
        (found) =>
          done({
            ARN: found.ARN,
            Name: found.Name,
            VersionId: found.VersionId,
            SecretString: found.SecretString,
            VersionStages: ['AWSCURRENT'],
            CreatedDate: found.CreatedDate,
          }),
        'kms:Decrypt',
      ),
      rule: 'secretsmanager.arn-has-a-suffix',
    },
    PutSecretValue: onSecret(
      (found, params, env) =>
        done({
          ARN: found.ARN,
          Name: found.Name,
          VersionId: put(found, params, env),
          VersionStages: ['AWSCURRENT'],
        }),
      'kms:GenerateDataKey',
    ),
    UpdateSecret: onSecret(
      (found, params, env) =>
        done({
          ARN: found.ARN,
          Name: found.Name,
          ...(text(params, 'SecretString') === '' ? {} : { VersionId: put(found, params, env) }),
        }),
      'kms:GenerateDataKey',
    ),
    DescribeSecret: onSecret((found) =>
      done({
        ARN: found.ARN,
        Name: found.Name,
        LastChangedDate: found.LastChangedDate,
        VersionIdsToStages: { [text(found, 'VersionId')]: ['AWSCURRENT'] },
        CreatedDate: found.CreatedDate,
      }),
    ),
    CreateSecret: {
      resource: (params, env) =>
        `arn:aws:secretsmanager:${env.region}:${env.account}:secret:${text(params, 'Name')}`,
      context: (params) => ({ 'secretsmanager:Name': text(params, 'Name') }),
      also: (params, env) =>
        keyPermission(env, text(params, 'KmsKeyId'), 'kms:GenerateDataKey', 'secretsmanager'),
      handle(params, env) {
        const name = text(params, 'Name');
        if (secret(env, name) !== undefined) {
          return refuse(
            'ResourceExistsException',
            `The operation failed because the secret ${name} already exists.`,
          );
        }
        const made = newSecret(env.ids, env, name);
        const VersionId = put(made, params, env);
        made.CreatedDate = env.clock.now();
        records(env.state, kind).set(name, made);
        return done({ ARN: made.ARN, Name: name, VersionId });
      },
    },
  }),
};
