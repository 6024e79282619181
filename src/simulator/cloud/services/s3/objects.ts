import { arn } from '../../arns.ts';
import { bytes, text } from '../../params.ts';
import { done, refuse } from '../../results.ts';
import type {
  Bucket,
  Environment,
  OperationDefinition,
  Params,
  StoredObject,
} from '../../types.ts';
import { headNotFound, noSuchBucket, noSuchKey, onBucket, onForeign, onObject } from './access.ts';
import { encryptionFacts, encryptionProblem, keyUse } from './encryption.ts';
import { aclProblem } from './publicAccess.ts';
import { rangeOf } from './range.ts';
import { secondsOf, store, versionFacts, versionKey } from './store.ts';
import { tagProblem, tagsOf } from './tags.ts';
import { described, withContent, writing } from './write.ts';

/** ms to the first byte, and bytes per ms: a modest rate inside the Region. */
const firstByteMs = 55;
const bytesPerMs = 25_000;

/** ms of virtual time that a request with a body takes. */
export const sendingMs = (params: Params): number =>
  firstByteMs + Math.ceil(bytes(params, 'Body').length / bytesPerMs);

export const objectBase = {
  trail: 'data',
  latencyMs: firstByteMs,
  node: (params) => `bucket:${text(params, 'Bucket')}`,
  details: (params) => ({ bucket: text(params, 'Bucket'), key: text(params, 'Key') }),
} satisfies Partial<OperationDefinition>;

/** Headers of an object, in the API's order. */
const facts = (object: StoredObject, env: Environment, bytesSent: number): Params => {
  const { StorageClass: storageClass, ...headers } = object.headers ?? {};
  return {
    AcceptRanges: 'bytes',
    LastModified: secondsOf(env, object.lastModified),
    ContentLength: bytesSent,
    ETag: object.etag,
    ...versionFacts(object),
    ...(object.cacheControl === undefined ? {} : { CacheControl: object.cacheControl }),
    ...headers,
    ContentType: object.contentType,
    ...encryptionFacts(env, object),
    Metadata: object.metadata,
    ...(storageClass === undefined ? {} : { StorageClass: storageClass }),
    ...(object.tags === undefined ? {} : { TagCount: object.tags.length }),
  };
};

/** The version that a request means. */
export function objectOf(bucket: Bucket | undefined, params: Params): StoredObject | undefined {
  const key = text(params, 'Key');
  const version = text(params, 'VersionId');
  const current = bucket?.objects.get(key);
  if (version === '' || current?.versionId === version) return current;
  return bucket?.olderVersions.get(versionKey(key, version));
}

/**
 * Who may not list a bucket does not learn whether a key is there: S3 asks for s3:ListBucket before it says 404. Reading what
 * is encrypted with a customer's key needs `kms:Decrypt` too.
 */
const reading =
  (decrypts: boolean): OperationDefinition['permissions'] =>
  (params, env) => {
    const bucket = env.state.buckets.get(text(params, 'Bucket'));
    const object = objectOf(bucket, params);
    const action = text(params, 'VersionId') === '' ? 's3:GetObject' : 's3:GetObjectVersion';
    const read = onForeign(onObject(action)(params, env), params, env);
    if (bucket === undefined) return read;
    if (object === undefined) return [...read, ...onBucket('s3:ListBucket')(params, env)];
    return decrypts ? [...read, ...keyUse(env, object.kmsKey, 'kms:Decrypt')] : read;
  };

/** Amazon S3 API Reference, object operations. */
export const objectOperations: Record<string, OperationDefinition> = {
  PutObject: {
    ...objectBase,
    latencyMs: sendingMs,
    permissions: (params, env) => writing(params, env),
    handle(params, env) {
      const bucket = env.state.buckets.get(text(params, 'Bucket'));
      if (bucket === undefined) return noSuchBucket();
      const resource = arn.object(bucket.name, text(params, 'Key'));
      const problem =
        aclProblem(params, env, bucket, { action: 's3:PutObject', resource }) ??
        encryptionProblem(params, env, bucket) ??
        tagProblem(tagsOf(params));
      if (problem !== null) return problem;
      if (text(params, 'IfNoneMatch') === '*' && bucket.objects.has(text(params, 'Key'))) {
        const why = 'At least one of the pre-conditions you specified did not hold';
        return refuse('PreconditionFailed', why, 412);
      }
      return store(bucket, withContent(described(params, env, bucket), bytes(params, 'Body')), env);
    },
    details: (params) => ({ ...objectBase.details(params), bytes: bytes(params, 'Body').length }),
    rule: 's3.put-object',
  },
  GetObject: {
    ...objectBase,
    permissions: reading(true),
    handle(params, env) {
      const bucket = env.state.buckets.get(text(params, 'Bucket'));
      if (bucket === undefined) return noSuchBucket();
      const object = objectOf(bucket, params);
      if (object === undefined) return noSuchKey();
      const range = rangeOf(text(params, 'Range'), object.bytes.length);
      if (range === null)
        return done({ Body: object.bytes, ...facts(object, env, object.bytes.length) });
      if (range === 'outside') {
        return refuse('InvalidRange', 'The requested range is not satisfiable', 416);
      }
      const part = object.bytes.subarray(range.from, range.to + 1);
      return done({
        Body: part,
        ...facts(object, env, part.length),
        ContentRange: `bytes ${range.from}-${range.to}/${object.bytes.length}`,
      });
    },
    rule: 's3.get-object',
  },
  HeadObject: {
    ...objectBase,
    bodiless: true,
    permissions: reading(false),
    handle(params, env) {
      const object = objectOf(env.state.buckets.get(text(params, 'Bucket')), params);
      return object === undefined ? headNotFound() : done(facts(object, env, object.bytes.length));
    },
  },
};
