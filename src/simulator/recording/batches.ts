import type { BuildStatus } from './events.ts';

/** Phases of a batch build (CodeBuild API Reference, "BuildBatchPhase"). */
export type BatchPhaseType =
  | 'SUBMITTED'
  | 'DOWNLOAD_BATCHSPEC'
  | 'IN_PROGRESS'
  | 'COMBINE_ARTIFACTS'
  | 'SUCCEEDED'
  | 'FAILED'
  | 'STOPPED';
/** One build of a batch: who waits for whom, and how it is. No status: it has not started. */
export interface BatchGroup {
  identifier: string;
  dependsOn: string[];
  ignoreFailure: boolean;
  status?: BuildStatus;
  buildId?: string;
}
/** How a batch build is now: recorded whenever something about it changes. */
export interface BatchState {
  batchId: string;
  arn: string;
  number: number;
  project: string;
  phase: BatchPhaseType;
  status: BuildStatus;
  groups: BatchGroup[];
  /** Of the phase that failed. */
  message?: string;
}
