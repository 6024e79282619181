import type { Environment, HandlerResult, Params } from '../../cloud/types.ts';
import type { Simulation } from '../../engine/simulation.ts';
import type { PipelineHandOver } from '../buildRun.ts';
import { assumeServiceRole } from '../credentials.ts';
import { projectWith } from '../overrides.ts';
import { brokenTrust, initiatorOf, noPipeline, roleArnOf } from '../startBuild.ts';
import type { BatchRun, GroupRun } from './batchRun.ts';
import { describeBatch } from './describeBatch.ts';
import { rootOf } from './root.ts';
import { runBatch } from './runBatch.ts';

const refuse = (code: string, message: string): HandlerResult => ({
  ok: false,
  error: { code, message, status: 400 },
});

/**
 * StartBuildBatch behind the door: CodeBuild takes the batch role, and then the batch goes on by itself (AWS CodeBuild API
 * Reference, "StartBuildBatch"). @param kept builds of the batch that is tried again which need not run again
 */
export async function startBuildBatch(
  sim: Simulation,
  params: Params,
  env: Pick<Environment, 'trace' | 'signer'> & Partial<Pick<Environment, 'session'>>,
  kept: readonly GroupRun[] = [],
): Promise<HandlerResult> {
  const projectName = String(params.projectName);
  const { id: account, region } = sim.scenario.account;
  const saved = Object.hasOwn(sim.scenario.projects, projectName)
    ? sim.scenario.projects[projectName]
    : undefined;
  if (saved === undefined) {
    return refuse(
      'ResourceNotFoundException',
      `Project cannot be found: arn:aws:codebuild:${region}:${account}:project/${projectName}`,
    );
  }
  const project = projectWith(saved, params);
  const handedOver = params.pipeline as PipelineHandOver | undefined;
  if (handedOver === undefined && project.artifacts.type === 'CODEPIPELINE') {
    return refuse(
      'InvalidInputException',
      'ArtifactsOverride must be set when using artifacts type CodePipelines',
    );
  }
  const combine = params.combine === true ? { combineArtifacts: true } : {};
  const config: Params = {
    ...Object(project.buildBatchConfig),
    ...Object(params.buildBatchConfigOverride),
    ...combine,
  };
  const { serviceRole } = config;
  // The words were not seen.
  if (typeof serviceRole !== 'string' || serviceRole === '') {
    return refuse('InvalidInputException', 'Build batch config must have a service role');
  }
  const pipeline = handedOver ?? noPipeline(env.trace);
  const before = [...sim.batches.values()].filter(({ project: { name } }) => name === projectName);
  const number = before.length + 1;
  const trace = pipeline.trace.child(`batch${number}`);
  const uuid = sim.ids.uuid(trace.scope);
  const id = `${projectName}:${uuid}`;
  const roleArn = roleArnOf(sim, serviceRole);
  const role = await assumeServiceRole(sim, trace, {
    project: projectName,
    roleArn,
    sessionName: `AWSCodeBuild-${uuid}`,
    from: `project:${projectName}`,
  });
  if (trace.last !== null) env.trace.after(trace.last);
  if (!role.ok) return refuse('InvalidInputException', brokenTrust);
  const initiator = initiatorOf(sim, pipeline, env);
  const batch: BatchRun = {
    id,
    uuid,
    arn: `arn:aws:codebuild:${region}:${account}:build-batch/${id}`,
    number,
    project,
    config,
    params,
    pipeline,
    initiator,
    trace,
    roleArn,
    session: role.session,
    root: rootOf(sim, {
      id,
      uuid,
      project,
      pipeline,
      sourceVersion: String(params.sourceVersion ?? project.sourceVersion ?? ''),
      initiator,
      trace,
    }),
    status: 'IN_PROGRESS',
    phases: [],
    groups: [...kept],
    fastFail: false,
    startedAt: sim.clock.now(),
    halt: new AbortController(),
  };
  sim.batches.set(id, batch);
  return {
    ok: true,
    output: { buildBatch: describeBatch(sim, batch) },
    effects: (caller) => {
      if (caller.last !== null) trace.after(caller.last);
      sim.background(runBatch(sim, batch));
    },
  };
}
