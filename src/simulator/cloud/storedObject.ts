import { md5 } from '@noble/hashes/legacy.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { StoredObject } from './types.ts';

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
    etag: `"${bytesToHex(md5(o.bytes))}"`,
    lastModified: o.at,
    // S3's default when the caller names none.
    contentType: o.contentType || 'binary/octet-stream',
    metadata: {},
    ...(o.sse ? { sse: o.sse } : {}),
    ...(o.cacheControl ? { cacheControl: o.cacheControl } : {}),
  };
}
