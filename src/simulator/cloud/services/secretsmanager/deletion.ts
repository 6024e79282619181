import { count, text } from '../../params.ts';
import { done, refuse } from '../../results.ts';
import { records } from '../../state.ts';
import type { Environment, HandlerResult, Params } from '../../types.ts';
import { forget } from '../declared.ts';
import type { PlainOperation } from '../operation.ts';
import { onSecret, secretFacts, secretKind } from './secret.ts';

const dayMs = 86_400_000;
/** Days that a deleted secret waits where the call says nothing. */
const usualDays = 30;

/** What is wrong with how long the secret shall wait; null when nothing is. */
function windowRefused(params: Params): HandlerResult | null {
  const { RecoveryWindowInDays: days } = params;
  if (days === undefined) return null;
  if (params.ForceDeleteWithoutRecovery === true) {
    return refuse(
      'InvalidParameterException',
      "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.",
    );
  }
  return count(params, 'RecoveryWindowInDays') >= 7 && count(params, 'RecoveryWindowInDays') <= 30
    ? null
    : refuse(
        'InvalidParameterException',
        'The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).',
      );
}

function remove(found: Params, params: Params, env: Environment): Params | HandlerResult {
  const refused = windowRefused(params);
  if (refused !== null) return refused;
  const now = env.clock.now();
  const { ARN, Name } = found;
  if (params.ForceDeleteWithoutRecovery === true) {
    forget(env, secretKind, text(found, 'Name'));
    return { ARN, Name, DeletionDate: now };
  }
  if (found.DeletedDate !== undefined) {
    return refuse(
      'InvalidRequestException',
      "You can't perform this operation on the secret because it was already scheduled for deletion.",
    );
  }
  found.DeletedDate = now;
  const days = count(params, 'RecoveryWindowInDays') || usualDays;
  return { ARN, Name, DeletionDate: now + days * dayMs };
}

/** Deletion and what can be listed (AWS Secrets Manager API Reference). A deleted secret waits, and can be restored. */
export const deletionOperations: Readonly<Record<string, PlainOperation>> = {
  DeleteSecret: {
    ...onSecret(remove, [], { marked: true }),
    rule: 'secretsmanager.deleted-secret-waits',
  },
  RestoreSecret: onSecret(
    (found) => {
      delete found.DeletedDate;
      return { ARN: found.ARN, Name: found.Name };
    },
    [],
    { marked: true },
  ),
  ListSecrets: {
    handle: (params, env) =>
      done({
        SecretList: [...records(env.state, secretKind).values()]
          .filter(({ deleted, DeletedDate }) =>
            deleted === true
              ? false
              : DeletedDate === undefined || params.IncludePlannedDeletion === true,
          )
          .map((found) => ({
            ...secretFacts(found),
            SecretVersionsToStages: { [text(found, 'VersionId')]: ['AWSCURRENT'] },
            CreatedDate: found.CreatedDate,
          })),
      }),
  },
};
