import { md5 } from '@noble/hashes/legacy.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** MD5 of text as hex: SQS answers with it so that the caller can check what arrived. */
export const md5Hex = (text: string): string => bytesToHex(md5(new TextEncoder().encode(text)));
