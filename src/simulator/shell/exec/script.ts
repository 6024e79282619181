import { Cancelled } from '../../kernel/kernel.ts';
import type { Statement } from '../core/ast.ts';
import { DiscardLine, ExitShell } from '../core/control.ts';
import { Endless, limits } from '../core/limits.ts';
import { fork, isBash, type Job, noReason, type Process, settle, write } from '../core/process.ts';
import { Pipe } from '../core/wires.ts';
import { prefix } from '../dialect/messages.ts';
import { parse } from '../parse/parser.ts';
import { syntaxMessage } from '../parse/syntax.ts';
import { runPipeline } from './pipeline.ts';
import { runSubshell } from './subshell.ts';

/** Words of bash's grammar that our parser does not know: bash itself would go on. */
const NOT_SIMULATED = /^syntax error near unexpected token `(select|coproc)'/;

/** Runs a script as a shell reads it: complete command by complete command, until the end or a syntax error. */
export async function runText(proc: Process, text: string): Promise<number> {
  const { commands, problem } = await parse(text, proc.dialect);
  for (const { statements, line } of commands) {
    proc.line = line;
    try {
      await runStatements(proc, statements);
    } catch (error) {
      if (!(error instanceof DiscardLine)) throw error;
      proc.status = error.status;
    }
  }
  if (problem === undefined) return proc.status;
  const message = syntaxMessage(problem, text, proc.dialect);
  const word = message.texts.map((part) => NOT_SIMULATED.exec(part)?.[1]).find((each) => each);
  if (word !== undefined && isBash(proc)) {
    proc.run.fidelity = 'assumed';
    proc.run.note ??= `bash's "${word}" is not simulated: the command is not run from there on.`;
    throw new ExitShell(0);
  }
  const line = message.line + proc.lineOffset;
  const start =
    isBash(proc) && proc.within !== ''
      ? `${proc.source}: ${proc.within.replace(' ', '')} line ${line}: `
      : prefix(proc, line);
  for (const part of message.texts) await write(proc, 2, `${start}${part}\n`);
  proc.run.misread = true;
  proc.status = 2;
  if (proc.dialect === 'bash' && proc.within.startsWith('eval')) return 2;
  throw new ExitShell(2);
}

/** Runs statements one after the other; the last one's status counts. */
export async function runStatements(
  proc: Process,
  statements: readonly Statement[],
): Promise<number> {
  for (const statement of statements) await runStatement(proc, statement);
  return proc.status;
}

/** Runs a list: pipelines joined by `&&`, `||` and `;`, in the foreground or behind `&`. */
async function runStatement(proc: Process, statement: Statement): Promise<void> {
  if (statement.background) {
    await runInBackground(proc, statement);
    return;
  }
  await runList(proc, statement);
}

async function runList(proc: Process, { pipelines, operators }: Statement): Promise<number> {
  for (const [index, pipeline] of pipelines.entries()) {
    const before = operators[index - 1];
    if (before === '&&' && proc.status !== 0) continue;
    if (before === '||' && proc.status === 0) continue;
    const after = operators[index];
    // What another part of the list looks at does not end the script under `set -e`.
    const lenient = after === '&&' || after === '||' || pipeline.negated;
    if (lenient) proc.lenient++;
    try {
      proc.status = await runPipeline(proc, pipeline);
    } finally {
      if (lenient) proc.lenient--;
    }
  }
  return proc.status;
}

/** `list &`: a subshell with a line of execution of its own. */
async function runInBackground(proc: Process, statement: Statement): Promise<void> {
  const { run } = proc;
  await settle(proc);
  const controller = new AbortController();
  const kill = () => controller.abort(noReason);
  proc.thread.signal.addEventListener('abort', kill, { once: true });
  const thread = { debt: 0, signal: controller.signal };
  const parent = fork(proc, thread);
  if (++parent.generation > limits.generations) throw new Endless();
  parent.fds.set(0, { input: new Pipe('') });
  const job: Job = {
    pid: parent.pid,
    text: (statement.sourceText ?? '').replace(/\s*&\s*$/, ''),
    startedAt: run.container.host.clock.now(),
    detached: false,
    status: null,
    done: Promise.resolve(0),
    kill,
  };
  parent.self = job;
  job.done = runSubshell(parent, { thread }, async (child) => {
    await run.container.host.clock.sleep(0, thread.signal);
    return runList(child, statement);
  }).then(
    (status) => ended(job, status),
    (error: unknown) => {
      if (!(error instanceof Cancelled)) run.crash ??= error;
      return ended(job, 143);
    },
  );
  const outer = proc.thread.signal;
  void job.done.then(() => outer.removeEventListener('abort', kill));
  run.jobs.push(job);
  proc.jobs.push(job);
  proc.lastJob = job.pid;
  proc.status = 0;
}

function ended(job: Job, status: number): number {
  job.status = status;
  return status;
}
