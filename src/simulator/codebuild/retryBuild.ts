import type { Environment, HandlerResult, Params } from '../cloud/types.ts';
import type { Simulation } from '../engine/simulation.ts';
import type { AutoRetry } from './autoRetry.ts';
import { startBuild } from './startBuild.ts';

const refuse = (message: string): HandlerResult => ({
  ok: false,
  error: { code: 'InvalidInputException', message, status: 400 },
});

/** What a build was told that is no parameter of its own: whose it was, and which attempt. */
const ofTheOldBuild: ReadonlySet<string> = new Set(['attempt', 'autoRetry', 'batch', 'pipeline']);

/**
 * RetryBuild: a new build with the parameters of an old one (AWS CodeBuild API Reference, "RetryBuild").
 * @param old `autoRetry`: CodeBuild itself asks, and counts
 */
export async function retryBuild(
  sim: Simulation,
  old: Params,
  env: Environment,
): Promise<HandlerResult> {
  const run = sim.builds.get(String(old.id));
  if (run === undefined) return refuse('Invalid build ID provided');
  // The words were not seen; the console offers no retry for them.
  if (sim.executions.has(run.pipeline.executionId)) {
    return refuse(`Build ${run.id} was started by CodePipeline and cannot be retried here`);
  }
  const params = Object.fromEntries(
    Object.entries(run.params).filter(([name]) => !ofTheOldBuild.has(name)),
  );
  if (old.autoRetry !== true) return startBuild(sim, params, env);
  const autoRetry: AutoRetry = { number: run.autoRetry.number + 1, previous: run.arn };
  const started = await startBuild(sim, { ...params, autoRetry }, env);
  if (started.ok) run.autoRetry.next = String(Object(started.output.build).arn);
  return started;
}
