import { Cancelled } from '../../kernel/kernel.ts';
import type { Fidelity } from '../../recording/events.ts';
import type { ContainerFs } from '../fileSystem.ts';
import type { Dialect, ShellHost } from '../types.ts';
import type { User } from '../users.ts';
import type { Command, FunctionDef, Statement } from './ast.ts';
import { encode } from './bytes.ts';
import { cost, Endless, limits } from './limits.ts';
import type { Variables } from './variables.ts';
import { type FileSink, Pipe, type Sink, type Wire } from './wires.ts';

/** Why signals are aborted is asked by nobody: without it, each would be given an error with a stack. */
export const noReason: unknown = null;

/** A command of the shell itself. */
export interface Builtin {
  run(proc: Process, args: string[], name: string): number | Promise<number>;
  /** POSIX special built-in: assignments before it stay, and dash ends the script when it fails. */
  special?: boolean;
  /** bash only: for dash it is an unknown command. */
  bash?: boolean;
}

/** How a program is called. */
export interface Call {
  proc: Process;
  name: string;
  args: string[];
  env: Map<string, string>;
}
/** A program on the container's PATH. */
export interface Program {
  name: string;
  /** Leaves part of its work to just-bash's program of that name. */
  partial?: boolean;
  run(call: Call): number | Promise<number>;
}

/** The interpreter, as built-ins and programs may use it. */
export interface Engine {
  /** Statements of a text, as far as it is well formed. */
  parse(text: string, dialect: Dialect): Promise<Statement[]>;
  /** Runs the statements of a whole script, complete command by complete command. */
  text(proc: Process, text: string): Promise<number>;
  statements(proc: Process, statements: readonly Statement[]): Promise<number>;
  command(proc: Process, command: Command): Promise<number>;
  /** Runs words as a simple command. @param plain `command`: functions are not looked at. */
  words(proc: Process, words: string[], plain?: boolean): Promise<number>;
  /** Runs a program by name or path in an environment: `env`, `xargs`, `nohup`, `timeout` … */
  program(call: Call): Promise<number>;
  /** Runs `body` in a subshell, to its exit status. */
  subshell(
    proc: Process,
    o: { thread?: Thread; fds?: Map<number, Wire> },
    body: (child: Process) => Promise<number>,
  ): Promise<number>;
  /** Where a program of that name is, as `command -v` says. */
  locate(proc: Process, name: string): Promise<string | null>;
}

/** One container: what lives longer than a command. */
export interface Container {
  host: ShellHost;
  fs: ContainerFs;
  engine: Engine;
  builtins: ReadonlyMap<string, Builtin>;
  programs: ReadonlyMap<string, Program>;
  /** The groups that a POSIX extended expression matches; null: none. */
  regularExpression(text: string, source: string): Promise<string[] | null | 'invalid'>;
  /** Next process id. */
  pid: number;
  /** Who runs the commands now. */
  user: User;
}

/** One buildspec command. */
export interface Run {
  container: Container;
  /** Unique in the story: prefix of ids. */
  key: string;
  /** Ends every thread of the run. */
  abort: AbortController;
  endless: boolean;
  /** ms of virtual time. */
  startedAt: number;
  steps: number;
  processes: number;
  fidelity: Fidelity;
  note: string | null;
  /** How often each program was called so far. */
  calls: Map<string, number>;
  /** The script could not be read to its end. */
  misread: boolean;
  /** A command ended for want of memory: the rule behind it. */
  exhausted?: 'shell.node-heap-limit' | 'shell.memory-killed';
  /** Pipes with a name in the file system: `<(…)` and `>(…)`, by path. */
  pipes: Map<string, { pipe: Pipe; done: Promise<number> }>;
  /** Background jobs of all its processes. */
  jobs: Job[];
  /** A fault of the simulator itself in a thread of its own. */
  crash: unknown;
  /** Files with text that is still to be stored. */
  dirty: Set<FileSink>;
}

/** One line of execution in time. Pipeline parts and background jobs have their own. */
export interface Thread {
  /** ms of virtual time that were used and not waited for yet. */
  debt: number;
  /** Ends it. */
  signal: AbortSignal;
  /** Under `timeout`, which ends what would not end by itself. */
  timed?: true;
}

export interface Job {
  pid: number;
  /** As it is written in the script. */
  text: string;
  /** ms of virtual time. */
  startedAt: number;
  /** Does not end with the script: `nohup`. */
  detached: boolean;
  /** Exit status, once there is one. */
  status: number | null;
  done: Promise<number>;
  kill(): void;
}

/** One shell process: everything that a subshell has a copy of. */
export interface Process {
  run: Run;
  thread: Thread;
  dialect: Dialect;
  /** `$0`. */
  arg0: string;
  /** The name error messages begin with: the script or sourced file. */
  source: string;
  /** At a prompt: bash's messages name no line. */
  interactive: boolean;
  /** Inside `eval`: what dash adds to the prefix. */
  within: string;
  line: number;
  /** Added to the tree's line numbers. */
  lineOffset: number;
  vars: Variables;
  functions: Map<string, FunctionDef>;
  aliases: Map<string, string>;
  options: Set<string>;
  args: string[];
  cwd: string;
  fds: Map<number, Wire>;
  /** Standard error before the redirections of the present command: where `set -x` writes. */
  traced: Wire | undefined;
  /** `$?` */
  status: number;
  /** Status of the last command substitution of the command being expanded. */
  substituted: number | null;
  pid: number;
  /** `$$`: of the main shell, also in subshells. */
  shellPid: number;
  lastJob: number | null;
  jobs: Job[];
  /** The background job it belongs to. */
  self: Job | null;
  /** Processes around it: substitutions, subshells, scripts. */
  depth: number;
  /** `eval`s and sourced files around the present command. */
  evals: number;
  /** Background jobs around it. */
  generation: number;
  /** Names of the functions being called, innermost first. */
  callers: string[];
  /** Command substitutions around the present command. */
  nested: number;
  /** Sourced files around the present command. */
  sourced: number;
  /** Loops around the present command. */
  loops: number;
  /** Above 0: `set -e` does not apply (conditions, left parts of lists). */
  lenient: number;
  traps: Map<string, string>;
  umask: number;
  /** Where programs were found. */
  hash: Map<string, string>;
  /** ms of virtual time at its start: `$SECONDS`. */
  startedAt: number;
  /** Position inside the present argument for `getopts`. */
  optionOffset: number;
  directoryStack: string[];
  pipeStatus: number[];
}

export function isBash(proc: Process): boolean {
  return proc.dialect !== 'dash';
}

/** A subshell: a copy whose changes its parent does not see. */
export function fork(proc: Process, thread: Thread = proc.thread): Process {
  const { run } = proc;
  run.processes++;
  if (run.processes > limits.processes || proc.depth > limits.depth) throw new Endless();
  return {
    ...proc,
    thread,
    vars: proc.vars.fork(),
    functions: new Map(proc.functions),
    aliases: new Map(proc.aliases),
    options: new Set(proc.options),
    args: [...proc.args],
    fds: new Map(proc.fds),
    pid: run.container.pid++,
    jobs: [],
    depth: proc.depth + 1,
    traps: new Map(),
    hash: new Map(proc.hash),
    directoryStack: [...proc.directoryStack],
    pipeStatus: [...proc.pipeStatus],
  };
}

/** Counts one simple command: 1 ms of virtual time, and a step towards the bounds. */
export function step(proc: Process): void {
  if (proc.thread.signal.aborted) throw new Cancelled();
  spend(proc.run, 1);
  proc.thread.debt++;
}

/** Counts steps towards the bounds of a command that may not end by itself. */
export function spend(run: Run, steps: number): void {
  run.steps += steps;
  if (run.steps < limits.steps) return;
  const elapsed = run.container.host.clock.now() - run.startedAt;
  if (run.steps > limits.steps + elapsed / limits.msPerStep) throw new Endless();
}

/** Waits for the virtual time that was used: before anything that others can see. */
export async function settle({ thread, run }: Pick<Process, 'thread' | 'run'>): Promise<void> {
  const ms = thread.debt;
  if (ms === 0) return;
  thread.debt = 0;
  run.steps += cost.wait;
  await run.container.host.clock.sleep(ms, thread.signal);
}

/** Lets virtual time pass. `Infinity`: until the thread is ended. */
export async function wait(proc: Process, ms: number): Promise<void> {
  const { thread, run } = proc;
  const total = ms + thread.debt;
  thread.debt = 0;
  run.steps += cost.wait;
  if (total === Number.POSITIVE_INFINITY) return new Pipe().arrival(thread.signal, cancelled);
  await run.container.host.clock.sleep(total, thread.signal);
}

function cancelled(): Error {
  return new Cancelled();
}

/** Waits until the pipe has something to read or its writer is done. False: nothing will come. */
export async function readable(proc: Process, pipe: Pipe, enough: () => boolean): Promise<void> {
  const { thread, run } = proc;
  while (!pipe.ended && !enough()) {
    await settle(proc);
    if (pipe.ended || enough()) return;
    await pipe.arrival(thread.signal, cancelled);
    // A queue entry of its own: the writer first runs on to its next wait.
    await run.container.host.clock.sleep(0, thread.signal);
  }
}

/** All of standard input. */
export async function readAll(proc: Process): Promise<string> {
  const input = proc.fds.get(0)?.input;
  if (input === undefined) return '';
  let all = '';
  for (;;) {
    await readable(proc, input, () => input.peek() !== '');
    all += input.take();
    if (all.length > limits.text) throw new Endless();
    if (input.ended && input.peek() === '') return all;
  }
}

/** Writes text to a file descriptor, at its virtual moment. False: the descriptor is closed. */
export async function write(proc: Process, fd: number, text: string): Promise<boolean> {
  return writeTo(proc, proc.fds.get(fd)?.sink, encode(text));
}

export async function writeTo(
  proc: Process,
  sink: Sink | undefined,
  bytes: string,
): Promise<boolean> {
  if (sink === undefined) return false;
  if (bytes === '') return true;
  if (sink.live) await settle(proc);
  sink.write(bytes);
  return true;
}
