import type { FixResult, LeastPrivilege, PolicyEdit } from '../simulator/advice/types.ts';
import type { Diagnostic, Problem } from '../simulator/diagnostics.ts';
import type { AuthorizationRequest, Decision } from '../simulator/iam/types.ts';
import type {
  ContainerFileContents,
  ContainerSnapshot,
  ShellReply,
} from '../simulator/inspection/types.ts';
import type { ApiCall } from '../simulator/recording/events.ts';
import type { Recording } from '../simulator/recording/types.ts';
import type { Scenario } from '../simulator/scenario/types.ts';

/** Which parser judges a text. */
export type DocumentKind =
  | 'buildspec'
  | 'identityPolicy'
  | 'trustPolicy'
  | 'resourcePolicy'
  | 'pipeline'
  | 'project';

export type ScenarioReading = { ok: true; scenario: Scenario } | { ok: false; problems: Problem[] };

/** May this principal do this? What a learner asks without a run. */
export interface Question {
  /** ARN of a role of the scenario, or the name of a service (`codebuild.amazonaws.com`). */
  principal: string;
  action: string;
  /** ARN, or `*`. */
  resource: string;
  context: Record<string, string | string[]>;
}
export interface QuestionAnswer {
  /** The request as IAM sees it, with the context keys that follow from the principal. */
  request: AuthorizationRequest;
  decision: Decision;
  /** What is good to know about the answer, in sentences. */
  notes: string[];
}

/** A word that a policy can hold, and what it is. */
export interface Term {
  name: string;
  detail: string;
}
/** What AWS knows of one service, for completing what is typed. */
export interface Vocabulary {
  /** Prefixes of all services: `s3` → `Amazon S3`. */
  services: Term[];
  /** With the prefix: `s3:PutObject` → its access level and resource types. */
  actions: Term[];
  /** ARN templates → resource type. */
  resources: Term[];
  /** Condition keys, those of the service and the global ones → type. */
  keys: Term[];
}

/** A shell in the container of a moment. */
export interface ShellPlace {
  /** The caller's name for it. */
  id: string;
  scenario: Scenario;
  /** The event after which the build is held. */
  seq: number;
  /** What it has run so far, so that it can be brought back when the thread was stopped. */
  lines: readonly string[];
}

/** What the worker offers through comlink. Everything that crosses is plain JSON. */
export interface SimulatorApi {
  /** Answers as soon as the simulator's code is loaded. */
  ready(): true;
  /** A later call aborts an earlier one that still runs; that one rejects. */
  simulate(scenario: Scenario): Promise<Recording>;
  /** @param scenario that the text is part of: some warnings depend on it */
  parse(kind: DocumentKind, text: string, scenario?: Scenario): Diagnostic[];
  /** Checks a scenario from outside (a link, an import) and fills its defaults. */
  readScenario(input: unknown): ScenarioReading;
  /** Policy edits that are proven to let a denied call through. */
  fix(scenario: Scenario, call: Omit<ApiCall, 'seq'>): Promise<FixResult>;
  /** The smallest policy with which a run would have gone the same way. */
  leastPrivilege(scenario: Scenario, recording: Recording, role: string): Promise<LeastPrivilege>;
  /** The verdict about a request that nobody made. */
  ask(scenario: Scenario, question: Question): Promise<QuestionAnswer>;
  /** Advice about a policy beyond what saving it would refuse; none for other documents. */
  review(kind: DocumentKind, text: string): Promise<Diagnostic[]>;
  /** A JSON text with edits made, and everything else as it was typed. */
  editText(text: string, edits: readonly PolicyEdit[]): string;
  /** @param prefix of a service (`s3`); an unknown one gives the words that hold for all */
  vocabulary(prefix: string): Promise<Vocabulary>;
  /** Inside of the container that runs once event `seq` has happened; null: none does. */
  inspect(scenario: Scenario, seq: number): Promise<ContainerSnapshot | null>;
  /** @param path absolute. Null: there is no such file. */
  readFile(scenario: Scenario, seq: number, path: string): Promise<ContainerFileContents | null>;
  /** Type a line into a shell. An empty one only opens it. */
  type(place: ShellPlace, line: string): Promise<ShellReply>;
}
