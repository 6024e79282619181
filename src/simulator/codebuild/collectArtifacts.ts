import type { Trace } from '../recording/types.ts';
import { type SelectedArtifacts, selectArtifacts } from './artifacts.ts';
import type { BuildRun } from './buildRun.ts';
import type { BuildspecArtifacts } from './buildspec/types.ts';
import { listFilesBelow } from './sourceFiles.ts';

/** `/a/./b/../c` as `/a/c`. */
function normalized(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/**
 * The files that `artifacts` or a report names, with the agent's lines about the search. The base directory may be a variable
 * (`$CODEBUILD_SRC_DIR_second`) and lie outside the source directory.
 */
export async function selectFiles(
  run: BuildRun,
  trace: Trace,
  spec: BuildspecArtifacts,
): Promise<SelectedArtifacts> {
  const { source } = run;
  if (source === undefined) return { files: [], logLines: [] };
  const written = spec['base-directory'] ?? '.';
  const base = /[$`]/.test(written) ? await source.shell.expand(written) : written;
  const place = normalized(base.startsWith('/') ? base : `${source.directory}/${base}`);
  const inside = place === source.directory || place.startsWith(`${source.directory}/`);
  const root = inside ? source.directory : place;
  const selected = selectArtifacts({
    files: await listFilesBelow(run, root),
    spec,
    baseDirectory:
      inside && base.startsWith('/') ? place.slice(source.directory.length + 1) || '.' : base,
    elsewhere: !inside,
  });
  for (const line of selected.logLines) run.log.agent(trace, line);
  if (inside) return selected;
  const files = selected.files.map(({ path, name }) => ({ path: `${root}/${path}`, name }));
  return { ...selected, files };
}

/** The content of one artifact by name in the artifact, or the phase context's message when there is nothing to upload. */
export async function collectArtifacts(
  run: BuildRun,
  trace: Trace,
  spec: BuildspecArtifacts,
): Promise<{ files: Record<string, Uint8Array> } | { error: string }> {
  const { source } = run;
  const selected = await selectFiles(run, trace, spec);
  if (selected.error !== undefined) return { error: selected.error };
  const entries: [string, Uint8Array][] = [];
  for (const { path, name } of selected.files) {
    const absolute = path.startsWith('/') ? path : `${source?.directory}/${path}`;
    const bytes = await source?.shell.fs.readFileBuffer(absolute);
    if (bytes !== undefined) entries.push([name, bytes]);
  }
  return { files: Object.fromEntries(entries) };
}
