import { fnmatch } from '../../support/fnmatch.ts';
import { absolute, dirname } from '../../support/paths.ts';
import { bucketAndKey, isS3 } from './paths.ts';

export interface Filter {
  type: 'include' | 'exclude';
  pattern: string;
}

/** The directory or prefix that patterns start from: that of the command's own path. */
export function filterRoot(cwd: string, word: string, recursive: boolean): string {
  if (!isS3(word)) return absolute(cwd, recursive ? word : dirname(word));
  const { bucket, key } = bucketAndKey(word);
  const prefix = recursive || key.endsWith('/') ? key : key.split('/').slice(0, -1).join('/');
  return `${bucket}/${prefix}`.replace(/\/$/, '');
}

/**
 * Whether a file takes part: every filter that matches has its say, the last one wins; without one the file is in. Patterns
 * hold from the root of source and of destination (AWS CLI Command Reference, "s3", use of exclude and include filters).
 */
export function passes(
  path: string,
  filters: readonly Filter[],
  roots: readonly [string, string],
): boolean {
  let included = true;
  for (const { type, pattern } of filters) {
    const full = (root: string) =>
      pattern.startsWith('/') ? pattern : `${root === '/' ? '' : root}/${pattern}`;
    if (roots.some((root) => fnmatch(path, full(root)))) included = type === 'include';
  }
  return included;
}
