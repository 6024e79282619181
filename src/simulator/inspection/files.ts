import type { IFileSystem } from 'just-bash/browser';
import { isProgramFile } from '../shell/index.ts';
import type { ContainerFile, ContainerFileContents, FileChange } from './types.ts';

/** Files listed at most; a look at `node_modules` needs no more. */
export const mostFiles = 5000;
/** Bytes of a file that is shown. */
const longestText = 256 * 1024;

/** Of the kernel, or changing by themselves. */
const unlisted = /^\/(dev|proc|sys)(\/|$)/;

type Stamp = Omit<ContainerFile, 'path' | 'change'> & { modified: number };

/** What lies in a container, without the programs of its image; sorted by path. */
async function listing(fs: IFileSystem): Promise<Map<string, Stamp>> {
  const found = new Map<string, Stamp>();
  for (const path of fs.getAllPaths().sort()) {
    if (path === '/' || unlisted.test(path)) continue;
    const stat = await fs.lstat(path);
    if (stat.isFile && path.startsWith('/usr/bin/') && isProgramFile(await fs.readFile(path))) {
      continue;
    }
    const type = stat.isSymbolicLink ? 'link' : stat.isDirectory ? 'directory' : 'file';
    const size = type === 'file' ? stat.size : 0;
    found.set(path, { type, size, modified: stat.mtime.getTime() });
  }
  return found;
}

async function sameBytes(now: IFileSystem, before: IFileSystem, path: string): Promise<boolean> {
  const [a, b] = [await now.readFileBuffer(path), await before.readFileBuffer(path)];
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

/** Both listings together: what is there, what went, and how it differs. @param before null: nothing to compare with */
export async function changedFiles(
  now: IFileSystem,
  before: IFileSystem | null,
): Promise<ContainerFile[]> {
  const present = await listing(now);
  const past = before === null ? null : await listing(before);
  const files: ContainerFile[] = [];
  for (const [path, { modified, ...stamp }] of present) {
    const old = past?.get(path);
    let change: FileChange | undefined;
    if (past !== null && old === undefined) change = 'added';
    else if (before !== null && old !== undefined && stamp.type === 'file') {
      const alike = old.modified === modified && old.size === stamp.size;
      const same = alike || (old.type === 'file' && (await sameBytes(now, before, path)));
      if (!same) change = 'changed';
    }
    files.push({ path, ...stamp, ...(change === undefined ? {} : { change }) });
  }
  for (const [path, { modified: _modified, ...stamp }] of past ?? []) {
    if (!present.has(path)) files.push({ path, ...stamp, change: 'removed' });
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

interface Contents {
  text: string | null;
  size: number;
}

/** Null: there is no such file. `text` null: no text, or too long. */
async function contentsOf(fs: IFileSystem, path: string): Promise<Contents | null> {
  if (!(await fs.exists(path)) || !(await fs.stat(path)).isFile) return null;
  const bytes = await fs.readFileBuffer(path);
  if (bytes.length > longestText) return { text: null, size: bytes.length };
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { text: text.includes('\0') ? null : text, size: bytes.length };
  } catch {
    return { text: null, size: bytes.length };
  }
}

/** One file now and, where it differs, before. Null: it is at neither moment. */
export async function fileContents(
  now: IFileSystem,
  before: IFileSystem | null,
  path: string,
): Promise<ContainerFileContents | null> {
  const present = await contentsOf(now, path);
  const past = before === null ? null : await contentsOf(before, path);
  if (present === null && past === null) return null;
  const contents = present ?? { text: null, size: 0 };
  const same = before === null || past?.text === present?.text;
  return { path, ...contents, ...(same ? {} : { before: past?.text ?? null }) };
}
