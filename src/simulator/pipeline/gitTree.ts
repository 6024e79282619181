import { sha1 } from '@noble/hashes/legacy.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Repository } from '../scenario/types.ts';

/** Where a branch stands. */
export interface Head {
  branch: string;
  commitId: string;
  message: string;
  author: string;
  files: Record<string, string>;
}

/** The head of a repository that nobody has pushed to yet. */
export function firstHead({ branch, files, commit }: Repository): Head {
  const message = commit?.message ?? 'Update site';
  const author = commit?.author ?? 'dana';
  return {
    branch,
    files,
    message,
    author,
    commitId: commitIdOf({ files, message, author, parent: null }),
  };
}

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
