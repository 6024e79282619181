import { switchOption } from '../builtins/options.ts';
import { decode } from '../core/bytes.ts';
import { readBytes, statOf } from '../core/files.ts';
import { Endless, limits } from '../core/limits.ts';
import { type Call, type Program, readAll, write } from '../core/process.ts';
import { newProcess } from '../core/spawn.ts';
import type { Wire } from '../core/wires.ts';
import { toStatus } from '../exec/subshell.ts';
import { systemOf } from '../systems.ts';
import type { Dialect, ShellHost } from '../types.ts';

/** What `sh` is in an image: dash on Ubuntu, bash in POSIX mode on Amazon Linux (`codebuild.md` §3.4). */
export function shOf(host: ShellHost): Dialect {
  if (host.dialect !== 'bash') return host.dialect;
  return /amazonlinux|amazon-linux|\bal20|rhel|centos|fedora/i.test(host.image)
    ? 'bash-posix'
    : 'dash';
}

interface Start {
  text: string;
  source: string;
  arg0: string;
  args: string[];
  options?: string[];
  /** `-c`: bash says so in syntax errors. */
  argument?: boolean;
  cwd?: string | undefined;
  fds?: Map<number, Wire>;
}

/** Runs a script in a new shell process, to its exit status. */
export async function startShell(call: Call, start: Start): Promise<number> {
  const { proc, env } = call;
  const { run } = proc;
  if (proc.depth >= limits.depth || ++run.processes > limits.processes) throw new Endless();
  const base = call.name.slice(call.name.lastIndexOf('/') + 1);
  const child = newProcess({
    run,
    thread: proc.thread,
    dialect: base === 'bash' ? 'bash' : base === 'dash' ? 'dash' : shOf(run.container.host),
    arg0: start.arg0,
    source: start.source,
    args: start.args,
    cwd: start.cwd === undefined ? proc.cwd : run.container.fs.resolvePath(proc.cwd, start.cwd),
    env,
    fds: start.fds ?? new Map(proc.fds),
    depth: proc.depth + 1,
  });
  child.self = proc.self;
  if (start.argument && child.dialect !== 'dash') child.within = '-c: ';
  for (const option of start.options ?? []) switchOption(child, option, true);
  return toStatus(child, () => run.container.engine.text(child, start.text));
}

/** Options of `sh`, up to the script or `-c`. */
function readOptions(args: readonly string[]): {
  options: string[];
  command: boolean;
  /** `-s`: the script comes from standard input, whatever follows. */
  standard: boolean;
  rest: string[];
} {
  const options: string[] = [];
  let command = false;
  let standard = false;
  let i = 0;
  for (; i < args.length; i++) {
    const arg = args[i] ?? '';
    if (arg === '--' || arg === '-') {
      i++;
      break;
    }
    if (!/^[-+]./.test(arg)) break;
    if (arg.startsWith('--')) continue;
    for (const letter of arg.slice(1)) {
      if (letter === 'c') command = true;
      else if (letter === 's') standard = true;
      else if (letter === 'o' || letter === 'O') options.push(args[++i] ?? '');
      else if (arg.startsWith('-') && !'li'.includes(letter)) options.push(letter);
    }
  }
  return { options, command, standard, rest: args.slice(i) };
}

async function run(call: Call): Promise<number> {
  const { proc, name } = call;
  const { fs } = proc.run.container;
  const { options, command, standard, rest } = readOptions(call.args);
  const [first, ...others] = rest;
  if (call.args.includes('--version') && name.endsWith('bash')) {
    const { host } = proc.run.container;
    const { versions } = systemOf(host.image, shOf({ ...host, dialect: 'bash' }));
    await write(proc, 1, `${versions.bash}\n`);
    return 0;
  }
  if (command) {
    if (first === undefined) {
      const dash = !name.endsWith('bash') && shOf(proc.run.container.host) === 'dash';
      const text = dash
        ? `${name}: 0: -c requires an argument\n`
        : `${name}: -c: option requires an argument\n`;
      await write(proc, 2, text);
      return 2;
    }
    const [arg0 = name, ...args] = others;
    return startShell(call, { text: first, source: arg0, arg0, args, options, argument: true });
  }
  if (first === undefined || standard) {
    const text = decode(await readAll(proc));
    return startShell(call, { text, source: name, arg0: name, args: rest, options });
  }
  const path = fs.resolvePath(proc.cwd, first);
  const stat = await statOf(fs, path);
  const dash = !name.endsWith('bash') && shOf(proc.run.container.host) === 'dash';
  if (stat === null || stat.isDirectory) {
    const bash = stat === null ? 'No such file or directory' : 'Is a directory';
    const text = dash
      ? `${name}: 0: cannot open ${first}: No such file`
      : `${name}: ${first}: ${bash}`;
    await write(proc, 2, `${text}\n`);
    return dash ? 2 : stat === null ? 127 : 126;
  }
  const text = decode((await readBytes(fs, path)) ?? '');
  return startShell(call, { text, source: first, arg0: first, args: others, options });
}

export const shells: Program[] = ['sh', 'bash', 'dash'].map((name) => ({ name, run }));
