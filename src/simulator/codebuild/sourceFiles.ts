import type { BuildRun } from './buildRun.ts';

/**
 * Paths of all files below a directory, relative to it, in order. Links to files count as files; links that lead nowhere, and
 * what lies behind links to directories, do not.
 */
export async function listFilesBelow(run: BuildRun, directory: string): Promise<string[]> {
  const fs = run.source?.shell.fs;
  if (fs === undefined) return [];
  const root = `${directory.replace(/\/+$/, '')}/`;
  const found: string[] = [];
  for (const path of fs.getAllPaths()) {
    if (!path.startsWith(root)) continue;
    const stat = await fs.stat(path).catch(() => null);
    if (stat?.isFile) found.push(path.slice(root.length));
  }
  return found.sort();
}

/** Paths of all files below the source root, relative to it. */
export const listSourceFiles = (run: BuildRun): Promise<string[]> =>
  run.source === undefined ? Promise.resolve([]) : listFilesBelow(run, run.source.directory);
