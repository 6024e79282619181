import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Simulation } from '../../engine/simulation.ts';
import type { Trace } from '../../recording/types.ts';
import type { BuildRun } from '../buildRun.ts';
import { agentText } from '../logTemplates.ts';
import { packCache, unpackCache } from './archive.ts';
import { absolutePath, filesToCache, makeFolder, placeFiles } from './paths.ts';

/** ms that a build host is kept for its project. Nobody promises any time: builds close together are said to profit. */
const keptMs = 15 * 60_000;

/** Directories of the buildspec, or the state of the Docker daemon. */
type Kept = 'custom' | 'docker';

/** What build hosts keep between builds: by project, until the host is gone. */
export interface BuildHosts {
  keep(project: string, kind: Kept, bytes: Uint8Array): void;
  /** What the last build left, if its host still waits. */
  kept(project: string, kind: Kept): Uint8Array | undefined;
}

/** @param now ms of virtual time */
export function makeBuildHosts(now: () => number): BuildHosts {
  const hosts = new Map<string, { bytes: Uint8Array; at: number }>();
  return {
    keep: (project, kind, bytes) => void hosts.set(`${kind}/${project}`, { bytes, at: now() }),
    kept(project, kind) {
      const host = hosts.get(`${kind}/${project}`);
      return host !== undefined && now() - host.at <= keptMs ? host.bytes : undefined;
    },
  };
}

/** Only directories are cached: globs at the end say no more than the directory; paths with others are none. */
function directoriesOf(paths: readonly string[], sourceDirectory: string): string[] {
  return paths
    .map((path) => absolutePath(path, sourceDirectory).replace(/(?:\/\*{1,2})+$/, ''))
    .filter((directory) => directory !== '' && !/[*?]/.test(directory));
}

/** Below the agent's own place; the directory's name is a hash of the project (its form from posted logs, unverified). */
function placeOf(run: BuildRun, directory: string): string {
  const id = bytesToHex(sha256(utf8ToBytes(run.project.name)));
  const relative = directory.startsWith(`${run.source?.directory}/`)
    ? `/src${directory.slice(run.source?.directory.length)}`
    : directory;
  return `/codebuild/local-cache/custom/${id}${relative}`;
}

/**
 * Puts the cached directories into the container, with what the last build on this host left in them. The agent links them to
 * its own place on the host; here they are directories of their own, kept when the build has ended. What the source brings
 * stays the source's (CodeBuild User Guide, "Local caching").
 */
export async function linkLocalCache(
  sim: Simulation,
  run: BuildRun,
  trace: Trace,
  paths: readonly string[],
): Promise<void> {
  const { source } = run;
  if (source === undefined) return;
  const { fs } = source.shell;
  for (const directory of directoriesOf(paths, source.directory)) {
    const place = placeOf(run, directory);
    run.log.agent(trace, agentText.makingDirectory(place));
    run.log.agent(trace, agentText.symlinking(directory, place));
    await makeFolder(fs, directory);
  }
  const kept = sim.buildHosts.kept(run.project.name, 'custom');
  if (kept !== undefined) await placeFiles(run, unpackCache(kept, source.directory));
}

/** What lies in the cached directories stays on the host. */
export async function keepLocalCache(
  sim: Simulation,
  run: BuildRun,
  paths: readonly string[],
): Promise<void> {
  const { source } = run;
  if (source === undefined) return;
  const files = await filesToCache(run, directoriesOf(paths, source.directory));
  sim.buildHosts.keep(run.project.name, 'custom', packCache(files, source.directory));
}
