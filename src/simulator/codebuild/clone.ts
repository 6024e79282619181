import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { Simulation } from '../engine/simulation.ts';
import type { ExecutionRun } from '../pipeline/executionRun.ts';
import { gitTree } from '../pipeline/gitTree.ts';
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

/**
 * Clones the repository behind a connection, as the service role: a full clone needs `UseConnection` there too, which the
 * console does not give it (CodePipeline User Guide, "Troubleshooting": add CodeBuild GitClone permissions).
 */
export async function cloneSource(
  sim: Simulation,
  run: BuildRun,
  trace: Trace,
  o: { configuration: Record<string, string>; commitId: string },
): Promise<Cloned> {
  const { ConnectionArn = '', FullRepositoryId = '', BranchName = '' } = o.configuration;
  const session = await buildSession(sim, trace, run);
  const use = await sim.door.call(trace, {
    service: ConnectionArn.split(':')[2] ?? 'codeconnections',
    operation: 'UseConnection',
    params: { ConnectionArn, FullRepositoryId, BranchName, ProviderAction: 'GitPull' },
    signer: {
      type: 'session',
      accessKeyId: session?.accessKeyId ?? '',
      via: 'codebuild.amazonaws.com',
    },
    from: run.containerNode,
    rule: 'codebuild.full-clone-as-service-role',
  });
  trace.after(use.seq);
  const version = `primary source and source version ${o.commitId}`;
  if (!use.ok) return { ok: false, text: `authorization failed for ${version}` };
  const head = sim.door.state.heads.get(FullRepositoryId);
  if (head === undefined) return { ok: false, text: `repository not found for ${version}` };
  const seconds = Math.floor(sim.clock.unix() / 1000);
  const git = {
    HEAD: `${o.commitId}\n`,
    config: `[core]\n\trepositoryformatversion = 0\n\tbare = false\n[remote "origin"]\n\turl = https://github.com/${FullRepositoryId}\n`,
    [`refs/remotes/origin/${BranchName}`]: `${o.commitId}\n`,
    'logs/HEAD': `${'0'.repeat(40)} ${o.commitId} ${head.author} <${head.author}@users.noreply.github.com> ${seconds} +0000\tcheckout: ${head.message}\n`,
  };
  const metadata = Object.entries(git).map(([path, text]) => [`.git/${path}`, utf8ToBytes(text)]);
  return { ok: true, files: { ...gitTree(head.files), ...Object.fromEntries(metadata) } };
}
