import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { bytes, text } from '../../params.ts';
import { done } from '../../results.ts';
import { storedObject } from '../../storedObject.ts';
import type {
  Bucket,
  Environment,
  HandlerResult,
  OperationDefinition,
  Params,
  Permission,
  StoredObject,
} from '../../types.ts';
import { noSuchBucket, noSuchKey, onBucket, onObject } from './access.ts';

/** ms to the first byte, and bytes per ms: a modest rate inside the Region. */
const firstByteMs = 55;
const bytesPerMs = 25_000;

const base = {
  trail: 'data',
  node: (params) => `bucket:${text(params, 'Bucket')}`,
  details: (params) => ({ bucket: text(params, 'Bucket'), key: text(params, 'Key') }),
} satisfies Partial<OperationDefinition>;

function store(bucket: Bucket, object: StoredObject): HandlerResult {
  bucket.objects.set(object.key, object);
  return done({ ETag: object.etag }, (trace) => {
    trace.record(`object:${bucket.name}/${object.key}`, 'object.stored', {
      bucket: bucket.name,
      objectKey: object.key,
      bytes: object.bytes.length,
      contentType: object.contentType,
      sha256: bytesToHex(sha256(object.bytes)),
    });
  });
}

const found = (object: StoredObject) => ({
  ContentLength: object.bytes.length,
  ContentType: object.contentType,
  ETag: object.etag,
  LastModified: object.lastModified,
});

/** Who may not list a bucket does not learn whether a key is there: S3 asks for s3:ListBucket before it says 404. */
const reading = (params: Params, env: Environment): Permission[] => {
  const bucket = env.state.buckets.get(text(params, 'Bucket'));
  const missing = bucket !== undefined && !bucket.objects.has(text(params, 'Key'));
  const read = onObject('s3:GetObject')(params, env);
  return missing ? [...read, ...onBucket('s3:ListBucket')(params, env)] : read;
};

/** Amazon S3 API Reference, object operations. */
export const objectOperations: Record<string, OperationDefinition> = {
  PutObject: {
    ...base,
    latencyMs: (params) => firstByteMs + Math.ceil(bytes(params, 'Body').length / bytesPerMs),
    permissions: (params, env) => {
      const sse = text(params, 'ServerSideEncryption');
      const put = onObject('s3:PutObject', () =>
        sse === '' ? {} : { 's3:x-amz-server-side-encryption': sse },
      )(params, env);
      // Writing an ACL with the object is a permission of its own.
      return text(params, 'ACL') === ''
        ? put
        : [...put, ...onObject('s3:PutObjectAcl')(params, env)];
    },
    handle(params, env) {
      const bucket = env.state.buckets.get(text(params, 'Bucket'));
      if (bucket === undefined) return noSuchBucket();
      const object = storedObject({
        key: text(params, 'Key'),
        bytes: bytes(params, 'Body'),
        at: env.clock.now(),
        contentType: text(params, 'ContentType'),
        sse: text(params, 'ServerSideEncryption'),
        cacheControl: text(params, 'CacheControl'),
      });
      return store(bucket, object);
    },
    details: (params) => ({ ...base.details(params), bytes: bytes(params, 'Body').length }),
    rule: 's3.put-object',
  },
  GetObject: {
    ...base,
    latencyMs: firstByteMs,
    permissions: reading,
    handle(params, { state }) {
      const bucket = state.buckets.get(text(params, 'Bucket'));
      if (bucket === undefined) return noSuchBucket();
      const object = bucket.objects.get(text(params, 'Key'));
      if (object === undefined) return noSuchKey();
      return done({ ...found(object), Body: object.bytes });
    },
    rule: 's3.get-object',
  },
  HeadObject: {
    ...base,
    latencyMs: firstByteMs,
    bodiless: true,
    permissions: reading,
    handle(params, { state }) {
      const object = state.buckets.get(text(params, 'Bucket'))?.objects.get(text(params, 'Key'));
      return object === undefined
        ? { ok: false, error: { code: '404', message: 'Not Found', status: 404 } }
        : done(found(object));
    },
  },
  DeleteObject: {
    ...base,
    latencyMs: firstByteMs,
    permissions: onObject('s3:DeleteObject'),
    handle(params, { state }) {
      const bucket = state.buckets.get(text(params, 'Bucket'));
      if (bucket === undefined) return noSuchBucket();
      const key = text(params, 'Key');
      // Deleting a key that is not there succeeds.
      if (!bucket.objects.delete(key)) return done();
      return done({}, (trace) => {
        trace.record(`deleted:${bucket.name}/${key}`, 'object.deleted', {
          bucket: bucket.name,
          objectKey: key,
        });
      });
    },
  },
  CopyObject: {
    ...base,
    latencyMs: firstByteMs,
    permissions: (params, env) => {
      const { bucket, key } = sourceOf(text(params, 'CopySource'));
      return [
        ...onObject('s3:GetObject')({ Bucket: bucket, Key: key }, env),
        ...onObject('s3:PutObject')(params, env),
      ];
    },
    handle(params, env) {
      const from = sourceOf(text(params, 'CopySource'));
      const source = env.state.buckets.get(from.bucket);
      const target = env.state.buckets.get(text(params, 'Bucket'));
      if (source === undefined || target === undefined) return noSuchBucket();
      const object = source.objects.get(from.key);
      if (object === undefined) return noSuchKey();
      const copy = { ...object, key: text(params, 'Key'), lastModified: env.clock.now() };
      return store(target, copy);
    },
  },
};

function sourceOf(written: string): { bucket: string; key: string } {
  const path = written.replace(/^\//, '');
  const slash = path.indexOf('/');
  return slash < 0
    ? { bucket: path, key: '' }
    : { bucket: path.slice(0, slash), key: path.slice(slash + 1) };
}
