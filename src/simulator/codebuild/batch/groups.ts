import type { Simulation } from '../../engine/simulation.ts';
import type { BuildEnd } from '../../pipeline/providers/codeBuild.ts';
import type { Trace } from '../../recording/types.ts';
import type { EnvironmentVariable } from '../../scenario/types.ts';
import type { PipelineHandOver } from '../buildRun.ts';
import { type BatchRun, callAsBatch, type GroupRun, recordBatch } from './batchRun.ts';

/** Parameters of StartBuildBatch that its builds are not started with. */
const ofTheBatch: ReadonlySet<string> = new Set([
  'pipeline',
  'idempotencyToken',
  'only',
  'combine',
  'buildBatchConfigOverride',
  'buildTimeoutInMinutesOverride',
]);

/** ms that a build waits which the account's or the project's limit keeps back. Not documented. */
const retryStartMs = 30_000;

/** Which of the action's outputs a build makes: `<identifier>`, and `<identifier>_<artifact>` for secondary ones. */
function outputsOf(batch: BatchRun, { identifier }: GroupRun): PipelineHandOver['outputs'] {
  const { outputs } = batch.pipeline;
  const combined = outputs[0];
  if (batch.config.combineArtifacts === true && combined !== undefined) {
    const { bucket, objectKey } = combined.location;
    const name = `${combined.name}/${identifier}`;
    return [{ name, location: { bucket, objectKey: `${objectKey}/${identifier}` }, of: '' }];
  }
  const known = new Set(batch.groups.map((group) => group.identifier));
  return outputs.flatMap((output) => {
    if (output.name === identifier) return [{ ...output, of: '' }];
    if (known.has(output.name) || !output.name.startsWith(`${identifier}_`)) return [];
    return [{ ...output, of: output.name.slice(identifier.length + 1) }];
  });
}

async function startOne(
  sim: Simulation,
  batch: BatchRun,
  trace: Trace,
  group: GroupRun,
): Promise<BuildEnd | null> {
  let ended: (end: BuildEnd) => void = () => undefined;
  const end = new Promise<BuildEnd>((resolve) => {
    ended = resolve;
  });
  const handOver: PipelineHandOver = {
    ...batch.pipeline,
    outputs: outputsOf(batch, group),
    trace,
    ended,
  };
  const own = Object.entries(batch.params).filter(([name]) => !ofTheBatch.has(name));
  const timeout = batch.params.buildTimeoutInMinutesOverride;
  const params = {
    ...Object.fromEntries(own),
    ...(timeout === undefined ? {} : { timeoutInMinutesOverride: timeout }),
    ...group.overrides,
    environmentVariablesOverride: [
      ...((batch.params.environmentVariablesOverride ?? []) as EnvironmentVariable[]),
      ...group.variables,
    ],
    pipeline: handOver,
    batch: {
      arn: batch.arn,
      identifier: group.identifier,
      initiator: batch.initiator,
      shard: group.shard,
    },
  };
  for (;;) {
    if (batch.halt.signal.aborted) return null;
    const started = await callAsBatch(sim, batch, trace, { operation: 'StartBuild', params });
    if (started.ok) {
      group.buildId = String(Object(started.output.build).id);
      break;
    }
    const others = batch.groups.some(({ status }) => status === 'IN_PROGRESS');
    if (started.error.code !== 'AccountLimitExceededException' || !others) {
      group.status = 'FAILED';
      group.refusal = { statusCode: started.error.code, message: started.error.message };
      return { status: 'FAILED', exported: {}, seq: started.seq };
    }
    await sim.clock.sleep(retryStartMs);
  }
  group.status = 'IN_PROGRESS';
  recordBatch(batch);
  // It may have been halted while StartBuild was on its way.
  if (batch.halt.signal.aborted) await stopOne(sim, batch, group);
  const result = await end;
  trace.after(result.seq);
  group.status = result.status;
  // Where on-failure had it tried again, the last attempt is the one that counts.
  const last = [...sim.builds.values()].findLast((run) => run.pipeline === handOver);
  if (last !== undefined) group.buildId = last.id;
  return result;
}

async function stopOne(sim: Simulation, batch: BatchRun, group: GroupRun): Promise<void> {
  const trace = batch.trace.child(`${group.identifier}/stop`);
  await callAsBatch(sim, batch, trace, { operation: 'StopBuild', params: { id: group.buildId } });
}

/** No further build starts; those that run are stopped, as the batch role. */
export async function haltBatch(sim: Simulation, batch: BatchRun): Promise<void> {
  if (batch.halt.signal.aborted) return;
  batch.halt.abort();
  for (const group of batch.groups) {
    if (group.status === 'IN_PROGRESS') await stopOne(sim, batch, group);
  }
}

/**
 * Starts each build of a batch when those have succeeded that it waits for; resolves when none runs any more. A build whose
 * failure is ignored counts as succeeded (CodeBuild User Guide, "Batch build buildspec reference").
 * @returns whether the batch has succeeded
 */
export async function runGroups(
  sim: Simulation,
  batch: BatchRun,
  o: { fastFail: boolean },
): Promise<boolean> {
  const results = new Map<string, Promise<boolean>>();
  const runOne = async (group: GroupRun): Promise<boolean> => {
    if (group.status === 'SUCCEEDED') return true;
    const before = await Promise.all(group.dependsOn.map(result));
    if (before.includes(false) || batch.halt.signal.aborted) return false;
    const trace = batch.trace.child(group.identifier);
    if (batch.trace.last !== null) trace.after(batch.trace.last);
    const end = await startOne(sim, batch, trace, group);
    if (end === null) return false;
    batch.trace.after(end.seq);
    recordBatch(batch);
    const fine = end.status === 'SUCCEEDED' || group.ignoreFailure;
    if (!fine && o.fastFail) await haltBatch(sim, batch);
    return fine;
  };
  const groups = new Map(batch.groups.map((group) => [group.identifier, group]));
  function result(identifier: string): Promise<boolean> {
    const group = groups.get(identifier);
    const known = results.get(identifier) ?? (group === undefined ? undefined : runOne(group));
    if (known === undefined) return Promise.resolve(true);
    results.set(identifier, known);
    return known;
  }
  const all = await Promise.all(batch.groups.map(({ identifier }) => result(identifier)));
  return !all.includes(false);
}
