import { decode } from '../core/bytes.ts';
import { ExitAsked, ExitShell, LoopControl, ReturnFrom } from '../core/control.ts';
import { readBytes, statOf } from '../core/files.ts';
import { limits, SEGFAULT } from '../core/limits.ts';
import { type Builtin, isBash, type Process, readAll } from '../core/process.ts';
import { complain, failure, say } from '../dialect/messages.ts';
import { numberOf, specialFailure } from './special.ts';

const succeed: Builtin = { run: () => 0 };

/** `exit` and `return`: their argument, or the last status. */
async function statusArgument(proc: Process, args: string[], name: string): Promise<number> {
  if (args[0] === undefined) return proc.status;
  const status =
    /^-?\d+$/.test(args[0]) && (isBash(proc) || !args[0].startsWith('-')) ? Number(args[0]) : null;
  if (status !== null) return status & 255;
  await complain(proc, `${name}: ${say(proc, 'illegalNumber', args[0])}`);
  throw new ExitShell(2);
}

const exit: Builtin = {
  special: true,
  async run(proc, args, name) {
    throw new ExitAsked(await statusArgument(proc, args, name));
  },
};

const returnBuiltin: Builtin = {
  special: true,
  async run(proc, args, name) {
    if (isBash(proc) && !proc.vars.inFunction && proc.sourced === 0) {
      return specialFailure(proc, "return: can only `return' from a function or sourced script", 2);
    }
    throw new ReturnFrom(await statusArgument(proc, args, name));
  },
};

function loopControl(kind: 'break' | 'continue'): Builtin {
  return {
    special: true,
    async run(proc, args) {
      const levels = args[0] === undefined ? 1 : numberOf(args[0]);
      if (proc.loops === 0 && isBash(proc)) {
        if (proc.dialect === 'bash-posix') return 0;
        await complain(proc, `${kind}: only meaningful in a \`for', \`while', or \`until' loop`);
        return 0;
      }
      if (levels === null || levels === 0) {
        await complain(proc, `${kind}: ${say(proc, 'illegalNumber', args[0] ?? '')}`);
        throw new ExitShell(isBash(proc) ? 128 : 2);
      }
      if (proc.loops === 0) return 0;
      throw new LoopControl(kind, Math.min(levels, proc.loops));
    },
  };
}

/** One `eval` or `.` inside another: on a stack of its own, until the real shell's would be used up. */
async function deeper(proc: Process): Promise<void> {
  if (proc.evals >= limits.evals) throw new ExitShell(SEGFAULT);
  await null;
}

const evalBuiltin: Builtin = {
  special: true,
  async run(proc, args) {
    const text = args.join(' ');
    if (text.trim() === '') return 0;
    await deeper(proc);
    const { within, line, lineOffset } = proc;
    proc.within = 'eval: ';
    proc.evals++;
    proc.nested++;
    // dash counts the lines of what it evaluates from 1, bash from the present line.
    proc.lineOffset = isBash(proc) ? line + lineOffset - 1 : 0;
    proc.status = 0;
    try {
      return await proc.run.container.engine.text(proc, text);
    } finally {
      const [evals, nested] = [proc.evals - 1, proc.nested - 1];
      Object.assign(proc, { within, line, lineOffset, evals, nested });
    }
  },
};

/** Finds the file of `.`: by path, or by name in `PATH` (bash outside POSIX mode: then here). */
async function sourceFile(proc: Process, name: string): Promise<string | null> {
  const { fs } = proc.run.container;
  const directories = name.includes('/')
    ? ['']
    : [
        ...(proc.vars.value('PATH') ?? '').split(':').map((directory) => `${directory}/`),
        ...(proc.dialect === 'bash' ? [''] : []),
      ];
  for (const directory of directories) {
    const path = fs.resolvePath(proc.cwd, directory + name);
    if ((await statOf(fs, path))?.isFile) return path;
    if (name === '/dev/null') return name;
  }
  return null;
}

const source: Builtin = {
  special: true,
  async run(proc, args, command) {
    const [name, ...rest] = args;
    if (name === undefined) {
      if (!isBash(proc)) return 0;
      return failure(proc, `${command}: filename argument required`, 2);
    }
    const path = await sourceFile(proc, name);
    if (path === null) {
      if (proc.dialect === 'bash') return failure(proc, `${name}: No such file or directory`, 1);
      if (isBash(proc))
        return specialFailure(
          proc,
          name.includes('/')
            ? `${name}: No such file or directory`
            : `${command}: ${name}: file not found`,
        );
      const why = name.includes('/') ? `cannot open ${name}: No such file` : `${name}: not found`;
      return specialFailure(proc, `.: ${why}`);
    }
    await deeper(proc);
    const { fs } = proc.run.container;
    const text = decode(
      path === '/dev/stdin' ? await readAll(proc) : ((await readBytes(fs, path)) ?? ''),
    );
    const { source: outer, within, line, lineOffset, args: outerArgs } = proc;
    Object.assign(proc, {
      source: name,
      within: '',
      lineOffset: 0,
      evals: proc.evals + 1,
      sourced: proc.sourced + 1,
    });
    if (rest.length > 0) proc.args = rest;
    proc.status = 0;
    try {
      return await proc.run.container.engine.text(proc, text);
    } catch (error) {
      if (error instanceof ReturnFrom) return error.status;
      throw error;
    } finally {
      Object.assign(proc, {
        source: outer,
        within,
        line,
        lineOffset,
        evals: proc.evals - 1,
        sourced: proc.sourced - 1,
      });
      if (rest.length > 0) proc.args = outerArgs;
    }
  },
};

/** `exec`: with a command, the shell ends with it; without, its redirections stay. */
const exec: Builtin = {
  special: true,
  async run(proc, args) {
    const [name, ...rest] = args[0] === '--' ? args.slice(1) : args;
    if (name === undefined) return 0;
    const { engine } = proc.run.container;
    const found = name.includes('/') || (await engine.locate(proc, name)) !== null;
    if (!found) {
      await complain(proc, `exec: ${name}: not found`);
      throw new ExitShell(127);
    }
    proc.traps.delete('EXIT');
    throw new ExitShell(
      await engine.program({ proc, name, args: rest, env: proc.vars.environment() }),
    );
  },
};

export const flowBuiltins: Record<string, Builtin> = {
  ':': { ...succeed, special: true },
  true: succeed,
  false: { run: () => 1 },
  exit,
  return: returnBuiltin,
  break: loopControl('break'),
  continue: loopControl('continue'),
  eval: evalBuiltin,
  '.': source,
  source: { ...source, bash: true },
  exec,
};
