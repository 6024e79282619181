import type { HandlerResult, Params } from '../cloud/types.ts';
import type { Simulation } from '../engine/simulation.ts';
import { describeBuild } from './describeBuild.ts';

/**
 * StopBuild behind the door: the phase that runs is cut off, whatever it is. A build that is over stays as it is
 * (AWS CodeBuild API Reference, "StopBuild").
 * @returns null: no build that runs here has this id
 */
export function stopBuild(sim: Simulation, params: Params): HandlerResult | null {
  const run = sim.builds.get(String(params.id));
  if (run === undefined) return null;
  return {
    ok: true,
    output: { build: describeBuild(sim, run) },
    effects: (caller) =>
      sim.machines.send(run.id, {
        type: 'stop',
        ...(caller.last === null ? {} : { seq: caller.last }),
      }),
  };
}
