import { statOf } from '../core/files.ts';
import { type Builtin, isBash, type Process } from '../core/process.ts';
import { failure } from '../dialect/messages.ts';
import { print } from './echo.ts';

/** Makes a directory the present one. Null: done; else why not. */
async function change(proc: Process, target: string): Promise<'missing' | 'file' | null> {
  const { fs } = proc.run.container;
  const path = fs.resolvePath(proc.cwd, target);
  const stat = await statOf(fs, path);
  if (stat === null) return 'missing';
  if (!stat.isDirectory) return 'file';
  proc.vars.set('OLDPWD', proc.cwd);
  proc.cwd = path;
  proc.vars.set('PWD', path);
  proc.directoryStack[0] = path;
  return null;
}

function cannot(proc: Process, target: string, why: 'missing' | 'file'): Promise<number> {
  if (!isBash(proc)) return failure(proc, `cd: can't cd to ${target}`);
  const reason = why === 'missing' ? 'No such file or directory' : 'Not a directory';
  return failure(proc, `cd: ${target}: ${reason}`);
}

const cd: Builtin = {
  async run(proc, args) {
    const words = args.filter((arg, i) => !(/^-[LPe@]+$/.test(arg) || (arg === '--' && i === 0)));
    if (isBash(proc) && words.length > 1) return failure(proc, 'cd: too many arguments');
    const [target] = words;
    const home = proc.vars.value('HOME');
    if (target === undefined) {
      if (home === undefined) return isBash(proc) ? failure(proc, 'cd: HOME not set') : 0;
      const why = await change(proc, home);
      return why === null ? 0 : cannot(proc, home, why);
    }
    if (target === '-') {
      const old = proc.vars.value('OLDPWD');
      if (old === undefined) return isBash(proc) ? failure(proc, 'cd: OLDPWD not set') : 0;
      const why = await change(proc, old);
      return why === null ? print(proc, 'cd', `${proc.cwd}\n`) : cannot(proc, old, why);
    }
    const why = await change(proc, target === '' ? '.' : target);
    return why === null ? 0 : cannot(proc, target, why);
  },
};

const pwd: Builtin = {
  async run(proc, args) {
    const physical = args.includes('-P');
    const path = physical ? await proc.run.container.fs.realpath(proc.cwd) : proc.cwd;
    return print(proc, 'pwd', `${path}\n`);
  },
};

const tilde = (proc: Process, path: string) => {
  const home = proc.vars.value('HOME') ?? '';
  return home !== '' && (path === home || path.startsWith(`${home}/`))
    ? `~${path.slice(home.length)}`
    : path;
};

function listStack(proc: Process): Promise<number> {
  const stack = [proc.cwd, ...proc.directoryStack.slice(1)];
  return print(proc, 'dirs', `${stack.map((path) => tilde(proc, path)).join(' ')}\n`);
}

const pushd: Builtin = {
  bash: true,
  async run(proc, args) {
    const target = args[0] ?? proc.directoryStack[1];
    if (target === undefined) return failure(proc, 'pushd: no other directory');
    const rest = proc.directoryStack.slice(args[0] === undefined ? 2 : 1);
    const from = proc.cwd;
    const why = await change(proc, target);
    if (why !== null) {
      const reason = why === 'missing' ? 'No such file or directory' : 'Not a directory';
      return failure(proc, `pushd: ${target}: ${reason}`);
    }
    proc.directoryStack = [proc.cwd, from, ...rest];
    return listStack(proc);
  },
};

const popd: Builtin = {
  bash: true,
  async run(proc) {
    const [, target, ...rest] = proc.directoryStack;
    if (target === undefined) return failure(proc, 'popd: directory stack empty');
    await change(proc, target);
    proc.directoryStack = [proc.cwd, ...rest];
    return listStack(proc);
  },
};

const dirs: Builtin = { bash: true, run: (proc) => listStack(proc) };

export const directoryBuiltins: Record<string, Builtin> = { cd, pwd, pushd, popd, dirs };
