import { Cancelled } from '../kernel/kernel.ts';
import { builtins } from './builtins/index.ts';
import type { Container, Process, Program, Run } from './core/process.ts';
import { noReason, settle } from './core/process.ts';
import { newProcess } from './core/spawn.ts';
import { nowhere, Pipe, type Wire } from './core/wires.ts';
import { engine } from './exec/engine.ts';
import { playOutcome, scriptedOutcome } from './exec/outcome.ts';
import { flush } from './exec/redirect.ts';
import { endPipes } from './exec/simple.ts';
import { toStatus } from './exec/subshell.ts';
import { expandQuoted } from './expand/word.ts';
import { Interactive } from './interactive.ts';
import { makeFileSystem, makeLinks } from './layout.ts';
import { Bundled, bundledNames } from './programs/bundled.ts';
import { ownPrograms } from './programs/index.ts';
import { shOf } from './programs/sh.ts';
import { toolProgram } from './programs/tool.ts';
import { newRun, resultOf } from './run.ts';
import { systemOf } from './systems.ts';
import { Terminal } from './terminal.ts';
import type {
  ContainerShell,
  InteractiveShell,
  OutputChunk,
  RunningProcess,
  ShellHost,
  ShellResult,
  Tool,
} from './types.ts';
import { accountFiles, root, userNamed } from './users.ts';

/** What stands before the user's text. It is done by us; the script's lines are counted with it (`codebuild.md` §3.4). */
const HEADER = '\n\n\n';
/** The script that CodeBuild writes for each command, the files that carry its state, and what stands behind the user's text. */
const scriptIn = (directory: string) => {
  const [saved, place] = [`${directory}/env.sh`, `${directory}/dir.txt`];
  const trailer = `
CODEBUILD_LAST_EXIT=$?
export -p > ${saved}
pwd > ${place}
exit $CODEBUILD_LAST_EXIT
`;
  return { path: `${directory}/script.sh`, saved, place, trailer };
};

interface Options {
  host: ShellHost;
  tools: Tool[];
  /** Source files by path, relative ones under `cwd`. */
  files: Record<string, string | Uint8Array>;
  cwd: string;
  env: Record<string, string>;
  /** Directory of the script of each command. Default: CodeBuild's own. */
  scripts?: string;
}

/** Starts the shell of one build container. */
export async function createContainerShell(o: Options): Promise<ContainerShell> {
  const { host, scripts = '/codebuild/output/tmp' } = o;
  const justBash = (name: string): Program => ({
    name,
    run: (call) => bundled().run({ ...call, name }),
  });
  const own = [...ownPrograms(justBash), ...o.tools.map(toolProgram)];
  const programs = new Map(bundledNames().map((name) => [name, justBash(name)]));
  for (const program of own) programs.set(program.name, program);
  const hostname = o.env.HOSTNAME ?? host.ids.hex(`${host.scope}/hostname`, 12);
  const absent = new Set(o.tools.flatMap((tool) => (tool.absent ? [tool.name] : [])));
  const fs = makeFileSystem({
    programs: [...programs.keys()].filter((name) => !absent.has(name)),
    files: o.files,
    cwd: o.cwd,
    system: systemOf(host.image, shOf({ ...host, dialect: 'bash' })),
    hostname,
    now: host.clock.unix(),
    accounts: accountFiles(host.image),
    noise: () => host.ids.hex(`${host.scope}/urandom`, 8192),
  });
  await makeLinks(fs);
  // Made when it is first needed: many builds do without.
  let made: Bundled | null = null;
  const bundled = (): Bundled => {
    made ??= new Bundled(fs, own);
    return made;
  };
  const container: Container = {
    host,
    fs,
    engine,
    builtins,
    programs,
    regularExpression: (text, source) => bundled().regularExpression(text, source),
    pid: 100,
    user: root,
  };
  await fs.mkdir(scripts, { recursive: true });
  await fs.chmod(scripts, 0o777);
  return new Shell(container, o.cwd, new Map(Object.entries(o.env)), scriptIn(scripts));
}

class Shell implements ContainerShell {
  readonly fs: ContainerShell['fs'];
  readonly #container: Container;
  readonly #env: Map<string, string>;
  #cwd: string;
  readonly #files: ReturnType<typeof scriptIn>;
  #count = 0;
  #confinedTo: string | null = null;
  readonly #runs: Run[] = [];
  #script: RunningProcess | null = null;

  constructor(
    container: Container,
    cwd: string,
    env: Map<string, string>,
    files: ReturnType<typeof scriptIn>,
  ) {
    this.#files = files;
    this.fs = container.fs;
    this.#container = container;
    this.#cwd = cwd;
    this.#env = env;
  }

  setEnv(name: string, value: string): void {
    this.#env.set(name, value);
  }

  getEnv(): Record<string, string> {
    return Object.fromEntries(this.#env);
  }

  getCwd(): string {
    return this.#cwd;
  }

  async become(name: string, confinedTo: string | null = null): Promise<boolean> {
    const user = await userNamed(this.#container.fs, name);
    if (user === null) return false;
    this.#container.user = user;
    this.#confinedTo = confinedTo;
    return true;
  }

  processes(): RunningProcess[] {
    const jobs = this.#runs.flatMap((run) => run.jobs).filter((job) => job.status === null);
    const background = jobs.map(({ pid, text, startedAt }) => ({ pid, command: text, startedAt }));
    return this.#script === null ? background : [this.#script, ...background];
  }

  open(host: ShellHost): InteractiveShell {
    const container = { ...this.#container, host };
    return new Interactive(container, this.#cwd, new Map(this.#env));
  }

  /** Ends what still runs in the background: the container is gone. */
  stop(): void {
    for (const run of this.#runs) run.abort.abort(noReason);
  }

  async run(
    command: string,
    onOutput: (chunk: OutputChunk) => void,
    cancel?: AbortSignal,
  ): Promise<ShellResult> {
    const over = new AbortController();
    const run = this.#newRun(cancel, over.signal);
    let open = true;
    const terminal = new Terminal(this.#container.host, (chunk) => {
      if (open) onOutput(chunk);
    });
    const proc = this.#newProcess(run, terminal.fds());
    const outcome = scriptedOutcome(proc, command);
    const { ownership } = this.#container.fs;
    ownership.actor = this.#container.user.uid;
    ownership.confinedTo = this.#confinedTo;
    this.#script = { pid: proc.pid, command: `sh ${this.#files.path}`, startedAt: run.startedAt };
    let exitCode: number;
    try {
      exitCode =
        outcome === null
          ? await this.#runScript(proc, command)
          : await toStatus(proc, () => playOutcome(proc, outcome, command));
      await endPipes(proc, 0);
      await settle(proc);
    } catch (error) {
      if (run.crash !== undefined) throw run.crash;
      if (!(error instanceof Cancelled) || !run.endless) throw error;
      exitCode = 0;
    } finally {
      open = false;
      this.#script = null;
      // The agent, and what went to the background, are not held back.
      ownership.actor = 0;
      // What it left in the background ends with the container.
      over.abort(noReason);
    }
    if (run.crash !== undefined) throw run.crash;
    for (const job of run.jobs) if (!job.detached) job.kill();
    return resultOf(run, exitCode);
  }

  /** Runs the command's script; its state is kept if it got as far as saving it. */
  async #runScript(proc: Process, command: string): Promise<number> {
    const { saved, place, trailer } = this.#files;
    await this.fs.rm(saved, { force: true });
    // What another user saved cannot be written over.
    if (this.#container.user.uid !== 0) await this.fs.rm(place, { force: true });
    const text = HEADER + command + trailer;
    const status = await toStatus(proc, () => engine.text(proc, text));
    await flush(proc);
    if (await this.fs.exists(saved)) this.#save(proc);
    return status;
  }

  #save(proc: Process): void {
    this.#cwd = proc.cwd;
    this.#env.clear();
    for (const [name, value] of proc.vars.environment()) this.#env.set(name, value);
  }

  async expand(text: string): Promise<string> {
    const run = this.#newRun(undefined, new AbortController().signal);
    const wire: Wire = { sink: nowhere };
    const proc = this.#newProcess(
      run,
      new Map([
        [0, { input: new Pipe('') }],
        [1, wire],
        [2, wire],
      ]),
    );
    let value = text;
    await toStatus(proc, async () => {
      value = await expandQuoted(proc, text);
      return 0;
    });
    return value;
  }

  #newRun(cancel: AbortSignal | undefined, over: AbortSignal): Run {
    const run = newRun(this.#container, `cmd${this.#count++}`, cancel, over);
    this.#runs.push(run);
    return run;
  }

  #newProcess(run: Run, fds: Map<number, Wire>): Process {
    const proc = newProcess({
      run,
      thread: { debt: 0, signal: run.abort.signal },
      dialect: this.#container.host.dialect,
      arg0: this.#files.path,
      source: this.#files.path,
      args: [],
      cwd: this.#cwd,
      env: this.#env,
      fds,
      depth: 0,
    });
    // `set -a` of the header: every assignment is exported, and so kept.
    proc.options.add('a');
    proc.vars.exportAll = true;
    return proc;
  }
}
