import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { done } from '../../results.ts';
import type { Bucket, Environment, HandlerResult, Params, StoredObject } from '../../types.ts';
import { checksumFacts } from './checksum.ts';
import { encryptionFacts } from './encryption.ts';

const versionAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._';

/** Name of a new version, `null` in a bucket that keeps none now but did before; undefined where there never were any. */
export function newVersionId(bucket: Bucket, key: string, env: Environment): string | undefined {
  if (bucket.versioning === undefined) return undefined;
  if (bucket.versioning === 'Suspended') return 'null';
  const place = `${bucket.name}/${key}/${env.clock.now()}/${bucket.olderVersions.size}`;
  return env.ids.text(`version/${place}`, 32, versionAlphabet);
}

/** The current version makes room; it is kept where the bucket keeps versions. */
export function retire(bucket: Bucket, key: string): void {
  const current = bucket.objects.get(key);
  bucket.objects.delete(key);
  if (current === undefined || bucket.versioning === undefined) return;
  const id = current.versionId ?? 'null';
  // In a bucket with versioning suspended, a new `null` version takes the place of the old one.
  if (bucket.versioning === 'Suspended' && id === 'null') return;
  bucket.olderVersions.set(versionKey(key, id), { ...current, versionId: id });
}

/** Where an older version is kept. A version id has no slash. */
export const versionKey = (key: string, versionId: string): string => `${versionId}/${key}`;

/** Puts an object into its bucket. The answer of PutObject; `output` comes instead of it where given. */
export function store(
  bucket: Bucket,
  given: StoredObject,
  env: Environment,
  output?: (object: StoredObject) => Params,
): HandlerResult {
  const versionId = newVersionId(bucket, given.key, env);
  retire(bucket, given.key);
  const object = versionId === undefined ? given : { ...given, versionId };
  bucket.objects.set(object.key, object);
  const answer = output?.(object) ?? {
    ETag: object.etag,
    ...checksumFacts(object.bytes),
    ...encryptionFacts(env, object),
    ...versionFacts(object),
  };
  return done(answer, (trace) => {
    trace.record(`object:${bucket.name}/${object.key}`, 'object.stored', {
      bucket: bucket.name,
      objectKey: object.key,
      bytes: object.bytes.length,
      contentType: object.contentType,
      sha256: bytesToHex(sha256(object.bytes)),
    });
  });
}

export const versionFacts = ({ versionId }: StoredObject): Params =>
  versionId === undefined ? {} : { VersionId: versionId };

/** S3 gives whole seconds. @returns Unix ms */
export function secondsOf(env: Environment, at: number): number {
  const { clock } = env;
  const unix = at + clock.unix() - clock.now();
  return unix - (unix % 1000);
}
