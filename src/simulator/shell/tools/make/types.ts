import type { ToolContext } from '../../types.ts';
import { Failure } from '../support/failure.ts';

export interface Variable {
  text: string;
  /** `:=`: its text is final. */
  simple: boolean;
  /** From the command line: assignments in the makefile do not count. */
  fixed: boolean;
  /** Where it was set, if a makefile did. */
  place?: Make['place'];
}

export interface RecipeLine {
  text: string;
  /** 1-based line of the makefile. */
  line: number;
}

export interface Rule {
  targets: string[];
  needs: string[];
  recipe: RecipeLine[];
  file: string;
  /** Variables of the target alone. */
  variables: [string, Variable][];
}

/** One run of make. */
export interface Make {
  ctx: ToolContext;
  /** Directory it runs in. */
  cwd: string;
  /** `make`, or `make[1]` when a recipe calls it. */
  prefix: string;
  variables: Map<string, Variable>;
  exported: Set<string>;
  exportAll: boolean;
  rules: Rule[];
  phony: Set<string>;
  /** Where the reader is, for messages. */
  place: { file: string; line: number };
  silent: boolean;
  /** Characters that expansions have made: there is a bound. */
  written: number;
}

/** Exit code of every error (GNU make manual, "How to Run make"). */
export const makeError = 2;

/** `Makefile:3: *** missing separator.  Stop.` */
export function stop({ place }: Make, text: string): Failure {
  return new Failure(makeError, `${place.file}:${place.line}: *** ${text}.  Stop.\n`);
}

/** `make: *** No rule to make target 'x'.  Stop.` */
export function fatal({ prefix }: Pick<Make, 'prefix'>, text: string): Failure {
  return new Failure(makeError, `${prefix}: *** ${text}.  Stop.\n`);
}
