import { matchesOutcome } from '../../scenario/outcomes.ts';
import type { Outcome } from '../../scenario/types.ts';
import { type Process, wait, write } from '../core/process.ts';
import { exhausted } from './memory.ts';

/** The scenario's result for a command, if it gives one. */
export function scriptedOutcome(proc: Process, command: string): Outcome | null {
  const { outcomes } = proc.run.container.host;
  return outcomes.find((outcome) => matchesOutcome(outcome.command, command)) ?? null;
}

/** Plays a scripted result: waits, prints, creates the files, gives the exit code. With too little memory it ends before. */
export async function playOutcome(
  proc: Process,
  outcome: Outcome,
  command: string,
): Promise<number> {
  const { run } = proc;
  const { fs } = run.container;
  if (run.fidelity === 'modelled') run.fidelity = 'scripted';
  await wait(proc, (outcome.seconds ?? 0) * 1000);
  const line = (text: string) => (text === '' || text.endsWith('\n') ? text : `${text}\n`);
  await write(proc, 1, line(outcome.stdout ?? ''));
  await write(proc, 2, line(outcome.stderr ?? ''));
  const short = exhausted(outcome, {
    command,
    nodeOptions: proc.vars.value('NODE_OPTIONS') ?? '',
    memory: run.container.host.memoryMiB ?? Number.POSITIVE_INFINITY,
  });
  if (short !== null) {
    run.exhausted = short.rule;
    await write(proc, 2, short.stderr);
    return short.exitCode;
  }
  for (const [path, text] of Object.entries(outcome.creates ?? {})) {
    const full = fs.resolvePath(proc.cwd, path);
    await fs.mkdir(full.slice(0, full.lastIndexOf('/')) || '/', { recursive: true });
    await fs.writeFile(full, text);
  }
  return outcome.exitCode;
}
