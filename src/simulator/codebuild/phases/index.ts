import type { Simulation } from '../../engine/simulation.ts';
import type { PhaseType } from '../../recording/events.ts';
import type { Trace } from '../../recording/types.ts';
import type { BuildRun, PhaseResult } from '../buildRun.ts';
import { commandPhase } from './commands.ts';
import { downloadSource } from './downloadSource.ts';
import { finalizing } from './finalizing.ts';
import { provisioning, queued, submitted } from './preparation.ts';
import { uploadArtifacts } from './uploadArtifacts.ts';

/** What the service or the agent does in a phase. */
export type PhaseRunner = (sim: Simulation, run: BuildRun, trace: Trace) => Promise<PhaseResult>;

/** COMPLETED is a marker: nothing happens in it. */
export const phaseRunners: Partial<Record<PhaseType, PhaseRunner>> = {
  SUBMITTED: submitted,
  QUEUED: queued,
  PROVISIONING: provisioning,
  DOWNLOAD_SOURCE: downloadSource,
  INSTALL: commandPhase('INSTALL', 'install'),
  PRE_BUILD: commandPhase('PRE_BUILD', 'pre_build'),
  BUILD: commandPhase('BUILD', 'build'),
  POST_BUILD: commandPhase('POST_BUILD', 'post_build'),
  UPLOAD_ARTIFACTS: uploadArtifacts,
  FINALIZING: finalizing,
};
