import type { Simulation } from '../engine/simulation.ts';
import type { Trace } from '../recording/types.ts';
import type { BuildRun } from './buildRun.ts';
import { type FailureAction, onFailureUnsupported, readOnFailure } from './onFailure.ts';
import { startBuild } from './startBuild.ts';

/**
 * What `on-failure` makes of a phase that failed. RETRY that is used up, or whose expression does not match, is as good as
 * none.
 * @param message of the phase's context
 */
export function actionAfter(
  run: BuildRun,
  onFailure: string | undefined,
  message: string,
): FailureAction | undefined {
  if (onFailure === undefined || onFailureUnsupported(run.project) !== null) return undefined;
  const read = readOnFailure(onFailure);
  if (read === null) return undefined;
  if (read.action !== 'RETRY') return read.action;
  const before = run.attempt?.number ?? 0;
  return before < read.count && read.matches(message) ? 'RETRY' : undefined;
}

/**
 * Starts the next attempt of a build that failed: a new build with a number of its own and the same parameters. Whoever waits
 * for the first build waits for the last one. (How RETRY does it is documented nowhere: reference codebuild §1.4.)
 * @returns false: there will be none
 */
export async function tryAgain(sim: Simulation, run: BuildRun, trace: Trace): Promise<boolean> {
  const attempt = { number: (run.attempt?.number ?? 0) + 1, previous: run.id };
  const started = await startBuild(sim, { ...run.params, attempt }, { trace });
  if (!started.ok) return false;
  started.effects?.(trace);
  return true;
}
