import type { Environment, HandlerResult, Params } from '../../cloud/types.ts';
import type { Simulation } from '../../engine/simulation.ts';
import { describeBatch } from './describeBatch.ts';
import { haltBatch } from './groups.ts';
import { startBuildBatch } from './startBatch.ts';

const refuse = (message: string): HandlerResult => ({
  ok: false,
  error: { code: 'InvalidInputException', message, status: 400 },
});
/** As for builds; what AWS says of a batch was not seen. */
const unknownId = 'Invalid build batch ID provided';

/** StopBuildBatch: no further build starts, those that run are stopped (AWS CodeBuild API Reference, "StopBuildBatch"). */
export function stopBuildBatch(sim: Simulation, params: Params): HandlerResult {
  const batch = sim.batches.get(String(params.id));
  if (batch === undefined) return refuse(unknownId);
  return {
    ok: true,
    output: { buildBatch: describeBatch(sim, batch) },
    effects: (caller) => {
      if (batch.endedAt !== undefined) return;
      batch.cut = 'STOPPED';
      if (caller.last !== null) batch.trace.after(caller.last);
      sim.background(haltBatch(sim, batch));
    },
  };
}

/**
 * RetryBuildBatch: a new batch with the parameters of an old one. `RETRY_FAILED_BUILDS`: builds that succeeded count as they are
 * (AWS CodeBuild API Reference, "RetryBuildBatch").
 */
export async function retryBuildBatch(
  sim: Simulation,
  params: Params,
  env: Environment,
): Promise<HandlerResult> {
  const batch = sim.batches.get(String(params.id));
  if (batch === undefined) return refuse(unknownId);
  // The words were not seen; the console offers no retry for them.
  if (sim.executions.has(batch.pipeline.executionId)) {
    return refuse(`Batch ${batch.id} was started by CodePipeline and cannot be retried here`);
  }
  const kept =
    params.retryType === 'RETRY_FAILED_BUILDS'
      ? batch.groups.filter(({ status }) => status === 'SUCCEEDED')
      : [];
  return startBuildBatch(sim, batch.params, env, kept);
}
