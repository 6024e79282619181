import { Cancelled } from '../../kernel/kernel.ts';
import { BrokenPipe, DiscardLine, ExitShell, LoopControl, ReturnFrom } from '../core/control.ts';
import { Endless, isExhausted } from '../core/limits.ts';
import { fork, noReason, type Process, type Thread } from '../core/process.ts';
import type { Wire } from '../core/wires.ts';

/** Exit status of a shell process that what was thrown ends; null: it is no way to end one. */
export function statusOf(thrown: unknown): number | null {
  if (thrown instanceof LoopControl) return 0;
  const ends =
    thrown instanceof ExitShell ||
    thrown instanceof ReturnFrom ||
    thrown instanceof DiscardLine ||
    thrown instanceof BrokenPipe;
  return ends ? thrown.status : null;
}

/**
 * Runs a shell process to its exit status, `trap … EXIT` included. Rejects with `Cancelled` when it is ended from outside, or
 * when a bound is reached, which ends the whole run.
 */
export function toStatus(proc: Process, body: () => Promise<number>): Promise<number> {
  return bounded(proc, async () => {
    const status = await caught(body);
    const exit = proc.traps.get('EXIT');
    if (exit === undefined) return status;
    proc.traps.delete('EXIT');
    proc.status = status;
    const after = await caught(async () => {
      await proc.run.container.engine.text(proc, exit);
      return -1;
    });
    return after === -1 ? status : after;
  });
}

/** Runs one line of a shell that lives on: as `toStatus`, but its `trap … EXIT` waits. */
export function lineStatus(proc: Process, body: () => Promise<number>): Promise<number> {
  return bounded(proc, () => caught(body));
}

async function bounded(proc: Process, body: () => Promise<number>): Promise<number> {
  try {
    return await body();
  } catch (error) {
    if (!(error instanceof Endless) && !isExhausted(error)) throw error;
    if (proc.thread.timed) throw error;
    proc.run.endless = true;
    proc.run.abort.abort(noReason);
    throw new Cancelled();
  }
}

async function caught(body: () => Promise<number>): Promise<number> {
  try {
    return await body();
  } catch (error) {
    const status = statusOf(error);
    if (status === null) throw error;
    return status;
  }
}

/** Runs `body` in a copy of the process. */
export function runSubshell(
  proc: Process,
  o: { thread?: Thread; fds?: Map<number, Wire> },
  body: (child: Process) => Promise<number>,
): Promise<number> {
  const child = fork(proc, o.thread ?? proc.thread);
  child.loops = 0;
  if (o.fds !== undefined) child.fds = new Map(o.fds);
  return toStatus(child, () => body(child));
}
