import { defaultKey } from '../../bucket.ts';
import { text } from '../../params.ts';
import { refuse } from '../../results.ts';
import type {
  Bucket,
  Environment,
  HandlerResult,
  Params,
  Permission,
  StoredObject,
} from '../../types.ts';
import { findKey, keyPermission } from '../keyAccess.ts';

/** How an object is encrypted; `key`: a customer's KMS key, as it was written. */
export interface Encryption {
  algorithm: string;
  key?: string;
}

/**
 * The header decides, else the bucket's default, else S3's own keys. `aws:kms` without a key means the key that AWS manages
 * (`alias/aws/s3`), which everyone in the account may use through S3 (Amazon S3 User Guide, "Using server-side encryption
 * with AWS KMS keys").
 */
export function encryptionFor(params: Params, bucket: Bucket | undefined): Encryption {
  const asked = text(params, 'ServerSideEncryption');
  const algorithm = asked || (bucket?.encryption?.algorithm ?? 'AES256');
  const key = asked === '' ? bucket && defaultKey(bucket) : text(params, 'SSEKMSKeyId');
  return algorithm.startsWith('aws:kms') && key ? { algorithm, key } : { algorithm };
}

/** What stands against the encryption that a request asks for; null if nothing does. */
export function encryptionProblem(
  params: Params,
  env: Environment,
  bucket: Bucket,
): HandlerResult | null {
  if (text(params, 'SSEKMSKeyId') !== '' && text(params, 'ServerSideEncryption') === '') {
    return refuse(
      'InvalidArgument',
      'Server Side Encryption with AWS KMS managed key requires HTTP header x-amz-server-side-encryption : aws:kms',
    );
  }
  const { key } = encryptionFor(params, bucket);
  if (key === undefined || env.scenario.resources.keys === undefined) return null;
  const { declared, arn, account } = findKey(env, key);
  if (declared || isAwsManaged(key) || account !== env.scenario.account.id) return null;
  return refuse('KMS.NotFoundException', `Key '${arn}' does not exist`);
}

const isAwsManaged = (key: string): boolean => key.includes('alias/aws/');

/** What KMS asks of the caller when S3 uses a key in the caller's name (`kms:ViaService`). */
export const keyUse = (
  env: Environment,
  key: string | undefined,
  action: 'kms:GenerateDataKey' | 'kms:Decrypt',
): Permission[] => keyPermission(env, key ?? '', action, 's3');

/** `ServerSideEncryption` and `SSEKMSKeyId` of an answer. The key is given as an ARN. */
export function encryptionFacts(
  env: Environment,
  object: Pick<StoredObject, 'sse' | 'kmsKey'>,
): Params {
  const { sse = 'AES256', kmsKey } = object;
  if (kmsKey === undefined) return { ServerSideEncryption: sse };
  return { ServerSideEncryption: sse, SSEKMSKeyId: findKey(env, kmsKey).arn };
}
