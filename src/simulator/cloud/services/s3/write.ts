import { text } from '../../params.ts';
import { contentTag, type ObjectDescription } from '../../storedObject.ts';
import type { Bucket, Environment, Params, Permission, StoredObject, Tag } from '../../types.ts';
import { headerKeys, type Keys, onObject } from './access.ts';
import { encryptionFor, keyUse } from './encryption.ts';
import { grantParameters } from './publicAccess.ts';
import { requestTagKeys, tagsOf } from './tags.ts';

/** Headers that become condition keys (reference: iam §2.5); a default of the bucket sets none of them. */
const conditionHeaders = {
  ACL: 's3:x-amz-acl',
  ServerSideEncryption: 's3:x-amz-server-side-encryption',
  SSEKMSKeyId: 's3:x-amz-server-side-encryption-aws-kms-key-id',
  StorageClass: 's3:x-amz-storage-class',
  CopySource: 's3:x-amz-copy-source',
  MetadataDirective: 's3:x-amz-metadata-directive',
  GrantFullControl: 's3:x-amz-grant-full-control',
  GrantRead: 's3:x-amz-grant-read',
  GrantReadACP: 's3:x-amz-grant-read-acp',
  GrantWriteACP: 's3:x-amz-grant-write-acp',
} as const;

/** Headers that are kept with the object and handed out again. */
const keptHeaders = [
  'ContentDisposition',
  'ContentEncoding',
  'ContentLanguage',
  'Expires',
  'WebsiteRedirectLocation',
  'StorageClass',
] as const;

export const aclKeys = (params: Params): Keys => headerKeys(params, conditionHeaders);

/** The permissions to store an object, in S3's order: the object, its ACL, its tags, the key. */
export function writing(params: Params, env: Environment, tags = tagsOf(params)): Permission[] {
  const bucket = env.state.buckets.get(text(params, 'Bucket'));
  const keys = () => ({ ...aclKeys(params), ...requestTagKeys(tags) });
  const granting = ['ACL', ...grantParameters].some((name) => text(params, name) !== '');
  return [
    ...onObject('s3:PutObject', keys)(params, env),
    // Writing an ACL or tags with the object is a permission of its own.
    ...(granting ? onObject('s3:PutObjectAcl', keys)(params, env) : []),
    ...(tags.length > 0 ? onObject('s3:PutObjectTagging', keys)(params, env) : []),
    ...keyUse(env, encryptionFor(params, bucket).key, 'kms:GenerateDataKey'),
  ];
}

function metadataOf(params: Params): Record<string, string> {
  const { Metadata: given } = params;
  if (typeof given !== 'object' || given === null) return {};
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
}

/** In a bucket whose ACLs are on, what another account writes stays its own unless it gives the bucket's owner full control. */
function ownerOf(params: Params, env: Environment, bucket: Bucket): { owner?: string } {
  const account = env.session?.account ?? env.account;
  const enforced = (bucket.objectOwnership ?? 'BucketOwnerEnforced') === 'BucketOwnerEnforced';
  const shared = text(params, 'ACL') === 'bucket-owner-full-control';
  return enforced || shared || account === bucket.account ? {} : { owner: account };
}

/** What a request says about the object it stores. */
export function described(
  params: Params,
  env: Environment,
  bucket: Bucket,
  tags: readonly Tag[] = tagsOf(params),
): ObjectDescription {
  const { algorithm, key } = encryptionFor(params, bucket);
  const cacheControl = text(params, 'CacheControl');
  const headers = Object.fromEntries(
    keptHeaders.flatMap((name) => (text(params, name) === '' ? [] : [[name, text(params, name)]])),
  );
  return {
    key: text(params, 'Key'),
    lastModified: env.clock.now(),
    contentType: text(params, 'ContentType') || 'binary/octet-stream',
    metadata: metadataOf(params),
    sse: algorithm,
    ...(key === undefined ? {} : { kmsKey: key }),
    ...(cacheControl === '' ? {} : { cacheControl }),
    ...(tags.length === 0 ? {} : { tags }),
    ...ownerOf(params, env, bucket),
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
  };
}

/** The object with its content; the ETag is the MD5 unless the object came in parts. */
export const withContent = (
  description: ObjectDescription,
  bytes: Uint8Array,
  etag = contentTag(bytes),
): StoredObject => ({ ...description, bytes, etag });
