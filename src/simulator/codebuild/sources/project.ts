import type { Simulation } from '../../engine/simulation.ts';
import type { Trace } from '../../recording/types.ts';
import { type BuildRun, failure } from '../buildRun.ts';
import { cloneProject } from './git.ts';
import { fetchFromS3 } from './s3.ts';
import { secondarySourcesOf } from './secondary.ts';
import type { Fetched, FetchResult, WantedSource } from './types.ts';

const gitTypes = /^(GITHUB|GITHUB_ENTERPRISE|BITBUCKET|GITLAB|GITLAB_SELF_MANAGED|CODECOMMIT)$/;

type One =
  | { ok: true; directory: string; files: Record<string, Uint8Array>; resolved?: string }
  /** Message of the phase's context. */
  | { ok: false; said: string };

/** How messages call a source; of secondary ones none was seen. */
const nameOf = ({ identifier }: WantedSource): string =>
  identifier === '' ? 'primary source' : `secondary source ${identifier}`;

async function fetchOne(
  sim: Simulation,
  run: BuildRun,
  trace: Trace,
  wanted: WantedSource,
  o: { base: string; s3Directory: string },
): Promise<One> {
  const { source, version } = wanted;
  const { type, location } = source;
  if (gitTypes.test(type)) {
    const cloned = await cloneProject(sim, run, trace, wanted);
    if (cloned.ok) {
      const directory = `${o.base}/${cloned.directory}`;
      return { ok: true, directory, files: cloned.files, resolved: cloned.commitId };
    }
    if (cloned.text.startsWith('Git clone failed')) return { ok: false, said: cloned.text };
    const which = cloned.aboutVersion && version !== '' ? ` and source version ${version}` : '';
    return { ok: false, said: `${cloned.text} for ${nameOf(wanted)}${which}` };
  }
  if (type !== 'S3') return { ok: true, directory: o.base, files: {} };
  const fetched = await fetchFromS3(sim, run, trace, String(location));
  return fetched.ok
    ? { ok: true, directory: o.s3Directory, files: fetched.files }
    : { ok: false, said: `${fetched.text} for ${nameOf(wanted)}` };
}

/**
 * Fetches the project's own sources, for a build that no pipeline started: the primary one, then each secondary one into a
 * directory beside it. @param base where sources lie
 */
export async function fetchProjectSource(
  sim: Simulation,
  run: BuildRun,
  trace: Trace,
  base: string,
): Promise<FetchResult> {
  const { project, sourceVersion: version } = run;
  const secondary = secondarySourcesOf(project);
  const all = [{ identifier: '', source: project.source, version }, ...secondary];
  const fetched: Fetched = {
    ok: true,
    primary: base,
    version,
    files: {},
    sources: [],
    links: new Set(),
  };
  for (const [index, wanted] of all.entries()) {
    const place = String(index).padStart(2, '0');
    const s3Directory = secondary.length === 0 ? base : `${base}/s3/${place}`;
    const one = await fetchOne(sim, run, trace, wanted, { base, s3Directory });
    if (!one.ok) {
      run.log.output(trace, `${one.said}\n`);
      run.log.flush(trace);
      return { ok: false, result: failure('CLIENT_ERROR', one.said) };
    }
    if (index === 0) {
      fetched.primary = one.directory;
      if (one.resolved !== undefined) fetched.resolved = one.resolved;
    }
    fetched.sources.push({
      identifier: wanted.identifier,
      directory: one.directory,
      version: wanted.version,
      location: String(wanted.source.location ?? ''),
    });
    for (const [path, bytes] of Object.entries(one.files)) {
      fetched.files[`${one.directory}/${path}`] = bytes;
    }
  }
  return fetched;
}
