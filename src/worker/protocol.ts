import type { Diagnostic, Problem } from '../simulator/diagnostics.ts';
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

/** What the worker offers through comlink. Everything that crosses is plain JSON. */
export interface SimulatorApi {
  /** Answers as soon as the simulator's code is loaded. */
  ready(): true;
  /** A later call aborts an earlier one that still runs; that one rejects. */
  simulate(scenario: Scenario): Promise<Recording>;
  parse(kind: DocumentKind, text: string): Diagnostic[];
  /** Checks a scenario from outside (a link, an import) and fills its defaults. */
  readScenario(input: unknown): ScenarioReading;
}
