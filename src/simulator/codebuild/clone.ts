import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { Simulation } from '../engine/simulation.ts';
import type { ExecutionRun } from '../pipeline/executionRun.ts';
import { gitTree, type Head } from '../pipeline/gitTree.ts';
import type { Trace } from '../recording/types.ts';
import type { BuildRun } from './buildRun.ts';
import { buildSession } from './credentials.ts';

/** Configuration of the source action that made an artifact, where that is a reference to be cloned. */
export function cloneReference(
  execution: ExecutionRun | undefined,
  artifact: string,
): Record<string, string> | null {
  const actions = execution?.pipeline.stages.flatMap((stage) => stage.actions) ?? [];
  const maker = actions.find((action) =>
    (action.outputArtifacts ?? []).some(({ name }) => name === artifact),
  );
  const configuration = maker?.configuration;
  return configuration?.OutputArtifactFormat === 'CODEBUILD_CLONE_REF' ? configuration : null;
}

export type Cloned =
  | { ok: true; files: Record<string, Uint8Array> }
  /** In the words of the agent's git client. */
  | { ok: false; text: string };

/** May the service role use a connection for git? A full clone needs it there too, which the console does not give. */
export async function useConnection(
  sim: Simulation,
  run: BuildRun,
  trace: Trace,
  o: { ConnectionArn: string; FullRepositoryId: string; BranchName: string },
): Promise<boolean> {
  const session = await buildSession(sim, trace, run);
  const use = await sim.door.call(trace, {
    service: o.ConnectionArn.split(':')[2] ?? 'codeconnections',
    operation: 'UseConnection',
    params: { ...o, ProviderAction: 'GitPull' },
    signer: {
      type: 'session',
      accessKeyId: session?.accessKeyId ?? '',
      via: 'codebuild.amazonaws.com',
    },
    from: run.containerNode,
    rule: 'codebuild.full-clone-as-service-role',
  });
  trace.after(use.seq);
  return use.ok;
}

/** The files of a clone with a detached HEAD, git's own among them. @param fullName of the repository */
export function cloneOf(sim: Simulation, fullName: string, head: Head): Record<string, Uint8Array> {
  const { commitId, author, message, branch } = head;
  const seconds = Math.floor(sim.clock.unix() / 1000);
  const git = {
    HEAD: `${commitId}\n`,
    config: `[core]\n\trepositoryformatversion = 0\n\tbare = false\n[remote "origin"]\n\turl = https://github.com/${fullName}\n`,
    [`refs/remotes/origin/${branch}`]: `${commitId}\n`,
    'logs/HEAD': `${'0'.repeat(40)} ${commitId} ${author} <${author}@users.noreply.github.com> ${seconds} +0000\tcheckout: ${message}\n`,
  };
  const metadata = Object.entries(git).map(([path, text]) => [`.git/${path}`, utf8ToBytes(text)]);
  return { ...gitTree(head.files), ...Object.fromEntries(metadata) };
}

/**
 * Clones the repository behind a connection, as the service role (CodePipeline User Guide, "Troubleshooting": add CodeBuild
 * GitClone permissions).
 */
export async function cloneSource(
  sim: Simulation,
  run: BuildRun,
  trace: Trace,
  o: { configuration: Record<string, string>; commitId: string },
): Promise<Cloned> {
  const { ConnectionArn = '', FullRepositoryId = '', BranchName = '' } = o.configuration;
  const version = `primary source and source version ${o.commitId}`;
  const place = { ConnectionArn, FullRepositoryId, BranchName };
  if (!(await useConnection(sim, run, trace, place))) {
    return { ok: false, text: `authorization failed for ${version}` };
  }
  const head = sim.door.state.heads.get(FullRepositoryId);
  if (head === undefined) return { ok: false, text: `repository not found for ${version}` };
  const files = cloneOf(sim, FullRepositoryId, { ...head, commitId: o.commitId });
  return { ok: true, files };
}
