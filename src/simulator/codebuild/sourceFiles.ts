import type { BuildRun } from './buildRun.ts';

/** Paths of all files below the source root, relative to it, in order. Symbolic links are told by what they point to. */
export async function listSourceFiles(run: BuildRun): Promise<string[]> {
  const { source } = run;
  if (source === undefined) return [];
  const root = `${source.directory}/`;
  const found: string[] = [];
  for (const path of source.shell.fs.getAllPaths()) {
    if (!path.startsWith(root)) continue;
    const stat = await source.shell.fs.stat(path).catch(() => null);
    if (stat?.isFile) found.push(path.slice(root.length));
  }
  return found.sort();
}
