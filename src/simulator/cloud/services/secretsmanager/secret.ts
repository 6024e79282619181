import type { Ids } from '../../../kernel/types.ts';
import { isForeign } from '../../arns.ts';
import { text } from '../../params.ts';
import { refuse } from '../../results.ts';
import { records } from '../../state.ts';
import type { Environment, HandlerResult, Params, Permission } from '../../types.ts';
import { about, type Found, find } from '../declared.ts';
import { keyPermission } from '../keyAccess.ts';
import type { PlainOperation } from '../operation.ts';

/** Kind of the records of secrets, by name. */
export const secretKind = 'secretsmanager:secret';
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Six letters that Secrets Manager puts behind the name, so that a secret made anew is another one. */
const suffixOf = (ids: Ids, name: string): string => ids.text(`secret/${name}`, 6, letters);

/** A secret by its name, its ARN, or its ARN without the suffix. */
export function secret(env: Environment, id: string): Found | undefined {
  const known = [...records(env.state, secretKind).values()].find(
    ({ Name, ARN }) =>
      Name === id || ARN === id || (typeof ARN === 'string' && ARN.slice(0, -7) === id),
  );
  if (known === undefined && isForeign(env, id)) return undefined;
  const name = id.startsWith('arn:') ? (id.split(':secret:')[1] ?? '').replace(/-\w{6}$/, '') : id;
  return find(env, {
    kind: secretKind,
    name: text(known ?? {}, 'Name') || name,
    table: 'secrets',
    called: 'secret',
    make: () => ({ ...newSecret(env.ids, env, name), SecretString: 'example' }),
  });
}

/** A secret that is not there is named as it was asked for: the caller learns nothing of its suffix. */
export function arnOf(env: Environment, id: string): string {
  const found = secret(env, id)?.record;
  if (found !== undefined) return text(found, 'ARN');
  return id.startsWith('arn:')
    ? id
    : `arn:aws:secretsmanager:${env.region}:${env.account}:secret:${id}`;
}

export const missing = (): HandlerResult =>
  refuse('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");

/** The use of a secret's customer key; each version is bound to the secret's ARN. */
const useOfKey = (env: Environment, params: Params, actions: readonly string[]): Permission[] => {
  const { record } = secret(env, text(params, 'SecretId')) ?? {};
  const key = text(params, 'KmsKeyId') || text(record ?? {}, 'KmsKeyId');
  return actions.flatMap((action) =>
    keyPermission(env, key, action, 'secretsmanager', { SecretARN: text(record ?? {}, 'ARN') }),
  );
};

/** What Secrets Manager says of a secret that waits to be deleted. */
export const markedForDeletion = (): HandlerResult =>
  refuse(
    'InvalidRequestException',
    "You can't perform this operation on the secret because it was marked for deletion.",
  );

/** An operation on one secret; its own policy has a say. `marked`: it is also for one that waits to be deleted. */
export const onSecret = (
  answer: (found: Params, params: Params, env: Environment) => Params | HandlerResult,
  keyActions: readonly string[] = [],
  { marked = false }: { marked?: boolean } = {},
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
    if (found === undefined) return missing();
    if (!marked && found.record.DeletedDate !== undefined) return markedForDeletion();
    const result = answer(found.record, params, env);
    return isResult(result) ? result : about(found, result);
  },
});

const isResult = (answer: Params | HandlerResult): answer is HandlerResult =>
  typeof answer.ok === 'boolean';

/** What writing a value asks of the key. */
export const written = ['kms:GenerateDataKey', 'kms:Decrypt'];

export function put(found: Params, params: Params, env: Environment): string {
  const version = env.ids.uuid(`${env.trace.scope}/version`);
  const { SecretBinary: bytes } = params;
  if (bytes === undefined) delete found.SecretBinary;
  else found.SecretBinary = bytes;
  found.SecretString = text(params, 'SecretString');
  found.VersionId = version;
  found.LastChangedDate = env.clock.now();
  return version;
}

export const newSecret = (
  ids: Ids,
  place: { account: string; region: string },
  name: string,
): Params => ({
  ARN: `arn:aws:secretsmanager:${place.region}:${place.account}:secret:${name}-${suffixOf(ids, name)}`,
  Name: name,
  SecretString: '',
  VersionId: ids.uuid(`secret/${name}/version`),
  CreatedDate: 0,
  LastChangedDate: 0,
});

/** What DescribeSecret and ListSecrets both tell. */
export const secretFacts = (found: Params): Params => ({
  ARN: found.ARN,
  Name: found.Name,
  ...(found.KmsKeyId === undefined ? {} : { KmsKeyId: found.KmsKeyId }),
  LastChangedDate: found.LastChangedDate,
  ...(found.DeletedDate === undefined ? {} : { DeletedDate: found.DeletedDate }),
});
