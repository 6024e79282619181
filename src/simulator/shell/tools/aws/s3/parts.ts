import type { Params } from '../../../../cloud/types.ts';
import { isObject } from '../../support/json.ts';
import type { Client } from '../client.ts';
import { CallError } from '../errors.ts';
import type { Entry } from './entries.ts';
import { bucketAndKey } from './paths.ts';

/**
 * Bytes from which on a file goes in parts, and bytes of each part (AWS CLI Command Reference, "AWS CLI S3 configuration"):
 * the settings `multipart_threshold` and `multipart_chunksize`.
 */
export const partBytes = 8 * 1024 * 1024;

/** First and last byte of every part. */
export function partsOf(bytes: number): { from: number; to: number }[] {
  const parts: { from: number; to: number }[] = [];
  for (let from = 0; from < bytes; from += partBytes) {
    parts.push({ from, to: Math.min(from + partBytes, bytes) - 1 });
  }
  return parts;
}

/**
 * An upload in parts. When a part fails the parts that are there are thrown away with AbortMultipartUpload; if that is refused
 * too they stay, and nobody is told. Throws the first `CallError`.
 */
async function inParts(
  client: Client,
  target: { Bucket: string; Key: string },
  headers: Params,
  bytes: number,
  send: (part: { from: number; to: number }, names: Params) => Promise<unknown>,
): Promise<void> {
  const { UploadId } = await client.call('s3', 'CreateMultipartUpload', { ...target, ...headers });
  const upload = { ...target, UploadId };
  try {
    const Parts: Params[] = [];
    for (const part of partsOf(bytes)) {
      const PartNumber = Parts.length + 1;
      Parts.push({ ETag: await send(part, { ...upload, PartNumber }), PartNumber });
    }
    await client.call('s3', 'CompleteMultipartUpload', { ...upload, MultipartUpload: { Parts } });
  } catch (reason) {
    if (!(reason instanceof CallError)) throw reason;
    try {
      await client.call('s3', 'AbortMultipartUpload', upload);
    } catch (again) {
      if (!(again instanceof CallError)) throw again;
    }
    throw reason;
  }
}

/** A file over 8 MiB. The real CLI sends ten parts at a time; here one after the other. */
export const uploadInParts = (
  client: Client,
  target: { Bucket: string; Key: string },
  headers: Params,
  body: Uint8Array,
  progress: (bytes: number) => void,
): Promise<void> =>
  inParts(client, target, headers, body.length, async ({ from, to }, names) => {
    const part = body.subarray(from, to + 1);
    const { ETag } = await client.call('s3', 'UploadPart', { ...names, Body: part });
    progress(part.length);
    return ETag;
  });

/** Headers that go with an object when it is copied in parts: CreateMultipartUpload knows nothing of the source. */
const carried = [
  'CacheControl',
  'ContentDisposition',
  'ContentEncoding',
  'ContentLanguage',
  'ContentType',
  'Expires',
  'Metadata',
] as const;

const asQuery = (tags: unknown): string =>
  (Array.isArray(tags) ? tags.filter(isObject) : [])
    .map(
      ({ Key, Value }) => `${encodeURIComponent(String(Key))}=${encodeURIComponent(String(Value))}`,
    )
    .join('&');

/** What the source has besides its content, as headers of the copy: two more calls (AWS CLI Command Reference, `--copy-props`). */
async function propertiesOf(client: Client, entry: Entry): Promise<Params> {
  const { bucket, key } = bucketAndKey(entry.path);
  const source = { Bucket: bucket, Key: key };
  const head = entry.head ?? (await client.call('s3', 'HeadObject', source));
  const { TagSet } = await client.call('s3', 'GetObjectTagging', source);
  const tagging = asQuery(TagSet);
  return {
    ...Object.fromEntries(
      carried.flatMap((name) => (head[name] === undefined ? [] : [[name, head[name]]])),
    ),
    ...(tagging === '' ? {} : { Tagging: tagging }),
  };
}

/** An object over 8 MiB that is copied. */
export async function copyInParts(
  client: Client,
  target: { Bucket: string; Key: string },
  headers: Params,
  entry: Entry,
  withProperties: boolean,
): Promise<void> {
  const properties = withProperties ? await propertiesOf(client, entry) : {};
  await inParts(
    client,
    target,
    { ...properties, ...headers },
    entry.bytes,
    async ({ from, to }, names) => {
      const { CopyPartResult: result } = await client.call('s3', 'UploadPartCopy', {
        ...names,
        CopySource: entry.path,
        CopySourceRange: `bytes=${from}-${to}`,
      });
      return isObject(result) ? result.ETag : undefined;
    },
  );
}
