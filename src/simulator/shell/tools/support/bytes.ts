import { md5 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export const toBytes = (text: string): Uint8Array => encoder.encode(text);
export const toText = (bytes: Uint8Array): string => decoder.decode(bytes);

/** Hex digest of text or bytes. */
export const sha256Hex = (content: string | Uint8Array): string =>
  bytesToHex(sha256(typeof content === 'string' ? toBytes(content) : content));

/** Hex MD5 of bytes: what the deploying tools name their uploads by. */
export const md5Hex = (content: Uint8Array): string => bytesToHex(md5(content));

export function toBase64(text: string): string {
  return btoa(Array.from(toBytes(text), (byte) => String.fromCharCode(byte)).join(''));
}

/** Text behind base64, or null when it is none. */
export function fromBase64(base64: string): string | null {
  try {
    return toText(Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)));
  } catch {
    return null;
  }
}

/** Bytes behind base64, or null when it is none. */
export function fromBase64Bytes(base64: string): Uint8Array | null {
  try {
    return Uint8Array.from(atob(base64.trim()), (letter) => letter.charCodeAt(0));
  } catch {
    return null;
  }
}

export function bytesToBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
