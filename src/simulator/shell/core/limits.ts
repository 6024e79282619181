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
  /** Nested function calls, sourced files, substitutions. */
  depth: 150,
  /** Processes started (subshells, pipeline parts, jobs, scripts). */
  processes: 20_000,
  /** Bytes to the log. */
  output: 4_000_000,
  /** Characters of one variable, pipe, file or result of an expansion. */
  text: 16_000_000,
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

/** A bound was reached: the command would not end by itself. No wording of it ever reaches the log. */
export class Endless extends Error {
  constructor() {
    super('does not end by itself');
    this.name = 'Endless';
  }
}
