import type { IFileSystem } from 'just-bash/browser';
import { dirname } from './paths.ts';

/** More files than this are not walked: a container of the simulator holds a repository, not a disk. */
const walkLimit = 20_000;
/** Directories deeper than this are not entered: a link may lead back up. */
const depthLimit = 40;

export async function isDirectory(fs: IFileSystem, path: string): Promise<boolean> {
  return (await fs.exists(path)) && (await fs.stat(path)).isDirectory;
}

export async function isFile(fs: IFileSystem, path: string): Promise<boolean> {
  return (await fs.exists(path)) && (await fs.stat(path)).isFile;
}

/** Text of a file, or null when there is none. */
export async function readText(fs: IFileSystem, path: string): Promise<string | null> {
  return (await isFile(fs, path)) ? fs.readFile(path) : null;
}

/** Writes a file and the directories above it. */
export async function writeFile(
  fs: IFileSystem,
  path: string,
  content: string | Uint8Array,
): Promise<void> {
  await fs.mkdir(dirname(path), { recursive: true });
  await fs.writeFile(path, content);
}

export interface LocalFile {
  /** Absolute. */
  path: string;
  bytes: number;
  /** Unix ms. */
  mtime: number;
}

/** Order of S3's listing: by bytes, directories compared with a slash at their end. */
export function byBytes(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * All files below a directory (absolute, without slash at its end), in the order in which S3 would list their keys. Links are
 * followed; those that lead nowhere are told to `missing`.
 */
export async function listFiles(
  fs: IFileSystem,
  directory: string,
  missing: (path: string) => void = () => undefined,
): Promise<LocalFile[]> {
  const found: LocalFile[] = [];
  const visit = async (at: string, depth: number): Promise<void> => {
    const names: string[] = [];
    for (const name of await fs.readdir(at)) {
      names.push((await isDirectory(fs, `${at}/${name}`)) ? `${name}/` : name);
    }
    for (const name of names.sort(byBytes)) {
      if (found.length >= walkLimit || depth > depthLimit) return;
      const path = `${at}/${name}`;
      if (name.endsWith('/')) await visit(path.slice(0, -1), depth + 1);
      else if (await fs.exists(path)) found.push(await describeFile(fs, path));
      else missing(path);
    }
  };
  await visit(directory === '/' ? '' : directory, 0);
  return found;
}

/** Size and time of one file. */
export async function describeFile(fs: IFileSystem, path: string): Promise<LocalFile> {
  const { size, mtime } = await fs.stat(path);
  return { path, bytes: size, mtime: mtime.getTime() };
}
