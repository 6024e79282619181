import type { ToolContext } from '../../../types.ts';
import { isDirectory } from '../../support/files.ts';
import { absolute, basename, dirname, relative } from '../../support/paths.ts';

/** One side of a transfer. */
export interface Location {
  type: 's3' | 'local';
  /** `bucket/key` or an absolute path; ends in a slash where names are appended to it. */
  path: string;
  /** The name of the source is appended. */
  takesName: boolean;
}

export const isS3 = (path: string): boolean => path.startsWith('s3://');

/** Bucket and key of `bucket/key`, with or without `s3://`. */
export function bucketAndKey(path: string): { bucket: string; key: string } {
  const text = isS3(path) ? path.slice(5) : path;
  const slash = text.indexOf('/');
  return slash === -1
    ? { bucket: text, key: '' }
    : { bucket: text.slice(0, slash), key: text.slice(slash + 1) };
}

/**
 * What a word of the command line means: a bucket alone is its root; a destination that ends in a slash, a directory, and
 * every side of a recursive command take the names of their sources (AWS CLI Command Reference, "s3", path arguments).
 */
export async function locate(
  ctx: ToolContext,
  word: string,
  recursive: boolean,
): Promise<Location> {
  if (isS3(word)) {
    const { bucket, key } = bucketAndKey(word);
    const path = key === '' ? `${bucket}/` : `${bucket}/${key}`;
    const takesName = recursive || path.endsWith('/');
    return { type: 's3', path: takesName && !path.endsWith('/') ? `${path}/` : path, takesName };
  }
  const path = absolute(ctx.cwd, word);
  const takesName = recursive || word.endsWith('/') || (await isDirectory(ctx.fs, path));
  return { type: 'local', path: takesName && path !== '/' ? `${path}/` : path, takesName };
}

/** How the CLI shows a place: S3 with its scheme, local ones seen from the working directory (`./a`, `dist/a`). */
export function shown(ctx: ToolContext, type: Location['type'], path: string): string {
  if (type === 's3') return `s3://${path}`;
  return `${relative(ctx.cwd, dirname(path))}/${basename(path)}`;
}
