import type { Simulation } from '../../engine/simulation.ts';
import { daemonState } from '../../shell/tools/docker/store.ts';
import type { BuildRun } from '../buildRun.ts';
import { makeFolder } from './paths.ts';
import { cacheSettings } from './settings.ts';

/** A Docker daemon runs in privileged mode only (CodeBuild User Guide, "Local caching"). */
function keepsLayers({ project }: BuildRun): boolean {
  const settings = cacheSettings(project);
  return (
    settings.type === 'LOCAL' &&
    settings.modes.has('LOCAL_DOCKER_LAYER_CACHE') &&
    project.environment.privilegedMode === true
  );
}

/** The daemon of this build begins with what the last one on the host had: images, and the steps that made them. */
export async function restoreDockerLayers(sim: Simulation, run: BuildRun): Promise<void> {
  const fs = run.source?.shell.fs;
  const kept = sim.buildHosts.kept(run.project.name, 'docker');
  if (fs === undefined || kept === undefined || !keepsLayers(run)) return;
  const folder = daemonState.slice(0, daemonState.lastIndexOf('/'));
  if (await makeFolder(fs, folder)) await fs.writeFile(daemonState, kept);
}

/** What the daemon has stays on the host, however the build ended. */
export async function keepDockerLayers(sim: Simulation, run: BuildRun): Promise<void> {
  const fs = run.source?.shell.fs;
  if (fs === undefined || !keepsLayers(run)) return;
  const state = await fs.readFileBuffer(daemonState).catch(() => undefined);
  if (state !== undefined) sim.buildHosts.keep(run.project.name, 'docker', state);
}
