import type { PhaseType, Recording, Scenario } from '../../../src/simulator/read.ts';

/** A fault of the catalogue (reference: codebuild §9), made by an edit of a built-in scenario. */
export interface BuildFault {
  /** Number in the catalogue. */
  number: number;
  what: string;
  /** Where the literal words come from. */
  source: string;
  scenario: 'node-site-to-s3' | 'container-to-ecr';
  edit(scenario: Scenario): void;
  /** Literal words: in the log, in a phase's context or in an action's error. `#` stands for the build's id. */
  message: string | RegExp;
  /** The first phase that does not succeed, and its status code. Null: no phase fails over it. */
  phase: PhaseType | null;
  statusCode?: string;
  /** Default `FAILED`. */
  phaseStatus?: 'TIMED_OUT' | 'STOPPED';
  /** Exit code of the command that failed. */
  exitCode?: number;
  /** How the execution ends; default `Failed`. Null: no pipeline started the build. */
  status?: 'Failed' | 'Succeeded' | null;
  /** The words are there in every build: they are blamed, and say nothing. */
  harmless?: true;
  /** What else must hold, beside the words. */
  also?(told: Told, recording: Recording): void | Promise<void>;
}

/** What a run said. */
export interface Told {
  /** The build's log as CloudWatch has it. */
  log: string;
  /** Phases in the order in which they ran, each with the status it ended in. */
  phases: readonly string[];
  /** Everything that was said, the log included. */
  all: string;
}
