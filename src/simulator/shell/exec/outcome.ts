import type { Outcome } from '../../scenario/types.ts';
import { type Process, wait, write } from '../core/process.ts';

/** True when the text of a command matches the glob of an outcome: `*` any text, `?` any character. */
export function matchesOutcome(glob: string, command: string): boolean {
  // Two pointers and the last star: never more than length × length steps.
  const [pattern, text] = [glob.trim(), command.trim()];
  let p = 0;
  let star = -1;
  let mark = 0;
  for (let t = 0; t < text.length; ) {
    const c = pattern.charAt(p);
    if (c === '*') {
      star = p++;
      mark = t;
    } else if (p < pattern.length && (c === '?' || c === text.charAt(t))) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++mark;
    } else {
      return false;
    }
  }
  return /^\**$/.test(pattern.slice(p));
}

/** The scenario's result for a command, if it gives one. */
export function scriptedOutcome(proc: Process, command: string): Outcome | null {
  const { outcomes } = proc.run.container.host;
  return outcomes.find((outcome) => matchesOutcome(outcome.command, command)) ?? null;
}

/** Plays a scripted result: waits, prints, creates the files, gives the exit code. */
export async function playOutcome(proc: Process, outcome: Outcome): Promise<number> {
  const { run } = proc;
  const { fs } = run.container;
  if (run.fidelity === 'modelled') run.fidelity = 'scripted';
  await wait(proc, (outcome.seconds ?? 0) * 1000);
  const line = (text: string) => (text === '' || text.endsWith('\n') ? text : `${text}\n`);
  await write(proc, 1, line(outcome.stdout ?? ''));
  await write(proc, 2, line(outcome.stderr ?? ''));
  for (const [path, text] of Object.entries(outcome.creates ?? {})) {
    const full = fs.resolvePath(proc.cwd, path);
    await fs.mkdir(full.slice(0, full.lastIndexOf('/')) || '/', { recursive: true });
    await fs.writeFile(full, text);
  }
  return outcome.exitCode;
}
