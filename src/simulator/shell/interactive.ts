import { Cancelled } from '../kernel/kernel.ts';
import { ExitAsked } from './core/control.ts';
import { type Container, noReason, type Process, type Run, settle } from './core/process.ts';
import { newProcess } from './core/spawn.ts';
import { engine } from './exec/engine.ts';
import { playOutcome, scriptedOutcome } from './exec/outcome.ts';
import { flush } from './exec/redirect.ts';
import { endPipes } from './exec/simple.ts';
import { lineStatus, toStatus } from './exec/subshell.ts';
import { parse } from './parse/parser.ts';
import { isUnfinished } from './parse/unfinished.ts';
import { newRun, resultOf } from './run.ts';
import { Terminal } from './terminal.ts';
import type { InteractiveShell, LineResult, OutputChunk } from './types.ts';

/** 128 + SIGINT: what Ctrl+C leaves. */
const interrupted = 130;

/** One process for all lines, as at a prompt. */
export class Interactive implements InteractiveShell {
  readonly #container: Container;
  readonly #proc: Process;
  readonly #never = new AbortController();
  /** Lines read so far: dash names them in its messages. */
  #lines = 0;
  #count = 0;

  constructor(container: Container, cwd: string, env: ReadonlyMap<string, string>) {
    this.#container = container;
    const run = newRun(container, 'start', undefined, this.#never.signal);
    const { dialect } = container.host;
    const name = dialect === 'bash' ? 'bash' : 'sh';
    this.#proc = {
      ...newProcess({
        run,
        thread: { debt: 0, signal: run.abort.signal },
        dialect,
        arg0: name,
        source: name,
        args: [],
        cwd,
        env,
        fds: new Map(),
        depth: 0,
      }),
      interactive: true,
    };
  }

  getCwd(): string {
    return this.#proc.cwd;
  }

  async type(
    text: string,
    onOutput: (chunk: OutputChunk) => void,
    cancel: AbortSignal,
  ): Promise<LineResult> {
    const { problem } = await parse(text, this.#proc.dialect);
    if (isUnfinished(text, problem)) {
      const { status: exitCode } = this.#proc;
      return { exitCode, unfinished: true, exited: false, fidelity: 'modelled', endless: false };
    }
    const over = new AbortController();
    const run = newRun(this.#container, `line${this.#count++}`, cancel, over.signal);
    let open = true;
    const terminal = new Terminal(this.#container.host, (chunk) => {
      if (open) onOutput(chunk);
    });
    this.#attach(run, terminal);
    let exited = false;
    let exitCode = interrupted;
    try {
      exitCode = await lineStatus(this.#proc, () =>
        this.#run(text).catch((thrown: unknown) => {
          exited = thrown instanceof ExitAsked;
          throw thrown;
        }),
      );
      if (exited) exitCode = await toStatus(this.#proc, async () => exitCode);
      await endPipes(this.#proc, 0);
      await settle(this.#proc);
    } catch (error) {
      if (run.crash === undefined && !(error instanceof Cancelled)) throw error;
    } finally {
      open = false;
      over.abort(noReason);
    }
    if (run.crash !== undefined) throw run.crash;
    this.#lines += text.split('\n').length;
    this.#proc.status = exitCode;
    const { rule: _rule, ...result } = resultOf(run, exitCode);
    return { ...result, unfinished: false, exited };
  }

  async #run(text: string): Promise<number> {
    const outcome = scriptedOutcome(this.#proc, text);
    const status =
      outcome === null
        ? await engine.text(this.#proc, text)
        : await playOutcome(this.#proc, outcome, text);
    await flush(this.#proc);
    return status;
  }

  /** The process goes on in a new run; what an interrupted line left half done is put right. */
  #attach(run: Run, terminal: Terminal): void {
    Object.assign(this.#proc, {
      run,
      thread: { debt: 0, signal: run.abort.signal },
      fds: terminal.fds(),
      traced: undefined,
      lineOffset: this.#lines,
      within: '',
      depth: 0,
      nested: 0,
      sourced: 0,
      loops: 0,
      lenient: 0,
      callers: [],
      substituted: null,
    } satisfies Partial<Process>);
  }
}
