/**
 * Bytes as text: one character (U+0000–U+00FF) per byte. What flows through pipes and files of a container; the terminal,
 * variables and tools see Unicode text.
 */
export type Bytes = string;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8');
const PLAIN = /^[\0-\x7f]*$/;
const CHUNK = 8192;

export function fromArray(array: Uint8Array): Bytes {
  let out = '';
  for (let i = 0; i < array.length; i += CHUNK) {
    out += String.fromCharCode(...array.subarray(i, i + CHUNK));
  }
  return out;
}

export function toArray(bytes: Bytes): Uint8Array {
  const array = new Uint8Array(bytes.length);
  for (let i = 0; i < bytes.length; i++) array[i] = bytes.charCodeAt(i);
  return array;
}

/** UTF-8 bytes of a text. */
export function encode(text: string): Bytes {
  return PLAIN.test(text) ? text : fromArray(encoder.encode(text));
}

/** Text of UTF-8 bytes; what is not UTF-8 becomes U+FFFD, as a log viewer shows it. */
export function decode(bytes: Bytes): string {
  return PLAIN.test(bytes) ? bytes : decoder.decode(toArray(bytes));
}
