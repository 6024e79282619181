import type { Environment, HandlerResult, Params } from '../cloud/types.ts';
import type { Simulation } from '../engine/simulation.ts';
import { startBuild } from './startBuild.ts';

const refuse = (message: string): HandlerResult => ({
  ok: false,
  error: { code: 'InvalidInputException', message, status: 400 },
});

/** RetryBuild: a new build with the parameters of an old one (AWS CodeBuild API Reference, "RetryBuild"). */
export function retryBuild(
  sim: Simulation,
  params: Params,
  env: Environment,
): Promise<HandlerResult> | HandlerResult {
  const run = sim.builds.get(String(params.id));
  if (run === undefined) return refuse('Invalid build ID provided');
  // The words were not seen; the console offers no retry for them.
  if (sim.executions.has(run.pipeline.executionId)) {
    return refuse(`Build ${run.id} was started by CodePipeline and cannot be retried here`);
  }
  return startBuild(sim, run.params, env);
}
