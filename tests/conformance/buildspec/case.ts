import type { Scenario } from '../../../src/simulator/read.ts';

/** One row of the fact sheet's §2: what is written, and what CodeBuild makes of it. */
export interface KeyCase {
  /** Section and row of the fact sheet: `§2.4 env.shell`. */
  row: string;
  what: string;
  text: string;
  /** The parts of the buildspec that are read, as the parser gives them. */
  reads?: object;
  /** Codes of the warnings; default: none at all. */
  warns?: readonly string[];
  /** Literal message of the phase context, and the line to which the finding points. */
  refuses?: readonly [message: string, line: number];
  /** It is read without error, and the build fails in DOWNLOAD_SOURCE all the same, with this message. */
  fails?: string | RegExp;
  /** Lines that the build's log holds. */
  logs?: readonly string[];
  /** Where the built-in scenario must be another for it. */
  edit?: (scenario: Scenario) => void;
}

const build = 'phases:\n  build:\n    commands:\n      - echo built\n';

/** A good buildspec with more at its end, which is in the phase `build`. */
export const spec = (addition = ''): string => `version: 0.2\n${build}${addition}`;

/** A buildspec of one phase, with these lines under it. */
export const phase = (name: string, lines: string): string =>
  `version: 0.2\nphases:\n  ${name}:\n${lines}`;
