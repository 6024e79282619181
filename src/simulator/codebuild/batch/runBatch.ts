import type { Simulation } from '../../engine/simulation.ts';
import type { BatchPhaseType } from '../../recording/batches.ts';
import type { BuildStatus, PhaseContext } from '../../recording/events.ts';
import { passOn } from '../credentials.ts';
import { type BatchRun, endPhase, enterPhase, recordBatch } from './batchRun.ts';
import { readBatchspec } from './batchspec.ts';
import { combineArtifacts } from './combine.ts';
import { haltBatch, runGroups } from './groups.ts';
import { planBatch, restricted } from './plan.ts';

/** ms of virtual time; how long AWS takes was not seen. */
const durations = { submitted: 1000, batchspec: 5000 };
const minuteMs = 60_000;

const lastPhases: Partial<Record<BuildStatus, BatchPhaseType>> = {
  SUCCEEDED: 'SUCCEEDED',
  STOPPED: 'STOPPED',
};

/** Settles how the batch ended, and tells whoever waits for it. */
function finish(
  sim: Simulation,
  batch: BatchRun,
  status: BuildStatus,
  contexts: PhaseContext[] = [],
): void {
  const failedIn = batch.phases.at(-1)?.phaseType ?? 'SUBMITTED';
  endPhase(sim, batch, status, contexts);
  if (contexts.length > 0) recordBatch(batch);
  batch.status = status;
  batch.endedAt = sim.clock.now();
  batch.phases.push({ phaseType: lastPhases[status] ?? 'FAILED', startTime: sim.clock.now() });
  if (batch.root.session !== null) passOn(batch.trace, batch.root, null);
  const seq = recordBatch(batch);
  const [context] = contexts;
  batch.pipeline.ended({
    status,
    exported: {},
    seq,
    ...(context === undefined ? {} : { failedPhase: { phase: failedIn, context } }),
  });
}

/** Reads what the batch is made of, unless it is known already. Null: it goes on. */
async function readPlan(sim: Simulation, batch: BatchRun): Promise<PhaseContext | null> {
  const trace = batch.trace.child('batchspec');
  const spec = await readBatchspec(sim, batch, trace);
  if (trace.last !== null) batch.trace.after(trace.last);
  await sim.clock.sleep(durations.batchspec);
  if (!spec.ok) return spec.context;
  batch.fastFail = spec.batch['fast-fail'] ?? false;
  const kept = new Map(batch.groups.map((group) => [group.identifier, group]));
  const plan = planBatch(spec.batch);
  const refusal = restricted(plan, {
    restrictions: batch.config.restrictions,
    computeType: batch.project.environment.computeType,
  });
  if (refusal !== null) return { statusCode: 'CLIENT_ERROR', message: refusal };
  batch.groups = plan.map((planned) => ({ ...planned, ...kept.get(planned.identifier) }));
  return null;
}

/** Runs a batch from SUBMITTED to its end (CodeBuild User Guide, "Batch builds in AWS CodeBuild"). */
export async function runBatch(sim: Simulation, batch: BatchRun): Promise<void> {
  const { timeoutInMins } = batch.config;
  const undo =
    typeof timeoutInMins === 'number' && timeoutInMins > 0
      ? sim.kernel.schedule(
          timeoutInMins * minuteMs,
          () => {
            batch.cut = 'TIMED_OUT';
            sim.background(haltBatch(sim, batch));
          },
          { daemon: true },
        )
      : () => undefined;
  enterPhase(sim, batch, 'SUBMITTED');
  recordBatch(batch);
  await sim.clock.sleep(durations.submitted);
  enterPhase(sim, batch, 'DOWNLOAD_BATCHSPEC');
  recordBatch(batch);
  const problem = await readPlan(sim, batch);
  if (problem !== null) {
    undo();
    return finish(sim, batch, 'FAILED', [problem]);
  }
  enterPhase(sim, batch, 'IN_PROGRESS');
  recordBatch(batch);
  const fine = await runGroups(sim, batch, { fastFail: batch.fastFail });
  undo();
  if (batch.cut !== undefined) return finish(sim, batch, batch.cut);
  if (!fine) {
    const refusals = batch.groups.flatMap(({ refusal }) => refusal ?? []);
    return finish(sim, batch, 'FAILED', refusals);
  }
  // Outside of a pipeline each build stores its own.
  if (batch.config.combineArtifacts === true && sim.executions.has(batch.pipeline.executionId)) {
    enterPhase(sim, batch, 'COMBINE_ARTIFACTS');
    recordBatch(batch);
    const trouble = await combineArtifacts(sim, batch);
    if (trouble !== null) return finish(sim, batch, 'FAILED', [trouble]);
  }
  finish(sim, batch, 'SUCCEEDED');
}
