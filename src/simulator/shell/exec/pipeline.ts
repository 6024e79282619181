import type { Command, Pipeline } from '../core/ast.ts';
import { ExitShell } from '../core/control.ts';
import { fork, isBash, type Process, settle, write } from '../core/process.ts';
import { Pipe } from '../core/wires.ts';
import { failure, say } from '../dialect/messages.ts';
import { runCommand } from './command.ts';
import { flush } from './redirect.ts';
import { runSubshell } from './subshell.ts';

/** Commands whose own failure `set -e` looks at; inside the others it has looked already. */
const CHECKED: ReadonlySet<Command['type']> = new Set([
  'SimpleCommand',
  'Subshell',
  'ArithmeticCommand',
  'ConditionalCommand',
]);

/** Runs a pipeline to its exit status. With `set -e` a failure ends the script, unless something tests the status. */
export async function runPipeline(proc: Process, pipeline: Pipeline): Promise<number> {
  const { commands, negated } = pipeline;
  const [only] = commands;
  const started = proc.run.container.host.clock.now() + proc.thread.debt;
  let status: number;
  if (pipeline.timed && !isBash(proc)) {
    // For dash `time` is a program, and the images have none.
    status = await failure(proc, say(proc, 'notFound', 'time'), 127);
  } else if (only === undefined) status = 0;
  else if (commands.length === 1) {
    status = await runCommand(proc, only);
    if (only.type === 'SimpleCommand') proc.pipeStatus = [status];
  } else status = await runStages(proc, pipeline);
  if (pipeline.timed && isBash(proc)) await printTimes(proc, started);
  if (negated) return status === 0 ? 1 : 0;
  const checked = commands.length > 1 || (only !== undefined && CHECKED.has(only.type));
  if (status === 0 || !checked || proc.lenient > 0) return status;
  proc.status = status;
  const action = proc.traps.get('ERR');
  if (action !== undefined) await runTrap(proc, action);
  if (proc.options.has('e')) throw new ExitShell(status);
  return status;
}

/** `trap … ERR`: the action does not set itself off. */
async function runTrap(proc: Process, action: string): Promise<void> {
  const { status } = proc;
  proc.traps.delete('ERR');
  await proc.run.container.engine.text(proc, action);
  proc.traps.set('ERR', action);
  proc.status = status;
}

/** Runs the parts of a pipeline side by side, each in a subshell, joined by pipes. */
async function runStages(proc: Process, { commands, pipeStderr }: Pipeline): Promise<number> {
  await settle(proc);
  await flush(proc);
  const stages: Promise<number>[] = [];
  let input: Pipe | null = null;
  for (const [index, command] of commands.entries()) {
    const last = index === commands.length - 1;
    const output = last ? null : new Pipe();
    stages.push(runStage(proc, command, input, output, pipeStderr?.[index] === true));
    input = output;
  }
  const results = await Promise.allSettled(stages);
  const failed = results.find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  const statuses = results.map((result) => (result.status === 'fulfilled' ? result.value : 1));
  proc.pipeStatus = statuses;
  const last = statuses.at(-1) ?? 0;
  if (!proc.options.has('pipefail') || !isBash(proc)) return last;
  return statuses.findLast((status) => status !== 0) ?? 0;
}

async function runStage(
  proc: Process,
  command: Command,
  input: Pipe | null,
  output: Pipe | null,
  withErrors: boolean,
): Promise<number> {
  const { container } = proc.run;
  const thread = { ...proc.thread, debt: 0 };
  const fds = new Map(proc.fds);
  if (input !== null) fds.set(0, { input });
  if (output !== null) fds.set(1, { sink: output });
  if (output !== null && withErrors) fds.set(2, { sink: output });
  const parent = fork(proc, thread);
  try {
    return await runSubshell(parent, { thread, fds }, async (child) => {
      // A queue entry of its own, so that no part interleaves with another within an instant.
      await container.host.clock.sleep(0, thread.signal);
      const status = await runCommand(child, command);
      await settle(child);
      return status;
    });
  } finally {
    output?.end();
    input?.close();
  }
}

/** `time pipeline` (bash). */
async function printTimes(proc: Process, started: number): Promise<void> {
  const { clock } = proc.run.container.host;
  const ms = Math.round(clock.now() + proc.thread.debt - started);
  const show = (value: number) =>
    `${Math.floor(value / 60000)}m${((value % 60000) / 1000).toFixed(3)}s`;
  await write(proc, 2, `\nreal\t${show(ms)}\nuser\t${show(0)}\nsys\t${show(0)}\n`);
}
