import type { Simulation } from '../../engine/simulation.ts';
import { type BuildRun, failure, succeeded } from '../buildRun.ts';
import { passOn } from '../credentials.ts';
import { mountFileSystems } from '../fileSystems.ts';
import { pullImage } from '../imagePull.ts';
import { provisioningMsOf } from '../images.ts';
import { attachInterface, findSubnet } from '../vpc.ts';
import type { PhaseRunner } from './index.ts';

/** ms, from observed logs and (QUEUED) invented; reference: codebuild §11. */
const durations = { submitted: 400, queued: 1000 };

export const submitted: PhaseRunner = async (sim) => {
  await sim.clock.sleep(durations.submitted);
  return succeeded;
};

/** The service role is used for the first time: missing log permissions show here (reference §6.4). */
export const queued: PhaseRunner = async (sim, run, trace) => {
  await sim.clock.sleep(durations.queued, run.cut.signal);
  await fleetMachine(sim, run);
  const noSubnet = findSubnet(sim, run);
  if (noSubnet !== null) return noSubnet;
  const denied = await run.log.create(trace);
  if (denied === null) return succeeded;
  return failure(
    'ACCESS_DENIED',
    `Service role ${run.roleArn} does not allow AWS CodeBuild to create Amazon CloudWatch Logs log streams for build ${run.arn}. Error message: ${denied}`,
  );
};

/** A host is found, the image is pulled, the container starts. */
/** Waits for a machine of the project's fleet. Meanwhile only the queue's own timeout counts. */
async function fleetMachine(sim: Simulation, run: BuildRun): Promise<void> {
  if (sim.fleets.take(run)) return;
  sim.machines.send(run.id, { type: 'queue.waits' });
  do {
    await sim.fleets.freed(run);
    await sim.clock.sleep(0, run.cut.signal);
  } while (!sim.fleets.take(run));
  sim.machines.send(run.id, { type: 'queue.over' });
}

export const provisioning: PhaseRunner = async (sim, run, trace) => {
  const thread = trace.child('container');
  sim.machines.spawn('container', run.containerId, { containerId: run.containerId }, thread);
  const refused =
    (await attachInterface(sim, run, trace)) ??
    (await pullImage(sim, run, trace)) ??
    mountFileSystems(sim, run);
  if (refused !== null) return refused;
  await sim.clock.sleep(provisioningMsOf(run.project.environment.image), run.cut.signal);
  sim.machines.send(run.containerId, {
    type: 'started',
    ...(thread.last === null ? {} : { seq: thread.last }),
  });
  await sim.clock.sleep(0);
  if (thread.last !== null) trace.after(thread.last);
  passOn(trace, run, run.containerNode);
  return succeeded;
};
