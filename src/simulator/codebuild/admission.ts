import type { HandlerResult } from '../cloud/types.ts';
import type { Simulation } from '../engine/simulation.ts';
import type { CodeBuildProject } from '../scenario/types.ts';

const isRunning = (sim: Simulation, project?: string) =>
  [...sim.builds.values()].filter(
    (build) => !build.ended && (project === undefined || build.project.name === project),
  ).length;

function refuse(message: string): HandlerResult {
  return { ok: false, error: { code: 'AccountLimitExceededException', message, status: 400 } };
}

/**
 * May one more build of a project start now? A build that may not does not come to exist: StartBuild is refused. The account's
 * quota counts all builds, `concurrentBuildLimit` those of the project (CodeBuild User Guide, "Quotas for AWS CodeBuild";
 * CodeBuild API Reference, "Project"). Null: it may.
 */
export function admit(sim: Simulation, project: CodeBuildProject): HandlerResult | null {
  const { concurrentBuilds } = sim.scenario.account;
  if (concurrentBuilds !== undefined && isRunning(sim) >= concurrentBuilds) {
    return refuse(`Cannot have more than ${concurrentBuilds} builds in queue for the account`);
  }
  const { concurrentBuildLimit } = project;
  if (
    typeof concurrentBuildLimit === 'number' &&
    isRunning(sim, project.name) >= concurrentBuildLimit
  ) {
    // The console says so; which words the API has was not seen.
    return refuse('Build failed to start');
  }
  return null;
}
