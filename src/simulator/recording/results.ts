import type { Intervention } from '../scenario/types.ts';
import type { BatchGroup, BatchPhaseType } from './batches.ts';
import type {
  ActionStatus,
  ApiCall,
  BuildStatus,
  ErrorDetails,
  ExecutionStatus,
  Fidelity,
  PhaseContext,
  PhaseType,
  StageStatus,
} from './events.ts';
import type { Report } from './reports.ts';

/** Where in the recording an item's first and last event lie. */
interface Span {
  firstSeq: number;
  lastSeq: number;
}
export interface ActionExecution extends Span {
  name: string;
  actionExecutionId: string;
  provider: string;
  status: ActionStatus;
  startedAt: number;
  endedAt?: number;
  errorDetails?: ErrorDetails;
  outputVariables: Record<string, string>;
  externalExecutionId?: string;
}
export interface StageExecution extends Span {
  name: string;
  status: StageStatus | null;
  startedAt?: number;
  endedAt?: number;
  actions: ActionExecution[];
}
export interface PipelineExecution extends Span {
  id: string;
  pipeline: string;
  status: ExecutionStatus;
  trigger: { type: string; detail: string };
  startedAt: number;
  endedAt?: number;
  stages: StageExecution[];
}
export interface BuildPhase {
  phaseType: PhaseType;
  /** COMPLETED has none. */
  phaseStatus?: BuildStatus;
  startedAt: number;
  endedAt?: number;
  durationInSeconds?: number;
  contexts: PhaseContext[];
}
/** Keys as in `batch-get-builds`, with times in ms of virtual time. */
export interface Build extends Span {
  id: string;
  arn: string;
  projectName: string;
  buildNumber: number;
  /** Id of the build that failed and is tried again with this one. */
  previousAttempt?: string;
  /** `codepipeline/<name>`, or who called StartBuild. */
  initiator?: string;
  image: string;
  buildStatus: BuildStatus;
  currentPhase: PhaseType;
  startedAt: number;
  endedAt?: number;
  phases: BuildPhase[];
  exportedEnvironmentVariables: { name: string; value: string }[];
  artifacts: { location?: string };
  logs: { groupName?: string; streamName?: string };
  /** Absent where it made none. */
  reports?: Report[];
}
/** A batch build: keys as in `batch-get-build-batches`, with times in ms of virtual time. */
export interface BatchBuild extends Span {
  id: string;
  arn: string;
  projectName: string;
  buildBatchNumber: number;
  buildBatchStatus: BuildStatus;
  currentPhase: BatchPhaseType;
  startedAt: number;
  endedAt?: number;
  groups: BatchGroup[];
  /** Of the phase that failed. */
  message?: string;
}
export interface CommandRun extends Span {
  buildId: string;
  phase: PhaseType;
  index: number;
  text: string;
  startedAt: number;
  exitCode: number;
  durationMs: number;
  fidelity: Fidelity;
  output: { at: number; stream: 'stdout' | 'stderr'; text: string }[];
}

export interface Outcome {
  executions: PipelineExecution[];
  builds: Build[];
  commands: CommandRun[];
  calls: ApiCall[];
  /** Interventions whose moment never came. */
  unused: Intervention[];
}
