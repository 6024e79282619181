import { sha1 } from '@noble/hashes/legacy.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** The tree at a commit as bytes by path. */
export function gitTree(files: Record<string, string>): Record<string, Uint8Array> {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [path, utf8ToBytes(text)]));
}

/** A commit's id is a hash of its content: 40 hex digits, as git's. */
export function commitIdOf(commit: {
  files: Record<string, string>;
  message: string;
  author: string;
  parent: string | null;
}): string {
  const paths = Object.keys(commit.files).sort();
  const content = JSON.stringify([
    commit.parent,
    commit.author,
    commit.message,
    paths.map((path) => [path, commit.files[path]]),
  ]);
  return bytesToHex(sha1(utf8ToBytes(content)));
}
