import { md5 } from '@noble/hashes/legacy.js';
import { bytesToHex, concatBytes, hexToBytes } from '@noble/hashes/utils.js';
import { arn } from '../../arns.ts';
import { bytes, count, text } from '../../params.ts';
import { done, refuse } from '../../results.ts';
import { contentTag } from '../../storedObject.ts';
import type {
  Bucket,
  Environment,
  HandlerResult,
  MultipartUpload,
  OperationDefinition,
  Params,
} from '../../types.ts';
import { noSuchBucket, noSuchKey, onObject } from './access.ts';
import { checksumFacts } from './checksum.ts';
import { readingSource, sourceOf } from './copy.ts';
import { encryptionFacts, encryptionProblem, keyUse } from './encryption.ts';
import { objectBase, objectOf, sendingMs } from './objects.ts';
import { aclProblem } from './publicAccess.ts';
import { rangeOf } from './range.ts';
import { secondsOf, store, versionFacts } from './store.ts';
import { tagProblem, tagsOf } from './tags.ts';
import { described, withContent, writing } from './write.ts';

/** Bytes of the smallest part; the last one may be smaller. */
const smallestPart = 5 * 1024 * 1024;
const mostParts = 10_000;
const idAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._';

const noSuchUpload = (): HandlerResult =>
  refuse(
    'NoSuchUpload',
    'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.',
    404,
  );
const invalidPart = (): HandlerResult =>
  refuse(
    'InvalidPart',
    "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
  );

/** The bucket and the upload that a request names, or S3's answer that there is none. */
function found(
  params: Params,
  env: Environment,
): { bucket: Bucket; upload: MultipartUpload } | { problem: HandlerResult } {
  const bucket = env.state.buckets.get(text(params, 'Bucket'));
  if (bucket === undefined) return { problem: noSuchBucket() };
  const upload = bucket.uploads.get(text(params, 'UploadId'));
  return upload === undefined || upload.object.key !== text(params, 'Key')
    ? { problem: noSuchUpload() }
    : { bucket, upload };
}

/** Parts of an upload under a customer's key: `kms:Decrypt` too (Amazon S3 User Guide, "Multipart upload API and permissions"). */
const partKey = (params: Params, env: Environment) => {
  const bucket = env.state.buckets.get(text(params, 'Bucket'));
  const key = bucket?.uploads.get(text(params, 'UploadId'))?.object.kmsKey;
  return keyUse(env, key, 'kms:Decrypt');
};

function keepPart(
  params: Params,
  upload: MultipartUpload,
  body: Uint8Array,
): HandlerResult | string {
  const number = count(params, 'PartNumber');
  if (!Number.isInteger(number) || number < 1 || number > mostParts) {
    return refuse(
      'InvalidArgument',
      'Part number must be an integer between 1 and 10000, inclusive',
    );
  }
  const etag = contentTag(body);
  upload.parts.set(number, { bytes: body, etag });
  return etag;
}

interface NamedPart {
  ETag?: unknown;
  PartNumber?: unknown;
}

/** The parts that CompleteMultipartUpload names, checked as S3 does. */
function partsOf(params: Params, upload: MultipartUpload): MultipartPart[] | HandlerResult {
  const listed = (params.MultipartUpload as { Parts?: unknown } | undefined)?.Parts;
  const named: NamedPart[] = Array.isArray(listed) ? listed : [];
  if (named.length === 0) {
    return refuse('InvalidRequest', 'You must specify at least one part');
  }
  const parts: MultipartPart[] = [];
  let before = 0;
  for (const { ETag: etag, PartNumber: written } of named) {
    const number = Number(written);
    const part = upload.parts.get(number);
    if (part === undefined || part.etag.replaceAll('"', '') !== String(etag).replaceAll('"', '')) {
      return invalidPart();
    }
    if (number <= before) {
      return refuse(
        'InvalidPartOrder',
        'The list of parts was not in ascending order. Parts must be ordered by part number.',
      );
    }
    before = number;
    parts.push(part);
  }
  return parts.slice(0, -1).some((part) => part.bytes.length < smallestPart)
    ? refuse('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size')
    : parts;
}
type MultipartPart = { bytes: Uint8Array; etag: string };

/** MD5 of the parts' MD5s, and how many there were. */
const tagOfParts = (parts: readonly MultipartPart[]): string => {
  const digests = parts.map(({ etag }) => hexToBytes(etag.replaceAll('"', '')));
  return `"${bytesToHex(md5(concatBytes(...digests)))}-${parts.length}"`;
};

/** Amazon S3 API Reference, the operations of an upload in parts. */
export const multipartOperations: Record<string, OperationDefinition> = {
  CreateMultipartUpload: {
    ...objectBase,
    permissions: (params, env) => writing(params, env),
    handle(params, env) {
      const bucket = env.state.buckets.get(text(params, 'Bucket'));
      if (bucket === undefined) return noSuchBucket();
      const key = text(params, 'Key');
      const resource = arn.object(bucket.name, key);
      const problem =
        aclProblem(params, env, bucket, { action: 's3:CreateMultipartUpload', resource }) ??
        encryptionProblem(params, env, bucket) ??
        tagProblem(tagsOf(params));
      if (problem !== null) return problem;
      const place = `upload/${bucket.name}/${key}/${env.clock.now()}/${bucket.uploads.size}`;
      const id = env.ids.text(place, 96, idAlphabet);
      const object = described(params, env, bucket);
      bucket.uploads.set(id, { id, object, parts: new Map() });
      return done({
        Bucket: bucket.name,
        Key: key,
        UploadId: id,
        ...encryptionFacts(env, object),
      });
    },
  },
  UploadPart: {
    ...objectBase,
    latencyMs: sendingMs,
    permissions: (params, env) => [
      ...onObject('s3:PutObject')(params, env),
      ...partKey(params, env),
    ],
    handle(params, env) {
      const place = found(params, env);
      if ('problem' in place) return place.problem;
      const body = bytes(params, 'Body');
      const kept = keepPart(params, place.upload, body);
      if (typeof kept !== 'string') return kept;
      return done({
        ...encryptionFacts(env, place.upload.object),
        ETag: kept,
        ChecksumCRC64NVME: checksumFacts(body).ChecksumCRC64NVME,
      });
    },
    details: (params) => ({
      ...objectBase.details(params),
      part: count(params, 'PartNumber'),
      bytes: bytes(params, 'Body').length,
    }),
  },
  UploadPartCopy: {
    ...objectBase,
    permissions: (params, env) => [
      ...readingSource(params, env, false),
      ...onObject('s3:PutObject')(params, env),
      ...partKey(params, env),
    ],
    handle(params, env) {
      const place = found(params, env);
      if ('problem' in place) return place.problem;
      const from = sourceOf(params);
      const source = objectOf(env.state.buckets.get(text(from, 'Bucket')), from);
      if (source === undefined) return noSuchKey();
      const range = rangeOf(text(params, 'CopySourceRange'), source.bytes.length);
      if (range === 'outside') {
        return refuse('InvalidRange', 'The requested range is not satisfiable', 416);
      }
      const body = range === null ? source.bytes : source.bytes.subarray(range.from, range.to + 1);
      const kept = keepPart(params, place.upload, body);
      if (typeof kept !== 'string') return kept;
      return done({
        CopyPartResult: { ETag: kept, LastModified: secondsOf(env, env.clock.now()) },
        ...encryptionFacts(env, place.upload.object),
      });
    },
  },
  CompleteMultipartUpload: {
    ...objectBase,
    permissions: (params, env) => [
      ...onObject('s3:PutObject')(params, env),
      ...partKey(params, env),
    ],
    handle(params, env) {
      const place = found(params, env);
      if ('problem' in place) return place.problem;
      const { bucket, upload } = place;
      const parts = partsOf(params, upload);
      if (!Array.isArray(parts)) return parts;
      bucket.uploads.delete(upload.id);
      const content = concatBytes(...parts.map((part) => part.bytes));
      const description = { ...upload.object, lastModified: env.clock.now() };
      const object = withContent(description, content, tagOfParts(parts));
      return store(bucket, object, env, (stored) => ({
        Location: `https://${bucket.name}.s3.${bucket.region}.amazonaws.com/${stored.key}`,
        Bucket: bucket.name,
        Key: stored.key,
        ETag: stored.etag,
        ...checksumFacts(content),
        ...encryptionFacts(env, stored),
        ...versionFacts(stored),
      }));
    },
    rule: 's3.multipart-upload',
  },
  AbortMultipartUpload: {
    ...objectBase,
    permissions: onObject('s3:AbortMultipartUpload'),
    handle(params, env) {
      const place = found(params, env);
      if ('problem' in place) return place.problem;
      place.bucket.uploads.delete(place.upload.id);
      return done();
    },
  },
};
