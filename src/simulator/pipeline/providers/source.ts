import { storeArtifact } from '../artifactStore.ts';
import { gitTree } from '../gitTree.ts';
import { s3Error } from './sdkError.ts';
import { failed, type Provider, type ProviderCall } from './types.ts';

/** Time CodeConnections takes to make the archive; small repositories take 5–10 s (reference §4.6, unverified). */
const archiveMs = 3000;

/**
 * `Source/AWS/CodeStarSourceConnection`: the connection resolves the commit, makes an archive and puts it into the artifact
 * bucket as the pipeline's role (CodePipeline User Guide, "CodeStarSourceConnection for Bitbucket Cloud, GitHub, …").
 */
export const connectionSource: Provider = async (call) => {
  const { sim, trace, run, configuration, action, stage } = call;
  const { ConnectionArn = '', FullRepositoryId = '', BranchName = '' } = configuration;

  const branch = await useConnection(call, 'GetBranch');
  if (!branch.ok) return branch.result;
  const archive = await useConnection(call, 'StartUploadArchiveToS3');
  if (!archive.ok) return archive.result;
  await sim.clock.sleep(archiveMs);

  const head = sim.door.state.heads.get(FullRepositoryId);
  if (head === undefined) return failed('ConfigurationError', `No repository ${FullRepositoryId}`);
  const output = action.outputArtifacts?.[0]?.name;
  if (output !== undefined) {
    const stored = await storeArtifact({
      sim,
      trace,
      run,
      signer: call.signer,
      from: `github:${FullRepositoryId}`,
      artifact: output,
      key: `${stage}/${action.name}`,
      files: gitTree(head.files),
    });
    if (!stored.ok) {
      const why = s3Error(sim.ids, `${trace.scope}/upload`, stored.error);
      return failed('JobFailed', `Upload to S3 failed with the following error: ${why}`);
    }
  }
  return {
    ok: true,
    externalExecutionId: run.commitId,
    outputVariables: {
      AuthorDate: new Date(Date.parse(sim.scenario.startTime) + sim.clock.now())
        .toISOString()
        .replace(/\.\d{3}Z$/, 'Z'),
      BranchName,
      CommitId: run.commitId,
      CommitMessage: head.message,
      ConnectionArn,
      FullRepositoryName: FullRepositoryId,
    },
  };
};

type Use = { ok: true } | { ok: false; result: ReturnType<typeof failed> };

async function useConnection(call: ProviderCall, providerAction: string): Promise<Use> {
  const { sim, trace, run, configuration } = call;
  const { ConnectionArn = '', FullRepositoryId = '', BranchName = '' } = configuration;
  const result = await sim.door.call(trace, {
    service: ConnectionArn.split(':')[2] ?? 'codeconnections',
    operation: 'UseConnection',
    params: { ConnectionArn, FullRepositoryId, BranchName, ProviderAction: providerAction },
    signer: call.signer,
    from: `pipeline:${run.pipeline.name}`,
  });
  trace.after(result.seq);
  if (result.ok) return { ok: true };
  return {
    ok: false,
    result: result.error.code.startsWith('AccessDenied')
      ? failed(
          'PermissionError',
          `Unable to use Connection: ${ConnectionArn}. The provided role does not have sufficient permissions.`,
        )
      : failed(
          'ConfigurationError',
          `[GitHub] No Branch [${BranchName}] found for FullRepositoryName [${FullRepositoryId}]`,
        ),
  };
}
