import { arn } from '../../arns.ts';
import { text } from '../../params.ts';
import { refuse } from '../../results.ts';
import type { Environment, HandlerResult, Params, Permission } from '../../types.ts';

/** The bucket's own policy has a say, and its owner is not in the ARN. */
function owned(env: Environment, bucket: string): Partial<Permission> {
  const found = env.state.buckets.get(bucket);
  if (found === undefined) return {};
  return {
    resourceAccount: found.account,
    ...(found.policy === undefined
      ? {}
      : {
          resourcePolicy: {
            kind: 'bucket',
            name: `bucket:${bucket}/policy`,
            document: found.policy,
          },
        }),
  };
}

export const onObject =
  (action: string, context?: (params: Params) => Record<string, string>) =>
  (params: Params, env: Environment): Permission[] => {
    const bucket = text(params, 'Bucket');
    return [
      {
        action,
        resource: arn.object(bucket, text(params, 'Key')),
        ...owned(env, bucket),
        ...(context === undefined ? {} : { context: context(params) }),
      },
    ];
  };

export const onBucket =
  (action: string, context?: (params: Params) => Record<string, string>) =>
  (params: Params, env: Environment): Permission[] => {
    const bucket = text(params, 'Bucket');
    return [
      {
        action,
        resource: arn.bucket(bucket),
        ...owned(env, bucket),
        ...(context === undefined ? {} : { context: context(params) }),
      },
    ];
  };

export const noSuchBucket = (): HandlerResult =>
  refuse('NoSuchBucket', 'The specified bucket does not exist', 404);
export const noSuchKey = (): HandlerResult =>
  refuse('NoSuchKey', 'The specified key does not exist.', 404);
