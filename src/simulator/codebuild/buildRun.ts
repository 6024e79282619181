import type { Params, Session } from '../cloud/types.ts';
import type { ArtifactLocation } from '../pipeline/executionRun.ts';
import type { BuildEnd } from '../pipeline/providers/codeBuild.ts';
import type { BuildStatus, NodeId, PhaseContext, PhaseType } from '../recording/events.ts';
import type { Trace } from '../recording/types.ts';
import type { CodeBuildProject, EnvironmentVariable } from '../scenario/types.ts';
import type { ContainerShell } from '../shell/types.ts';
import type { AutoRetry } from './autoRetry.ts';
import type { BuildLog } from './buildLog.ts';
import type { Buildspec } from './buildspec/types.ts';
import type { EnvironmentLayer } from './environment.ts';
import type { FailureAction } from './onFailure.ts';

/** What CodePipeline hands over with StartBuild (reference: codepipeline §3.2). */
export interface PipelineHandOver {
  executionId: string;
  /** Input artifacts, the primary one first. */
  inputs: string[];
  /** `of`: in a batch, which of the buildspec's artifacts it is: a secondary one by its name, '' the primary one. */
  outputs: { name: string; location: ArtifactLocation; of?: string }[];
  /** The action's thread, from which the build's branches off. */
  trace: Trace;
  ended: (end: BuildEnd) => void;
}

/** Which attempt of a build it is. */
export interface Attempt {
  /** 1 for the first after the build itself. */
  number: number;
  /** Id of the build that failed before. */
  previous: string;
}

/** The batch that a build belongs to. */
export interface BatchMember {
  arn: string;
  /** Identifier of its task. */
  identifier: string;
  /** Who started the batch. */
  initiator: string;
  /** In a fanout: which of how many, from 0. */
  shard?: { index: number; count: number };
}

/** Everything one build has in hand while it runs. */
export interface BuildRun {
  id: string;
  uuid: string;
  arn: string;
  number: number;
  project: CodeBuildProject;
  overrides: EnvironmentVariable[];
  /** Started with a session connection (`debugSessionEnabled`). */
  debugSession?: true;
  /** Only where `on-failure` had it tried again. */
  attempt?: Attempt;
  /** When it has failed, it is to be tried again. */
  retries?: true;
  autoRetry: AutoRetry;
  batch?: BatchMember;
  /** Of a build that no pipeline started, nothing is handed over. */
  pipeline: PipelineHandOver;
  /** `codepipeline/<name>`, or who called StartBuild. */
  initiator: string;
  /** Branch, tag, commit or version that was asked for; of a pipeline's build empty. */
  sourceVersion: string;
  /** What StartBuild was told, to start the build again; without its token. */
  params: Params;
  /** `idempotencyToken` of StartBuild. */
  token?: string;
  roleArn: string;
  node: NodeId;
  containerId: string;
  containerNode: NodeId;
  status: BuildStatus;
  /** Its status is settled. */
  ended: boolean;
  /** ms of virtual time. */
  endedAt?: number;
  /** Its phases so far, as BatchGetBuilds lists them; times in ms of virtual time. */
  phases: PhaseRecord[];
  session: Session | null;
  /** Who holds the session's secret now; null: nobody any more. */
  holder: NodeId | null;
  /** Aborted when the build is cut off by its timeout or by a stop. */
  cut: AbortController;
  log: BuildLog;
  /** Id of the interface that puts the container into a VPC. */
  networkInterface?: string;
  startedAt: number;
  /** From DOWNLOAD_SOURCE on. */
  source?: {
    directory: string;
    version: string;
    /** The commit, where the build itself cloned it. */
    resolved?: string;
    buildspec: Buildspec;
    shell: ContainerShell;
    /** Its first variables, by who set them. */
    layers: readonly EnvironmentLayer[];
  };
  /** Key of the cache in S3 that this build began with, where it is exactly its own. */
  restoredCache?: string;
  failedPhase?: { phase: PhaseType; context: PhaseContext };
  /** The primary artifact that it stored; sums of a zip only (CodeBuild API Reference, "BuildArtifacts"). */
  artifact?: { location: string; md5sum?: string; sha256sum?: string };
  /** Values that the log shows as `***`. */
  masked: string[];
  exported: Record<string, string>;
  /** The thread that AWS calls of the container join, and the text of the command behind them. */
  current: { trace: Trace; command?: string };
}

/** A phase of a build (AWS CodeBuild API Reference, "BuildPhase"). */
export interface PhaseRecord {
  phaseType: PhaseType;
  phaseStatus?: BuildStatus;
  startTime: number;
  endTime?: number;
  durationInSeconds?: number;
  contexts?: PhaseContext[];
}

/** How a phase ended. No contexts of note: one empty context, as agent-run phases report. */
export interface PhaseResult {
  failed: boolean;
  contexts: PhaseContext[];
  /** What `on-failure` makes of it. */
  onFailure?: FailureAction;
}
export const succeeded: PhaseResult = {
  failed: false,
  contexts: [{ statusCode: '', message: '' }],
};
export function failure(statusCode: string, message: string): PhaseResult {
  return { failed: true, contexts: [{ statusCode, message }] };
}
