import { text } from '../../params.ts';
import type {
  Bucket,
  Environment,
  HandlerResult,
  OperationDefinition,
  Params,
  Permission,
} from '../../types.ts';
import { noSuchBucket, onBucket } from './access.ts';
import { bucketBase } from './buckets.ts';

/** An operation on one setting of a bucket. */
export const onSetting = (
  action: string,
  handle: (bucket: Bucket, params: Params, env: Environment) => HandlerResult,
  o: { also?(params: Params, env: Environment): Permission[]; rule?: string } = {},
): OperationDefinition => ({
  ...bucketBase,
  permissions: (params, env) => [
    ...onBucket(action)(params, env),
    ...(o.also?.(params, env) ?? []),
  ],
  handle(params, env) {
    const bucket = env.state.buckets.get(text(params, 'Bucket'));
    return bucket === undefined ? noSuchBucket() : handle(bucket, params, env);
  },
  ...(o.rule === undefined ? {} : { rule: o.rule }),
});

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A parameter that is a structure; empty when it is none. */
export const structure = (params: Params, name: string): Record<string, unknown> => {
  const value = params[name];
  return isRecord(value) ? value : {};
};
