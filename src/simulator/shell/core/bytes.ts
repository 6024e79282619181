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

/** Half a surrogate pair stands for one byte that is no text: `printf '\377'`. */
const RAW = /([\udc80-\udcff])/u;

/** A byte inside a text; below 128 it is a character. */
export function rawByte(byte: number): string {
  return String.fromCharCode(byte < 128 ? byte : 0xdc00 + byte);
}

/** UTF-8 bytes of a text. */
export function encode(text: string): Bytes {
  if (PLAIN.test(text)) return text;
  if (!RAW.test(text)) return fromArray(encoder.encode(text));
  const parts = text.split(RAW);
  return parts
    .map((part, i) =>
      i % 2 === 1
        ? String.fromCharCode(part.charCodeAt(0) - 0xdc00)
        : fromArray(encoder.encode(part)),
    )
    .join('');
}

/** Text of UTF-8 bytes; what is not UTF-8 becomes U+FFFD, as a log viewer shows it. */
export function decode(bytes: Bytes): string {
  return PLAIN.test(bytes) ? bytes : decoder.decode(toArray(bytes));
}
