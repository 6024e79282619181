import type { BucketResource } from '../scenario/types.ts';
import { contentTag, storedObject } from './storedObject.ts';
import type { Bucket } from './types.ts';

/** A new bucket (Amazon S3 User Guide, "Default settings for new S3 buckets"). */
export const emptyBucket = (o: {
  name: string;
  account: string;
  region: string;
  /** ms of virtual time. */
  at: number;
}): Bucket => ({
  name: o.name,
  account: o.account,
  region: o.region,
  createdAt: o.at,
  objects: new Map(),
  olderVersions: new Map(),
  deleteMarkers: new Map(),
  uploads: new Map(),
  documents: new Map(),
});

/** The key of a bucket's default encryption as an ARN: its id or alias means one of the bucket's own account and Region. */
export function defaultKey({ encryption, account, region }: Bucket): string | undefined {
  const key = encryption?.algorithm === 'aws:kms' ? encryption.keyId : undefined;
  if (key === undefined || key.startsWith('arn:')) return key;
  return `arn:aws:kms:${region}:${account}:${key.startsWith('alias/') ? key : `key/${key}`}`;
}

/** Version id of an object that was there before: any text will do, if it is always the same. */
const declaredVersion = (bucket: string, key: string): string =>
  contentTag(new TextEncoder().encode(`${bucket}/${key}`)).replaceAll('"', '');

/** A bucket that was there before the run. */
export function declaredBucket(
  name: string,
  resource: BucketResource,
  place: { id: string; region: string },
): Bucket {
  const bucket = emptyBucket({
    name,
    account: place.id,
    region: resource.region ?? place.region,
    at: 0,
  });
  const { policy, encryption, objectOwnership, publicAccessBlock, versioning } = resource;
  if (policy !== undefined) bucket.policy = policy;
  if (encryption !== undefined) bucket.encryption = encryption;
  if (objectOwnership !== undefined) bucket.objectOwnership = objectOwnership;
  if (publicAccessBlock !== undefined) bucket.publicAccessBlock = publicAccessBlock;
  if (versioning !== undefined) bucket.versioning = versioning;
  const kmsKey = defaultKey(bucket);
  for (const [key, content] of Object.entries(resource.objects ?? {})) {
    const object = storedObject({
      key,
      bytes: new TextEncoder().encode(content),
      at: 0,
      sse: encryption?.algorithm ?? 'AES256',
    });
    if (kmsKey !== undefined) object.kmsKey = kmsKey;
    if (versioning === 'Enabled') object.versionId = declaredVersion(name, key);
    bucket.objects.set(key, object);
  }
  return bucket;
}
