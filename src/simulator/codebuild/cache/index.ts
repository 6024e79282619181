import type { Simulation } from '../../engine/simulation.ts';
import type { Trace } from '../../recording/types.ts';
import type { BuildRun } from '../buildRun.ts';
import { agentText } from '../logTemplates.ts';
import { restoreDockerLayers } from './dockerLayers.ts';
import { keepLocalCache, linkLocalCache } from './local.ts';
import { restoreFromS3, saveToS3 } from './s3.ts';
import { cacheSettings } from './settings.ts';

/**
 * The cache's part of DOWNLOAD_SOURCE, after the runtimes (posted logs): what an earlier build left is put into the container.
 * Never fails the phase.
 */
export async function restoreCache(sim: Simulation, run: BuildRun, trace: Trace): Promise<void> {
  await restoreDockerLayers(sim, run);
  const cache = run.source?.buildspec.cache;
  if (cache === undefined) run.log.agent(trace, agentText.cacheNotDefined());
  if (cache === undefined || cache.paths.length === 0) {
    run.log.agent(trace, agentText.skipCache());
    return;
  }
  const settings = cacheSettings(run.project);
  if (settings.type === 'S3') await restoreFromS3({ sim, run, trace, settings, cache });
  else if (settings.type === 'LOCAL' && settings.modes.has('LOCAL_CUSTOM_CACHE')) {
    await linkLocalCache(sim, run, trace, cache.paths);
  }
}

/**
 * Saves the cache at the end of POST_BUILD, as posted logs of 2020 show it; only for a build in which nothing has failed so far
 * (unverified). Never fails the phase.
 */
export async function saveCache(sim: Simulation, run: BuildRun, trace: Trace): Promise<void> {
  const cache = run.source?.buildspec.cache;
  if (cache === undefined || cache.paths.length === 0 || run.failedPhase !== undefined) return;
  const settings = cacheSettings(run.project);
  if (settings.type === 'S3') await saveToS3({ sim, run, trace, settings, cache });
  else if (settings.type === 'LOCAL' && settings.modes.has('LOCAL_CUSTOM_CACHE')) {
    await keepLocalCache(sim, run, cache.paths);
  }
}
