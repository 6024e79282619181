import { decode, encode } from '../core/bytes.ts';
import { type Call, type Process, type Program, readable, settle, wait } from '../core/process.ts';
import { flush } from '../exec/redirect.ts';
import type { Tool, ToolContext } from '../types.ts';
import { startShell } from './sh.ts';

/** A tool as a program of the container. */
export function toolProgram(tool: Tool): Program {
  return {
    name: tool.name,
    async run(call) {
      await settleInput(call.proc);
      await settle(call.proc);
      return tool.run(toolContext(call, tool.name));
    },
  };
}

/** What a pipe holds: a tool that is sent more (`yes | tool`) is not kept waiting for the rest. */
const PIPE_SIZE = 65_536;

/** A tool is handed its input as text, so a pipe has to be read to its end first. */
async function settleInput(proc: Process): Promise<void> {
  const input = proc.fds.get(0)?.input;
  if (input !== undefined && !input.ended)
    await readable(proc, input, () => input.peek().length >= PIPE_SIZE);
}

function toolContext(call: Call, name: string): ToolContext {
  const { proc, args, env } = call;
  const { run } = proc;
  const { host, fs } = run.container;
  const count = run.calls.get(name) ?? 0;
  run.calls.set(name, count + 1);
  let stdin: string | null = null;
  const writer = (fd: number) => (text: string) => {
    if (text !== '') proc.fds.get(fd)?.sink?.write(encode(text));
  };
  return {
    args,
    called: call.name,
    env: Object.fromEntries(env),
    cwd: proc.cwd,
    // Read only when asked for: a loop around the tool may want the rest itself.
    get stdin() {
      stdin ??= decode(proc.fds.get(0)?.input?.take() ?? '');
      return stdin;
    },
    fs,
    host,
    stdout: writer(1),
    stderr: writer(2),
    async sleep(ms) {
      await flush(proc);
      await wait(proc, ms);
    },
    async sh(script, o) {
      await flush(proc);
      const child = new Map([...env, ...Object.entries(o?.env ?? {})]);
      const fds = new Map(proc.fds);
      return startShell(
        { ...call, name: 'sh', env: child },
        { text: script, source: 'sh', args: [], arg0: 'sh', cwd: o?.cwd, fds },
      );
    },
    key: (part) => `${run.key}/${name}#${count}/${part}`,
    assumed(note) {
      run.fidelity = 'assumed';
      run.note ??= note;
    },
  };
}
