import type { IFileSystem } from 'just-bash/browser';
import type { BuildRun } from './buildRun.ts';

/** `/a/./b/../c` as `/a/c`. */
export function normalized(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/**
 * What a symbolic link says, where it leads to something below the root (an internal link); else undefined.
 * @param path absolute
 */
export async function internalLink(
  fs: IFileSystem,
  root: string,
  path: string,
): Promise<string | undefined> {
  const stat = await fs.lstat(path).catch(() => null);
  if (!stat?.isSymbolicLink) return undefined;
  const target = await fs.readlink(path);
  const folder = path.slice(0, path.lastIndexOf('/'));
  const place = normalized(target.startsWith('/') ? target : `${folder}/${target}`);
  return place.startsWith(`${root}/`) ? target : undefined;
}

/**
 * Paths of all files below a directory, relative to it, in order. Links to files count as files; links that lead nowhere, and
 * what lies behind links to directories, do not.
 * @param o.links links that lead to something below the directory are listed too, whatever that is
 */
export async function listFilesBelow(
  run: BuildRun,
  directory: string,
  o: { links?: boolean } = {},
): Promise<string[]> {
  const fs = run.source?.shell.fs;
  if (fs === undefined) return [];
  const base = directory.replace(/\/+$/, '');
  const root = `${base}/`;
  const found: string[] = [];
  for (const path of fs.getAllPaths()) {
    if (!path.startsWith(root)) continue;
    const stat = await fs.stat(path).catch(() => null);
    const listed =
      stat?.isFile || (o.links === true && (await internalLink(fs, base, path)) !== undefined);
    if (listed) found.push(path.slice(root.length));
  }
  return found.sort();
}

/** Paths of all files below the source root, relative to it. */
export const listSourceFiles = (run: BuildRun): Promise<string[]> =>
  run.source === undefined ? Promise.resolve([]) : listFilesBelow(run, run.source.directory);
