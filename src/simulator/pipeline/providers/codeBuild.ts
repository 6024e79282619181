import type { BatchPhaseType } from '../../recording/batches.ts';
import type { BuildStatus, PhaseContext, PhaseType } from '../../recording/events.ts';
import type { EnvironmentVariable } from '../../scenario/types.ts';
import { newArtifactLocation } from '../artifactStore.ts';
import { sdkError } from './sdkError.ts';
import { failed, type Provider } from './types.ts';
import { watch } from './watch.ts';

/** What a finished build tells the pipeline. */
export interface BuildEnd {
  status: BuildStatus;
  /** The first phase that failed. */
  failedPhase?: { phase: PhaseType | BatchPhaseType; context: PhaseContext };
  exported: Record<string, string>;
  /** Seq of the event that ended it. */
  seq: number;
}

/** How CodePipeline starts and watches one build, and how a batch of builds. */
const jobs = {
  build: { start: 'StartBuild', look: 'BatchGetBuilds', answer: 'build' },
  batch: { start: 'StartBuildBatch', look: 'BatchGetBuildBatches', answer: 'buildBatch' },
} as const;

/** In error texts operations are called as in AWS's SDK for Java: startBuild. */
const sdkName = (operation: string): string => operation[0]?.toLowerCase() + operation.slice(1);

/**
 * `Build/AWS/CodeBuild`: start a build as the pipeline's role, wait, and take over its result
 * (CodePipeline User Guide, "AWS CodeBuild action reference").
 */
export const codeBuild: Provider = async (call) => {
  const { sim, trace, run, configuration, action, signer, stage } = call;
  const batched = configuration.BatchEnabled === 'true';
  const job = batched ? jobs.batch : jobs.build;
  const projectName = configuration.ProjectName ?? '';
  const from = `pipeline:${run.pipeline.name}` as const;
  const inputs = (action.inputArtifacts ?? []).map((artifact) => artifact.name);
  const outputs = (action.outputArtifacts ?? []).map((artifact) => ({
    name: artifact.name,
    location: newArtifactLocation(sim, run, artifact.name, `${stage}/${action.name}`),
  }));

  let ended: (end: BuildEnd) => void = () => undefined;
  const end = new Promise<BuildEnd>((resolve) => {
    ended = resolve;
  });
  const start = await sim.door.call(trace, {
    service: 'codebuild',
    operation: job.start,
    params: {
      projectName,
      ...(batched && configuration.CombineArtifacts === 'true' ? { combine: true } : {}),
      environmentVariablesOverride: parseVariables(configuration.EnvironmentVariables),
      pipeline: {
        executionId: run.id,
        inputs: [configuration.PrimarySource ?? inputs[0] ?? '', ...inputs].filter(
          (name, index, all) => name !== '' && all.indexOf(name) === index,
        ),
        outputs,
        trace,
        ended,
      },
    },
    signer,
    from,
  });
  trace.after(start.seq);
  if (!start.ok) {
    const text = sdkError(sim.ids, `${trace.scope}/start`, 'codebuild', start.error);
    return failed('JobFailed', `Error calling ${sdkName(job.start)}: ${text}`);
  }
  // Where the outputs will lie is settled now; whether anything comes to lie there is the build's affair.
  for (const { name, location } of outputs) run.artifacts.set(name, location);
  const buildId = String(Object(start.output[job.answer]).id);
  const watched = await watch(call, { id: buildId, operation: job.look, end, after: start.seq });
  if (!watched.ok) {
    const text = sdkError(sim.ids, `${trace.scope}/poll`, 'codebuild', watched.error);
    return failed('JobFailed', `Error calling ${sdkName(job.look)}: ${text}`, buildId);
  }
  const { result } = watched;
  if (result.status === 'SUCCEEDED') {
    return { ok: true, externalExecutionId: buildId, outputVariables: result.exported };
  }
  const where =
    result.failedPhase === undefined
      ? ''
      : `. Phase: ${result.failedPhase.phase}, Code: ${result.failedPhase.context.statusCode}, Message: ${result.failedPhase.context.message}`;
  return failed('JobFailed', `Build terminated with state: ${result.status}${where}`, buildId);
};

/** The action's `EnvironmentVariables`: a JSON array as a string. What is not one counts as none. */
function parseVariables(text: string | undefined): EnvironmentVariable[] {
  if (text === undefined) return [];
  try {
    const list: unknown = JSON.parse(text);
    if (!Array.isArray(list)) return [];
    return list.flatMap((item: unknown) => {
      const { name, value, type } = Object(item) as Record<string, unknown>;
      if (typeof name !== 'string' || typeof value !== 'string') return [];
      return [{ name, value, ...(typeof type === 'string' ? { type } : {}) }];
    });
  } catch {
    return [];
  }
}
