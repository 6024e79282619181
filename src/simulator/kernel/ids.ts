import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Ids } from './types.ts';

/** Names that depend on the seed and on their place in the story only, so that one more call does not shift all later ids. */
export function makeIds(seed: number): Ids {
  const bytes = (key: string) => sha256(utf8ToBytes(`${seed}\n${key}`));
  const hex = (key: string, length: number): string => {
    let text = '';
    for (let block = 0; text.length < length; block++) {
      text += bytesToHex(bytes(block === 0 ? key : `${key}\n${block}`));
    }
    return text.slice(0, length);
  };
  return {
    hex,
    uuid(key) {
      const h = hex(key, 32);
      const variant = '89ab'.charAt(Number.parseInt(h.charAt(16), 16) & 3);
      return `${h.slice(0, 8)}-${h.slice(8, 12)}-4${h.slice(13, 16)}-${variant}${h.slice(17, 20)}-${h.slice(20)}`;
    },
    text(key, length, alphabet) {
      let out = '';
      let block = bytes(key);
      for (let i = 0; i < length; i++) {
        // Two bytes for each character.
        const at = (2 * i) % block.length;
        if (i > 0 && at === 0) block = bytes(`${key}\n${(2 * i) / block.length}`);
        out += alphabet.charAt((((block[at] ?? 0) << 8) | (block[at + 1] ?? 0)) % alphabet.length);
      }
      return out;
    },
    fraction: (key) => Number.parseInt(hex(key, 12), 16) / 2 ** 48,
  };
}
