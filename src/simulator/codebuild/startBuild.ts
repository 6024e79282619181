import { roleNameOf } from '../cloud/arns.ts';
import type { Environment, HandlerResult, Params } from '../cloud/types.ts';
import type { Simulation } from '../engine/simulation.ts';
import type { Trace } from '../recording/types.ts';
import type { EnvironmentVariable } from '../scenario/types.ts';
import { admit } from './admission.ts';
import type { AutoRetry } from './autoRetry.ts';
import { makeBuildLog } from './buildLog.ts';
import type { Attempt, BatchMember, BuildRun, PipelineHandOver } from './buildRun.ts';
import { assumeServiceRole } from './credentials.ts';
import { describeBuild } from './describeBuild.ts';
import { repeated } from './idempotency.ts';
import { isLambda, lambdaRefusal, timeoutsOf } from './lambdaCompute.ts';
import { projectWith } from './overrides.ts';

// Literal text unverified (reference: codebuild §6.2).
export const brokenTrust =
  'CodeBuild is not authorized to perform: sts:AssumeRole on service role. Please verify that: 1) The provided service role exists, 2) The role name is case-sensitive and matches exactly, and 3) The role has the necessary trust policy configured.';

/**
 * StartBuild behind the door: CodeBuild takes the project's role, and only then the build exists
 * (AWS CodeBuild API Reference, "StartBuild").
 */
export async function startBuild(
  sim: Simulation,
  given: Params,
  env: Pick<Environment, 'trace'> & Partial<Pick<Environment, 'signer' | 'session'>>,
): Promise<HandlerResult> {
  const { idempotencyToken, ...params } = given;
  const token = typeof idempotencyToken === 'string' ? idempotencyToken : undefined;
  const projectName = String(params.projectName);
  const saved = Object.hasOwn(sim.scenario.projects, projectName)
    ? sim.scenario.projects[projectName]
    : undefined;
  const { id: account, region } = sim.scenario.account;
  if (saved === undefined) {
    return refuse(
      'ResourceNotFoundException',
      `Project cannot be found: arn:aws:codebuild:${region}:${account}:project/${projectName}`,
    );
  }
  const project = projectWith(saved, params);
  const handedOver = params.pipeline as PipelineHandOver | undefined;
  if (handedOver === undefined && project.artifacts.type === 'CODEPIPELINE') {
    // A log of 2021 (reference: codebuild §7.5).
    return refuse(
      'InvalidInputException',
      'ArtifactsOverride must be set when using artifacts type CodePipelines',
    );
  }
  const unsupported = lambdaRefusal(project);
  if (unsupported !== null) return refuse('InvalidInputException', unsupported);
  const refused = repeated(sim, params, token) ?? admit(sim, project);
  if (refused !== null) return refused;
  const number = (sim.buildNumbers.get(projectName) ?? 0) + 1;
  sim.buildNumbers.set(projectName, number);
  const pipeline = handedOver ?? noPipeline(env.trace);
  const trace = pipeline.trace.child(`build${number}`);
  const batch = params.batch as BatchMember | undefined;
  const uuid = sim.ids.uuid(trace.scope);
  const roleArn = roleArnOf(sim, project.serviceRole);

  const role = await assumeServiceRole(sim, trace, {
    project: projectName,
    roleArn,
    sessionName: `AWSCodeBuild-${uuid}`,
    from: `project:${projectName}`,
  });
  if (trace.last !== null) env.trace.after(trace.last);
  if (!role.ok) return refuse('InvalidInputException', brokenTrust);

  // Another build may have come in between, while the role was taken.
  const late = admit(sim, project);
  if (late !== null) return late;
  const id = `${projectName}:${uuid}`;
  const run: BuildRun = {
    id,
    uuid,
    arn: `arn:aws:codebuild:${region}:${account}:build/${id}`,
    number,
    project,
    overrides: (params.environmentVariablesOverride ?? []) as EnvironmentVariable[],
    pipeline,
    initiator: batch?.initiator ?? initiatorOf(sim, pipeline, env),
    ...(batch === undefined ? {} : { batch }),
    sourceVersion: String(params.sourceVersion ?? project.sourceVersion ?? ''),
    params,
    roleArn,
    node: `project:${projectName}`,
    containerId: `${trace.scope}/container`,
    containerNode: `container:${projectName}`,
    status: 'IN_PROGRESS',
    ended: false,
    phases: [],
    session: role.session,
    holder: `project:${projectName}`,
    cut: new AbortController(),
    log: makeBuildLog(sim, project, uuid, () => run),
    startedAt: sim.clock.now(),
    ...(params.debugSessionEnabled === true && !isLambda(project) ? { debugSession: true } : {}),
    ...(params.attempt === undefined ? {} : { attempt: params.attempt as Attempt }),
    ...(token === undefined ? {} : { token }),
    autoRetry: (params.autoRetry as AutoRetry | undefined) ?? { number: 0 },
    masked: [],
    exported: {},
    current: { trace },
  };
  sim.builds.set(id, run);
  return {
    ok: true,
    output: { build: describeBuild(sim, run) },
    effects: (caller) => {
      if (caller.last !== null) trace.after(caller.last);
      trace.record('started', 'build.started', {
        buildId: id,
        arn: run.arn,
        project: projectName,
        number,
        image: project.environment.image,
        initiator: run.initiator,
        ...(run.attempt === undefined ? {} : { previousAttempt: run.attempt.previous }),
      });
      sim.machines.spawn(
        'build',
        id,
        {
          buildId: id,
          ...timeoutsOf(project),
        },
        trace,
      );
    },
  };
}

/** ARN of a role that may be given by its bare name. */
export const roleArnOf = (sim: Simulation, role: string): string =>
  role.startsWith('arn:') ? role : `arn:aws:iam::${sim.scenario.account.id}:role/${role}`;

/** Nothing is handed over to a build that no pipeline started, and nobody waits for it. */
export const noPipeline = (trace: Trace): PipelineHandOver => ({
  executionId: '',
  inputs: [],
  outputs: [],
  trace,
  ended: () => undefined,
});

/** As CODEBUILD_INITIATOR names who starts a build. */
export function initiatorOf(
  sim: Simulation,
  pipeline: PipelineHandOver,
  { signer, session }: Partial<Pick<Environment, 'signer' | 'session'>>,
): string {
  const name = sim.executions.get(pipeline.executionId)?.pipeline.name;
  if (name !== undefined) return `codepipeline/${name}`;
  if (signer?.type === 'user') return signer.name;
  return session === undefined ? '' : `${roleNameOf(session.roleArn)}/${session.sessionName}`;
}

function refuse(code: string, message: string): HandlerResult {
  return { ok: false, error: { code, message, status: 400 } };
}
