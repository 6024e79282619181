import type { Simulation } from '../../engine/simulation.ts';
import { firstHead } from '../../pipeline/gitTree.ts';
import type { Trace } from '../../recording/types.ts';
import type { Repository } from '../../scenario/types.ts';
import type { BuildRun } from '../buildRun.ts';
import { cloneOf, useConnection } from '../clone.ts';
import type { WantedSource } from './types.ts';

export type GitSource =
  | { ok: true; directory: string; files: Record<string, Uint8Array>; commitId: string }
  /** In the words of the agent's git client, without what they are about. */
  | { ok: false; text: string; aboutVersion: boolean };

const word = (value: unknown): string => (typeof value === 'string' ? value : '');

/** `https://github.com/acme/web.git` → `github.com/acme/web`. */
const placeOf = (location: string): string =>
  location
    .replace(/^(?:https?:\/\/|ssh:\/\/)?(?:[^@/]*@)?/, '')
    .replace(/^([^/:]+):(?!\d)/, '$1/')
    .replace(/\.git\/?$/, '');

function repositoryAt(sim: Simulation, place: string): Repository | undefined {
  const { repository, repositories = [] } = sim.scenario;
  return [repository, ...repositories].find(
    ({ fullName }) => place.endsWith(`/${fullName}`) || place.endsWith(`/repos/${fullName}`),
  );
}

const failed = (text: string, aboutVersion = true): GitSource => ({
  ok: false,
  text,
  aboutVersion,
});

/**
 * Clones the repository of a project's own source (CodeBuild User Guide, "Source version sample"; the words of failures are those
 * of posted logs). Whether a repository is private, and whether its server's certificate is its own, the scenario says.
 */
export async function cloneProject(
  sim: Simulation,
  run: BuildRun,
  trace: Trace,
  { source, version }: WantedSource,
): Promise<GitSource> {
  const place = placeOf(word(source.location));
  const repository = repositoryAt(sim, place);
  if (repository?.certificate === 'self-signed' && source.insecureSsl !== true) {
    if (!word(run.project.environment.certificate)) {
      const url = word(source.location);
      return failed(
        `Git clone failed: Unable to access '${url}': SSL certificate problem: Self signed certificate`,
        false,
      );
    }
  }
  const auth = Object(source.auth) as Record<string, unknown>;
  const connection = /^CODE(?:CONNECTIONS|STAR)/.test(word(auth.type)) ? word(auth.resource) : '';
  if (connection !== '') {
    const allowed = await useConnection(sim, run, trace, {
      ConnectionArn: connection,
      FullRepositoryId: repository?.fullName ?? place.split('/').slice(1).join('/'),
      BranchName: repository?.branch ?? '',
    });
    if (!allowed) return failed('authorization failed');
  } else if (repository?.visibility === 'private' && word(auth.type) === '') {
    return failed('authentication required');
  }
  if (repository === undefined) return failed('repository not found');
  const known = sim.door.state.heads.get(repository.fullName) ?? firstHead(repository);
  const wanted = version.replace(/^refs\/heads\//, '').replace(/\^\{.*\}$/, '');
  const { commitId } = known;
  const exists = wanted === '' || wanted === known.branch || commitId.startsWith(wanted);
  if (!exists) return failed('reference not found', false);
  const files = cloneOf(sim, repository.fullName, known);
  return { ok: true, directory: place, files, commitId };
}
