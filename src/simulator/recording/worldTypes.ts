import type { ApiCall, MachineName, NodeId, PhaseType } from './events.ts';
import type { BatchBuild, Build, CommandRun, PipelineExecution } from './results.ts';

/** A role session as known at one moment. */
export interface SessionView {
  accessKeyId: string;
  role: string;
  roleArn: string;
  sessionName: string;
  state: 'requested' | 'active' | 'refused' | 'expired';
  startedAt: number;
  expiresAt?: number;
  /** Who has its secret in hand; null: nobody. */
  holder: NodeId | null;
  seq: number;
}
/** The build container of one build. */
export interface ContainerView {
  containerId: string;
  buildId: string;
  project: string;
  image: string;
  state: 'Provisioning' | 'Running' | 'Stopped';
  startedAt: number;
  endedAt?: number;
  /** The command that runs now, or ran last. */
  command?: { phase: PhaseType; index: number; text: string; running: boolean; exitCode?: number };
  seq: number;
}
export interface LogLine {
  at: number;
  seq: number;
  origin: 'agent' | 'output';
  text: string;
}
/** How a place in the picture is doing. */
export interface NodeView {
  state: 'idle' | 'active' | 'ok' | 'failed';
  /** Event that last concerned this place. */
  seq: number | null;
}
export interface ObjectView {
  bytes: number;
  contentType: string;
  at: number;
  seq: number;
}

/** The state of everything after a number of events. Treat as immutable. */
export interface World {
  /** Number of events applied. */
  position: number;
  /** ms of virtual time of the last applied event; 0 before the first. */
  at: number;
  /** Head commit per repository. */
  heads: Record<string, { commitId: string; message: string; author: string; seq: number }>;
  executions: PipelineExecution[];
  builds: Build[];
  batches: BatchBuild[];
  containers: ContainerView[];
  sessions: SessionView[];
  commands: CommandRun[];
  calls: ApiCall[];
  /** Lines of each build's log that CloudWatch shows, by build id. */
  logs: Record<string, LogLine[]>;
  /** Bucket → key → object. */
  objects: Record<string, Record<string, ObjectView>>;
  /** ECR repository → tag → image. */
  images: Record<
    string,
    Record<string, { digest: string; bytes: number; at: number; seq: number }>
  >;
  /** Active states of each machine, by id: dotted paths. */
  machines: Record<string, { machine: MachineName; state: string[]; seq: number }>;
  nodes: Record<string, NodeView>;
  refusedPolicies: { document: string; code: string; message: string; seq: number }[];
}

export type TermId = string;

/** One event in words. */
export interface Narration {
  /** What happened, one line. */
  title: string;
  /** Why, at most three short sentences. */
  body: string;
  /** Chain of causes, nearest first. */
  why?: { seq: number; text: string }[];
  terms: TermId[];
  /** Title of the page that says so, and how sure we are. */
  source?: { title: string; evidence: Evidence };
  /** The literal AWS message, unaltered, where there is one. */
  message?: string;
}
/** How sure a rule is. */
export type Evidence = 'documented' | 'observed log' | 'derived' | 'unverified';

/** A rule of AWS, of the shell or of YAML that the simulator follows: one row of the conformance ledger. */
export interface Rule {
  /** Plain words, one sentence. */
  text: string;
  /** Title of the page or the kind of evidence. */
  source: string;
  evidence: Evidence;
  /** `<file under tests>: <test name>` */
  test: string;
}

/** Two runs laid side by side by key. */
export interface Comparison {
  /** Number of leading events with equal keys and equal content (apart from seq, cause and times). */
  common: number;
  /** First keys that differ, or null when the runs are the same. */
  divergence: { a: number | null; b: number | null; reason: string } | null;
  /** Seq in `b` for each seq in `a` with the same key, -1 where there is none. */
  aligned: number[];
}

/** A state of a chart. Nested as in the machine. */
export interface ChartState {
  /** Dotted path from the root: `running.BUILD`. */
  id: string;
  name: string;
  type: 'atomic' | 'compound' | 'parallel' | 'final';
  initial?: string;
  states: ChartState[];
  transitions: { event: string; target: string }[];
}
export interface Chart {
  machine: MachineName;
  title: string;
  description: string;
  initial: string;
  states: ChartState[];
}

/** Steps of different grain: positions (numbers of events applied) where a step begins. */
export type Grain = 'stage' | 'step' | 'event';
