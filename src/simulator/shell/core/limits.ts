/**
 * Bounds of one buildspec command. Real builds stay far below them; what reaches one is taken for a command that does not end
 * by itself. Counts, not wall time, so that every machine gives the same recording.
 */
export const limits = {
  /** Steps: simple commands, and as many for dearer things as `cost` says. */
  steps: 100_000,
  /** ms of virtual time that pass for one more step: a loop that waits may go on for longer. */
  msPerStep: 20,
  /** Rounds of one loop. */
  rounds: 12_000,
  /** Processes inside processes: substitutions, subshells, scripts that call scripts. */
  depth: 150,
  /** Nested function calls. dash has this bound itself and says so; bash ends with a fault somewhat later. */
  calls: { dash: 1000, bash: 2000 },
  /** Nested `eval` and `.`: a shell has used up its stack by then. */
  evals: 1000,
  /** Background jobs begun by background jobs, in turn: more multiply for ever. */
  generations: 3,
  /** Parentheses and exclamation marks within one `test`. */
  nesting: 500,
  /** Processes started (subshells, pipeline parts, jobs, scripts). */
  processes: 20_000,
  /** Bytes to the log. */
  output: 4_000_000,
  /** Characters of one variable, pipe, file or result of an expansion. */
  text: 16_000_000,
  /** Characters compared by one `${x//pattern/}`. */
  comparisons: 400_000_000,
  /** Bytes of all files of a container. */
  disk: 64_000_000,
  /** Files and directories of a container. */
  files: 4000,
  /** Characters of a path: Linux's `PATH_MAX`. */
  path: 4096,
  /** Directories inside directories. */
  levels: 300,
  /** Words one expansion may give. */
  words: 100_000,
} as const;

/** Steps beside the one of each simple command. */
export const cost = {
  /** Starting a program. */
  program: 40,
  /** Letting virtual time pass. */
  wait: 3,
} as const;

/** Words of JavaScript engines for a stack or a memory that is used up. */
const EXHAUSTED =
  /call stack|string length|array length|array buffer allocation|too much recursion/i;

/** Something asked for more stack or memory than there is: handled like a bound. */
export function isExhausted(error: unknown): boolean {
  return error instanceof Error && EXHAUSTED.test(error.message);
}

/** Status of a shell that used up its stack: 128 + SIGSEGV (observed with dash 0.5.12 and bash 5.2). */
export const SEGFAULT = 139;

/** A bound was reached: the command would not end by itself. No wording of it ever reaches the log. */
export class Endless extends Error {
  constructor() {
    super('does not end by itself');
    this.name = 'Endless';
  }
}
