import { arn } from '../../arns.ts';
import { text } from '../../params.ts';
import { refuse } from '../../results.ts';
import type { Environment, HandlerResult, Params, Permission } from '../../types.ts';
import { opensBucket } from './publicAccess.ts';

/** Condition keys of one permission. */
export type Keys = Record<string, string | string[]>;
type KeysOf = (params: Params, env: Environment) => Keys;

/** The bucket's own policy has a say, and its owner is not in the ARN. */
function owned(env: Environment, bucket: string): Partial<Permission> {
  const found = env.state.buckets.get(bucket);
  if (found === undefined) return {};
  return {
    resourceAccount: found.account,
    ...(found.policy === undefined || !opensBucket(found, env)
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

/**
 * An object that another account wrote and kept to itself is not the bucket owner's: neither its policies nor the bucket's
 * reach it (Amazon S3 User Guide, "Controlling ownership of objects and disabling ACLs for your bucket").
 */
function foreign(env: Environment, bucket: string, key: string): Partial<Permission> | null {
  const owner = env.state.buckets.get(bucket)?.objects.get(key)?.owner;
  return owner === undefined ? null : { resourceAccount: owner };
}

/** Reading: what the writer of the object did not share is his. */
export const onForeign = (permissions: Permission[], params: Params, env: Environment) => {
  const other = foreign(env, text(params, 'Bucket'), text(params, 'Key'));
  if (other === null) return permissions;
  return permissions.map(({ resourcePolicy: _resourcePolicy, ...each }) => ({ ...each, ...other }));
};

/** What the object's tags add: `s3:ExistingObjectTag/<key>`. */
function existingTags(env: Environment, bucket: string, key: string): Keys {
  const tags = env.state.buckets.get(bucket)?.objects.get(key)?.tags ?? [];
  return Object.fromEntries(tags.map(({ Key, Value }) => [`s3:ExistingObjectTag/${Key}`, Value]));
}

export const onObject =
  (action: string, keys?: KeysOf) =>
  (params: Params, env: Environment): Permission[] => {
    const bucket = text(params, 'Bucket');
    const key = text(params, 'Key');
    return [
      {
        action,
        resource: arn.object(bucket, key),
        ...owned(env, bucket),
        context: { ...existingTags(env, bucket, key), ...keys?.(params, env) },
      },
    ];
  };

export const onBucket =
  (action: string, keys?: KeysOf) =>
  (params: Params, env: Environment): Permission[] => {
    const bucket = text(params, 'Bucket');
    return [
      {
        action,
        resource: arn.bucket(bucket),
        ...owned(env, bucket),
        ...(keys === undefined ? {} : { context: keys(params, env) }),
      },
    ];
  };

/** Condition keys from headers: those that were sent and no others (reference: iam §2.5). */
export function headerKeys(params: Params, table: Readonly<Record<string, string>>): Keys {
  const keys: Keys = {};
  for (const [parameter, key] of Object.entries(table)) {
    const value = params[parameter];
    if (typeof value === 'string' && value !== '') keys[key] = value;
  }
  return keys;
}

export const noSuchBucket = (): HandlerResult =>
  refuse('NoSuchBucket', 'The specified bucket does not exist', 404);
export const noSuchKey = (): HandlerResult =>
  refuse('NoSuchKey', 'The specified key does not exist.', 404);
/** The answer to a HEAD request has no body. */
export const headNotFound = (): HandlerResult => refuse('404', 'Not Found', 404);
