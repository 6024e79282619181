import type { IFileSystem } from 'just-bash/browser';
import { matchPath } from '../../text/glob.ts';
import type { BuildRun } from '../buildRun.ts';
import type { CachedFiles } from './archive.ts';

/** Bounds of one cache; Pipeglass's own. */
const limits = { files: 5000, bytes: 64 * 1024 * 1024 };

/** A path of `cache.paths` as an absolute one: relative to the source directory, `~` is root's home. */
export function absolutePath(path: string, sourceDirectory: string): string {
  const clean = path.replace(/^\.\//, '').replace(/\/+$/, '');
  if (clean.startsWith('/')) return clean;
  return clean === '~' || clean.startsWith('~/')
    ? `/root${clean.slice(1)}`
    : `${sourceDirectory}/${clean}`;
}

/** The files that `cache.paths` name: globs, files, and directories with everything below them. */
export async function filesToCache(run: BuildRun, paths: readonly string[]): Promise<CachedFiles> {
  const { source } = run;
  const files = new Map<string, Uint8Array>();
  if (source === undefined) return files;
  const { fs } = source.shell;
  const patterns = paths.map((path) => absolutePath(path, source.directory).slice(1));
  const wanted = (path: string): boolean =>
    patterns.some((pattern) => matchPath(pattern, path) || matchPath(`${pattern}/**/*`, path));
  let bytes = 0;
  for (const path of fs.getAllPaths().sort()) {
    if (!wanted(path.slice(1))) continue;
    const stat = await fs.stat(path).catch(() => null);
    if (!stat?.isFile) continue;
    const content = await fs.readFileBuffer(path);
    bytes += content.length;
    if (files.size >= limits.files || bytes > limits.bytes) break;
    files.set(path, content);
  }
  return files;
}

/** Makes a folder, unless a file of the source stands where it or one above it should be. */
export async function makeFolder(fs: IFileSystem, path: string): Promise<boolean> {
  try {
    await fs.mkdir(path, { recursive: true });
    return (await fs.stat(path)).isDirectory;
  } catch {
    return false;
  }
}

/** Puts files into the container. What the source brought stays as it is: it is newer. */
export async function placeFiles(run: BuildRun, files: CachedFiles): Promise<void> {
  const fs = run.source?.shell.fs;
  if (fs === undefined) return;
  for (const [path, bytes] of files) {
    const folder = path.slice(0, path.lastIndexOf('/')) || '/';
    if ((await fs.exists(path)) || !(await makeFolder(fs, folder))) continue;
    await fs.writeFile(path, bytes);
  }
}
