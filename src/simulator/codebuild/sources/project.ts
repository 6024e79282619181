import type { Simulation } from '../../engine/simulation.ts';
import type { Trace } from '../../recording/types.ts';
import { type BuildRun, failure } from '../buildRun.ts';
import { cloneProject } from './git.ts';
import { fetchFromS3 } from './s3.ts';
import type { FetchResult } from './types.ts';

const gitTypes = /^(GITHUB|GITHUB_ENTERPRISE|BITBUCKET|GITLAB|GITLAB_SELF_MANAGED|CODECOMMIT)$/;

/** Fetches the project's own source, for a build that no pipeline started. @param base where sources lie */
export async function fetchProjectSource(
  sim: Simulation,
  run: BuildRun,
  trace: Trace,
  base: string,
): Promise<FetchResult> {
  const { type, location } = run.project.source;
  const version = run.sourceVersion;
  const fail = (text: string, about: string): FetchResult => {
    const said = `${text}${about}`;
    run.log.output(trace, `${said}\n`);
    run.log.flush(trace);
    return { ok: false, result: failure('CLIENT_ERROR', said) };
  };
  const place = (
    directory: string,
    files: Record<string, Uint8Array>,
    resolved?: string,
  ): FetchResult => ({
    ok: true,
    primary: directory,
    version,
    files: Object.fromEntries(
      Object.entries(files).map(([path, bytes]) => [`${directory}/${path}`, bytes]),
    ),
    sources: [{ identifier: '', directory, version, location: String(location ?? '') }],
    links: new Set(),
    ...(resolved === undefined ? {} : { resolved }),
  });
  if (gitTypes.test(type)) {
    const cloned = await cloneProject(sim, run, trace);
    if (cloned.ok) return place(`${base}/${cloned.directory}`, cloned.files, cloned.commitId);
    if (cloned.text.startsWith('Git clone failed')) return fail(cloned.text, '');
    const which = cloned.aboutVersion && version !== '' ? ` and source version ${version}` : '';
    return fail(cloned.text, ` for primary source${which}`);
  }
  if (type === 'S3') {
    const fetched = await fetchFromS3(sim, run, trace, String(location));
    return fetched.ok ? place(base, fetched.files) : fail(fetched.text, ' for primary source');
  }
  return place(base, {});
}
