import type { Ids } from '../../../kernel/types.ts';
import type { FilledScenario } from '../../../scenario/types.ts';
import { text } from '../../params.ts';
import { done, refuse } from '../../results.ts';
import { records } from '../../state.ts';
import type { CloudState, ServiceDefinition } from '../../types.ts';
import { keyPermission } from '../keyAccess.ts';
import { operations } from '../operation.ts';
import { deletionOperations } from './deletion.ts';
import { newSecret, onSecret, put, secretFacts, secretKind, written } from './secret.ts';

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
      records(state, secretKind).set(name, {
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
    DescribeSecret: onSecret(
      (found) => ({
        ...secretFacts(found),
        VersionIdsToStages: { [text(found, 'VersionId')]: ['AWSCURRENT'] },
        CreatedDate: found.CreatedDate,
      }),
      [],
      { marked: true },
    ),
    CreateSecret: {
      resource: 'arn:aws:secretsmanager:{region}:{account}:secret:{Name}',
      context: (params) => ({ 'secretsmanager:Name': text(params, 'Name') }),
      also: (params, env) =>
        written.flatMap((action) =>
          keyPermission(env, text(params, 'KmsKeyId'), action, 'secretsmanager'),
        ),
      handle(params, env) {
        const name = text(params, 'Name');
        const old = records(env.state, secretKind).get(name);
        if (old?.DeletedDate !== undefined) {
          return refuse(
            'InvalidRequestException',
            "You can't create this secret because a secret with this name is already scheduled for deletion.",
          );
        }
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
        records(env.state, secretKind).set(name, made);
        return done({ ARN: made.ARN, Name: name, VersionId });
      },
    },
    ...deletionOperations,
  }),
};
