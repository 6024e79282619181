import type { Params, Session } from '../../cloud/types.ts';
import type { Simulation } from '../../engine/simulation.ts';
import type { BatchPhaseType } from '../../recording/batches.ts';
import type { BuildStatus, PhaseContext } from '../../recording/events.ts';
import type { Trace } from '../../recording/types.ts';
import type { CodeBuildProject } from '../../scenario/types.ts';
import { lasts } from '../../sts/assumeRole.ts';
import type { BuildRun, PipelineHandOver } from '../buildRun.ts';
import { assumeServiceRole } from '../credentials.ts';
import type { PlannedBuild } from './plan.ts';

/** One build of a batch while the batch runs. */
export interface GroupRun extends PlannedBuild {
  /** Absent before it is started. */
  status?: BuildStatus;
  /** Id of its build; of the last one, where it was tried again. */
  buildId?: string;
  /** Why CodeBuild did not start it. */
  refusal?: PhaseContext;
}

/** A phase of a batch; times in ms of virtual time (CodeBuild API Reference, "BuildBatchPhase"). */
export interface BatchPhaseRecord {
  phaseType: BatchPhaseType;
  phaseStatus?: BuildStatus;
  startTime: number;
  endTime?: number;
  durationInSeconds?: number;
  contexts?: PhaseContext[];
}

/** Everything one batch has in hand while it runs (CodeBuild API Reference, "BuildBatch"). */
export interface BatchRun {
  id: string;
  uuid: string;
  arn: string;
  number: number;
  project: CodeBuildProject;
  /** `buildBatchConfig`, StartBuildBatch's own settings included. */
  config: Params;
  /** What StartBuildBatch was told, to start the batch again. */
  params: Params;
  pipeline: PipelineHandOver;
  initiator: string;
  /** The batch's thread of the story. */
  trace: Trace;
  /** Of the batch role, `buildBatchConfig.serviceRole`. */
  roleArn: string;
  session: Session | null;
  /** What fetches the source for the batch itself, and joins artifacts: like a build, but without a container. */
  root: BuildRun;
  status: BuildStatus;
  phases: BatchPhaseRecord[];
  groups: GroupRun[];
  /** The first failure stops the others. */
  fastFail: boolean;
  startedAt: number;
  endedAt?: number;
  /** Aborted when no further build is to be started: it was stopped, ran out of time, or one failed under `fast-fail`. */
  halt: AbortController;
  /** Why it ends before its builds say so. */
  cut?: 'STOPPED' | 'TIMED_OUT';
}

/** Tells how the batch is now. */
export function recordBatch(batch: BatchRun): number {
  const { id, arn, number, project, status, phases, groups } = batch;
  const phase = phases.at(-1);
  const message =
    phases.findLast(({ contexts = [] }) => contexts.length > 0)?.contexts?.[0]?.message ?? '';
  return batch.trace.record(
    phase?.phaseType ?? 'SUBMITTED',
    'batch.state',
    {
      batchId: id,
      arn,
      number,
      project: project.name,
      phase: phase?.phaseType ?? 'SUBMITTED',
      status,
      groups: groups.map(({ identifier, dependsOn, ignoreFailure, status: how, buildId }) => ({
        identifier,
        dependsOn: [...dependsOn],
        ignoreFailure,
        ...(how === undefined ? {} : { status: how }),
        ...(buildId === undefined ? {} : { buildId }),
      })),
      ...(message === '' ? {} : { message }),
    },
    { rule: 'codebuild.batch-starts-builds' },
  );
}

/** The phase that runs ends, and the next begins. SUCCEEDED, FAILED and STOPPED are the last, and mark the end only. */
export function enterPhase(sim: Simulation, batch: BatchRun, phaseType: BatchPhaseType): void {
  endPhase(sim, batch, 'SUCCEEDED', []);
  batch.phases.push({ phaseType, startTime: sim.clock.now() });
}

/** Ends the phase that runs, unless it has ended already. */
export function endPhase(
  sim: Simulation,
  batch: BatchRun,
  phaseStatus: BuildStatus,
  contexts: PhaseContext[],
): void {
  const phase = batch.phases.at(-1);
  if (phase === undefined || phase.phaseStatus !== undefined) return;
  const now = sim.clock.now();
  Object.assign(phase, {
    phaseStatus,
    endTime: now,
    durationInSeconds: Math.floor((now - phase.startTime) / 1000),
    contexts,
  } satisfies Partial<BatchPhaseRecord>);
}

/** Calls CodeBuild as the batch role, whose session is renewed shortly before it expires. */
export async function callAsBatch(
  sim: Simulation,
  batch: BatchRun,
  trace: Trace,
  o: { operation: string; params: Params },
) {
  if (batch.session === null || !lasts(batch.session, sim.clock.now())) {
    const assumed = await assumeServiceRole(sim, trace, {
      project: batch.project.name,
      roleArn: batch.roleArn,
      sessionName: `AWSCodeBuild-${batch.uuid}`,
      from: `project:${batch.project.name}`,
    });
    batch.session = assumed.ok ? assumed.session : null;
  }
  const result = await sim.door.call(trace, {
    service: 'codebuild',
    ...o,
    signer: {
      type: 'session',
      accessKeyId: batch.session?.accessKeyId ?? '',
      via: 'codebuild.amazonaws.com',
    },
    from: `project:${batch.project.name}`,
    sources: [{ document: `project:${batch.project.name}`, path: ['buildBatchConfig'] }],
    rule: 'codebuild.batch-role',
  });
  trace.after(result.seq);
  return result;
}
