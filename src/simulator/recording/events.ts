/**
 * The catalogue of what can be recorded. An event is one thing that happened at one moment of virtual time;
 * everything the screen shows is folded from these (see `world.ts`).
 */
import type { SourceRef } from '../diagnostics.ts';
import type { AuthorizationRequest, Decision } from '../iam/types.ts';
import type { BatchState } from './batches.ts';
import type { Report } from './reports.ts';

/** A place in the picture: `developer`, `github:acme/web`, `pipeline:web-pipeline`, `project:web-build`, … */
export type NodeId =
  | 'developer'
  | 'sts'
  | 'logs'
  | 'ecr'
  | `${
      | 'github'
      | 'connection'
      | 'pipeline'
      | 'project'
      | 'container'
      | 'role'
      | 'bucket'
      | 'repository'
      | 'service'}:${string}`;

/** Id of a rule in the conformance ledger (`rules/`). */
export type RuleId = string;

/** Names of the charts in `charts`. */
export type MachineName = 'execution' | 'stage' | 'action' | 'build' | 'container' | 'roleSession';

export type ExecutionStatus =
  | 'InProgress'
  | 'Stopping'
  | 'Stopped'
  | 'Succeeded'
  | 'Failed'
  | 'Superseded'
  | 'Cancelled';
export type StageStatus =
  | 'InProgress'
  | 'Stopping'
  | 'Stopped'
  | 'Succeeded'
  | 'Failed'
  | 'Cancelled'
  | 'Skipped';
export type ActionStatus = 'InProgress' | 'Succeeded' | 'Failed' | 'Abandoned';
export type BuildStatus =
  | 'IN_PROGRESS'
  | 'SUCCEEDED'
  | 'FAILED'
  | 'FAULT'
  | 'TIMED_OUT'
  | 'STOPPED';
export type PhaseType =
  | 'SUBMITTED'
  | 'QUEUED'
  | 'PROVISIONING'
  | 'DOWNLOAD_SOURCE'
  | 'INSTALL'
  | 'PRE_BUILD'
  | 'BUILD'
  | 'POST_BUILD'
  | 'UPLOAD_ARTIFACTS'
  | 'FINALIZING'
  | 'COMPLETED';
export interface PhaseContext {
  statusCode: string;
  message: string;
}
/** How far a command's result can be believed: emulated · known tool, unknown result · given by the scenario. */
export type Fidelity = 'modelled' | 'assumed' | 'scripted';

export interface ErrorDetails {
  code: string;
  message: string;
}

/** Who makes a call: a role session, or a service in its own name. */
export type Caller =
  | { type: 'AssumedRole'; arn: string; role: string; accessKeyId: string; via?: string }
  | { type: 'AWSService'; service: string }
  | { type: 'User'; arn: string }
  | { type: 'Anonymous' };

/** One AWS API call, as CloudTrail would note it. */
export interface ApiCall {
  /** Position of the call's event in the recording. */
  seq: number;
  /** ms of virtual time: sent, and answered. */
  startedAt: number;
  at: number;
  caller: Caller;
  /** ARN of the principal, or the service's name. */
  principal: string;
  /** Access key id of the session, if any. */
  credentials: string | null;
  service: string;
  operation: string;
  /** IAM action and resource that were checked last (the one that decided). */
  action: string;
  resource: string;
  decision: Decision;
  /** Everything that was checked for the call, in order; only where it was more than one permission. */
  checks?: { action: string; resource: string }[];
  /** Of a denied call: the request with its context, as IAM saw it. */
  request?: AuthorizationRequest;
  /** Of a denied call: name of the resource policy that had a say (`bucket:<name>/policy`, `trust:<role>`). */
  resourcePolicy?: string;
  errorCode?: string;
  errorMessage?: string;
  /** Text of the build command behind the call. */
  viaCommand?: string;
  /** `management` is in CloudTrail by default, `data` only where a trail records data events, `none` never. */
  trail: 'management' | 'data' | 'none';
  /** Short facts worth showing: bucket, key, bytes … */
  details: Record<string, string | number>;
}

interface Base {
  /** Place in the recording, from 0. */
  seq: number;
  /** Place in the story; unique, independent of time and content. */
  key: string;
  /** ms of virtual time since the scenario's start. */
  at: number;
  /** The event that led to this one. */
  cause: number | null;
  also?: number[];
  sources?: SourceRef[];
  rule?: RuleId;
  /** Something travelled from one place to another, leaving at `departs` (ms) and arriving at `at`. */
  from?: NodeId;
  to?: NodeId;
  departs?: number;
}

/** Payload by type. */
export interface Payloads {
  /** The developer pushes; the repository's head moves. */
  push: {
    repository: string;
    branch: string;
    commit: { id: string; message: string; author: string; files: number };
  };
  /** GitHub tells the connection, and the pipeline's trigger is looked at. */
  webhook: {
    repository: string;
    branch: string;
    commitId: string;
    accepted: boolean;
    detail: string;
  };
  'execution.status': {
    executionId: string;
    pipeline: string;
    status: ExecutionStatus;
    trigger?: { type: string; detail: string };
  };
  'stage.status': { executionId: string; stage: string; status: StageStatus };
  'action.status': {
    executionId: string;
    stage: string;
    action: string;
    actionExecutionId: string;
    provider: string;
    status: ActionStatus;
    externalExecutionId?: string;
    errorDetails?: ErrorDetails;
    outputVariables?: Record<string, string>;
  };
  /** An artifact now lies in the artifact bucket. */
  'artifact.stored': {
    executionId: string;
    name: string;
    bucket: string;
    objectKey: string;
    files: string[];
    bytes: number;
  };
  'build.started': {
    buildId: string;
    arn: string;
    project: string;
    number: number;
    image: string;
    /** Id of the build that failed and is tried again with this one. */
    previousAttempt?: string;
    /** `codepipeline/<name>`, or who called StartBuild. */
    initiator?: string;
  };
  /** `IN_PROGRESS` when a phase begins, its result when it ends. */
  'build.phase': {
    buildId: string;
    phase: PhaseType;
    status: BuildStatus;
    contexts: PhaseContext[];
    /** ms; only at the end. */
    durationMs?: number;
    /** What the phase's `on-failure` made of its failure. */
    onFailure?: 'ABORT' | 'CONTINUE' | 'RETRY';
  };
  'build.ended': {
    buildId: string;
    status: BuildStatus;
    /** Values of `env.exported-variables`, where there are any. */
    exported?: Record<string, string>;
  };
  'batch.state': BatchState;
  /** The build's test or coverage report is at CodeBuild. */
  'report.created': { buildId: string; report: Report };
  'container.state': {
    containerId: string;
    buildId: string;
    project: string;
    image: string;
    state: 'Provisioning' | 'Running' | 'Stopped';
  };
  'session.state': {
    accessKeyId: string;
    role: string;
    roleArn: string;
    sessionName: string;
    state: 'requested' | 'active' | 'refused' | 'expired';
    /** ms of virtual time. */
    expiresAt?: number;
  };
  /** Who has the secret of a session in hand; null: nobody any more, though it is still valid at AWS. */
  'session.holder': { accessKeyId: string; holder: NodeId | null };
  'command.started': { buildId: string; phase: PhaseType; index: number; text: string };
  'command.output': {
    buildId: string;
    phase: PhaseType;
    index: number;
    stream: 'stdout' | 'stderr';
    text: string;
  };
  'command.ended': {
    buildId: string;
    phase: PhaseType;
    index: number;
    exitCode: number;
    durationMs: number;
    fidelity: Fidelity;
    /** Why the result is `assumed`, in words. */
    note?: string;
  };
  /** Lines of the build's log as CloudWatch shows them. `output`: raw text of a command, perhaps not whole lines. */
  log: {
    buildId: string;
    group: string;
    stream: string;
    origin: 'agent' | 'output';
    text: string;
    /** False: the role may not write it, so CloudWatch never shows it. */
    delivered: boolean;
  };
  'api.call': { call: Omit<ApiCall, 'seq'> };
  /** State at AWS changed. */
  'object.stored': {
    bucket: string;
    objectKey: string;
    bytes: number;
    contentType: string;
    sha256: string;
  };
  'object.deleted': { bucket: string; objectKey: string };
  'image.stored': { repository: string; tag: string; digest: string; bytes: number };
  /** IAM (or S3) would not have saved this document; it is not in force. */
  'policy.refused': { document: string; code: string; message: string };
  /** A chart's active state changed; one event for each microstep. `state` lists the active states as dotted paths. */
  'machine.state': { machine: MachineName; id: string; state: string[]; event: string };
}
export type EventType = keyof Payloads;
export type SimEvent = { [T in EventType]: Base & { type: T } & Payloads[T] }[EventType];
export type EventOf<T extends EventType> = Extract<SimEvent, { type: T }>;
