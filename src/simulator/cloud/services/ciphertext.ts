/** The first bytes of every ciphertext that KMS makes with a symmetric key; in base64 it begins `AQICAHg`. */
const header = '\u0001\u0002\u0002\u0000x';
/** KMS takes no longer ciphertext, in bytes (AWS KMS API Reference, "Decrypt"). */
const longest = 6144;

export interface Sealed {
  /** ARN of the key. */
  key: string;
  plaintext: Uint8Array;
  context: Record<string, string>;
}

const hexOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** Makes a ciphertext. Nothing is secret here: like KMS's own it names its key, and it holds what is needed to open it. */
export function seal(
  key: string,
  plaintext: Uint8Array,
  context: Record<string, string>,
): Uint8Array {
  const content = JSON.stringify({ key, context, data: hexOf(plaintext) });
  return new TextEncoder().encode(`${header}${content}`);
}

/** What is in a ciphertext of `seal`; null for any other bytes. */
export function openSealed(ciphertext: Uint8Array): Sealed | null {
  if (ciphertext.length > 4 * longest) return null;
  const text = new TextDecoder().decode(ciphertext);
  if (!text.startsWith(header)) return null;
  try {
    const { key, context, data } = JSON.parse(text.slice(header.length)) as Record<string, unknown>;
    if (typeof key !== 'string' || typeof data !== 'string') return null;
    if (typeof context !== 'object' || context === null) return null;
    return {
      key,
      context: context as Record<string, string>,
      plaintext: Uint8Array.from(data.match(/[0-9a-f]{2}/g) ?? [], (pair) =>
        Number.parseInt(pair, 16),
      ),
    };
  } catch {
    return null;
  }
}
