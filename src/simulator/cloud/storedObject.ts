import { md5 } from '@noble/hashes/legacy.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { StoredObject } from './types.ts';

/** Everything about an object but its content. */
export type ObjectDescription = Omit<StoredObject, 'bytes' | 'etag'>;

/** MD5 of the content in double quotes. */
export const contentTag = (bytes: Uint8Array): string => `"${bytesToHex(md5(bytes))}"`;

/** An object as S3 keeps it. The ETag of a single-part upload is the MD5 of its content. */
export function storedObject(o: {
  key: string;
  bytes: Uint8Array;
  /** ms of virtual time. */
  at: number;
  contentType?: string;
  sse?: string;
  cacheControl?: string;
}): StoredObject {
  return {
    key: o.key,
    bytes: o.bytes,
    etag: contentTag(o.bytes),
    lastModified: o.at,
    // S3's default when the caller names none.
    contentType: o.contentType || 'binary/octet-stream',
    metadata: {},
    ...(o.sse ? { sse: o.sse } : {}),
    ...(o.cacheControl ? { cacheControl: o.cacheControl } : {}),
  };
}
