import type { Trace } from '../recording/types.ts';
import { type SelectedArtifacts, selectArtifacts } from './artifacts.ts';
import type { BuildRun } from './buildRun.ts';
import type { BuildspecArtifacts } from './buildspec/types.ts';
import { internalLink, listFilesBelow, normalized } from './sourceFiles.ts';

/**
 * The files that `artifacts` or a report names, with the agent's lines about the search. The base directory may be a variable
 * (`$CODEBUILD_SRC_DIR_second`) and lie outside the source directory.
 * @returns `root` is the absolute directory that was searched
 */
export async function selectFiles(
  run: BuildRun,
  trace: Trace,
  spec: BuildspecArtifacts,
): Promise<SelectedArtifacts & { root: string }> {
  const { source } = run;
  if (source === undefined) return { files: [], logLines: [], root: '/' };
  const written = spec['base-directory'] ?? '.';
  const base = /[$`]/.test(written) ? await source.shell.expand(written) : written;
  const place = normalized(base.startsWith('/') ? base : `${source.directory}/${base}`);
  const inside = place === source.directory || place.startsWith(`${source.directory}/`);
  const root = inside ? source.directory : place;
  const selected = selectArtifacts({
    files: await listFilesBelow(run, root, { links: spec['enable-symlinks'] }),
    spec,
    baseDirectory:
      inside && base.startsWith('/') ? place.slice(source.directory.length + 1) || '.' : base,
    elsewhere: !inside,
  });
  for (const line of selected.logLines) run.log.agent(trace, line);
  if (inside) return { ...selected, root };
  const files = selected.files.map(({ path, name }) => ({ path: `${root}/${path}`, name }));
  return { ...selected, files, root };
}

export interface CollectedArtifact {
  /** Contents by name in the artifact. */
  files: Record<string, Uint8Array>;
  /** Symbolic links that stay links: what each points to, by its name in the artifact. */
  links: ReadonlyMap<string, string>;
}

/**
 * One artifact, or the phase context's message when there is nothing to upload. With `enable-symlinks` links that lead to
 * something in the source stay links; else what they point to is taken (CodeBuild User Guide, "Build specification reference").
 */
export async function collectArtifacts(
  run: BuildRun,
  trace: Trace,
  spec: BuildspecArtifacts,
): Promise<CollectedArtifact | { error: string }> {
  const { source } = run;
  const selected = await selectFiles(run, trace, spec);
  if (selected.error !== undefined) return { error: selected.error };
  const entries: [string, Uint8Array][] = [];
  const links = new Map<string, string>();
  if (source === undefined) return { files: {}, links };
  const { fs } = source.shell;
  for (const { path, name } of selected.files) {
    const absolute = path.startsWith('/') ? path : `${source.directory}/${path}`;
    const target = spec['enable-symlinks']
      ? await internalLink(fs, selected.root, absolute)
      : undefined;
    if (target === undefined) entries.push([name, await fs.readFileBuffer(absolute)]);
    else links.set(name, target);
  }
  return { files: Object.fromEntries(entries), links };
}
