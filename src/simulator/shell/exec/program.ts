import { readBytes, statOf } from '../core/files.ts';
import { cost, Endless, limits } from '../core/limits.ts';
import {
  type Call,
  isBash,
  type Process,
  type Program,
  settle,
  spend,
  write,
} from '../core/process.ts';
import { complain, say } from '../dialect/messages.ts';
import { refusals } from '../ownership.ts';
import { rootOnly } from './rootOnly.ts';

/** First bytes of the files that stand for the programs we know: as those of a Linux executable. */
const MARK = '\x7fELF\x02\x01\x01\0pipeglass\0';

/** Content of the executable of a program by name. Copying, moving or downloading it gives a working program. */
export function programFile(name: string): string {
  return `${MARK}${name}\n`;
}

/** Name of the program that stands for all those that a build installs and that are not simulated. */
export const standIn = 'pipeglass-installed-program';

/** The content stands for a program of the image or an installed one. */
export const isProgramFile = (content: string): boolean => content.startsWith(MARK);

function programOf(content: string): string | null {
  return content.startsWith(MARK) ? content.slice(MARK.length).trim() : null;
}

const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** Path of the program that a bare name stands for: the first executable file in the directories of `PATH`. */
export async function locate(proc: Process, name: string): Promise<string | null> {
  const search = proc.vars.value('PATH') ?? DEFAULT_PATH;
  const key = `${search}\n${name}`;
  const known = proc.hash.get(key);
  if (known !== undefined && (await isExecutable(proc, known))) return known;
  if (name === '' || name.includes('/')) return null;
  for (const directory of search.split(':')) {
    const path = `${directory === '' ? '.' : directory.replace(/\/$/, '')}/${name}`;
    if (!(await isExecutable(proc, path))) continue;
    proc.hash.set(key, path);
    return path;
  }
  return null;
}

async function isExecutable(proc: Process, path: string): Promise<boolean> {
  const { fs } = proc.run.container;
  const stat = await statOf(fs, fs.resolvePath(proc.cwd, path));
  return stat?.isFile === true && (stat.mode & 0o111) !== 0;
}

/** Runs a program by name or path to its exit status: 127 when there is none, 126 when it cannot be run. */
export async function runProgram(call: Call): Promise<number> {
  const { proc, name } = call;
  spend(proc.run, cost.program);
  await settle(proc);
  if (!name.includes('/')) {
    const path = await locate(proc, name);
    if (path === null) {
      const id = name === '' && proc.dialect === 'dash' ? 'denied' : 'notFound';
      return refuse(proc, say(proc, id, name), 127);
    }
    return execute({ ...call, name: path }, name);
  }
  const { fs } = proc.run.container;
  const stat = await statOf(fs, fs.resolvePath(proc.cwd, name));
  if (stat === null) {
    const parent = await statOf(
      fs,
      fs.resolvePath(proc.cwd, name.slice(0, name.lastIndexOf('/')) || '/'),
    );
    if (parent?.isFile && isBash(proc)) return refuse(proc, say(proc, 'notDirectory', name), 126);
    return refuse(proc, say(proc, 'pathNotFound', name), 127);
  }
  if (stat.isDirectory) return refuse(proc, say(proc, 'directory', name), 126);
  if ((stat.mode & 0o111) === 0) return refuse(proc, say(proc, 'denied', name), 126);
  return execute(call, name);
}

async function refuse(proc: Process, message: string, status: number): Promise<number> {
  await complain(proc, message);
  return status;
}

/** Runs the file at `call.name`. @param typed the name as the user wrote it. */
async function execute(call: Call, typed: string): Promise<number> {
  const { proc } = call;
  const { container } = proc.run;
  const path = container.fs.resolvePath(proc.cwd, call.name);
  const content = (await readBytes(container.fs, path)) ?? '';
  const name = programOf(content);
  if (name !== null) {
    const program = container.programs.get(name) ?? container.programs.get(standIn);
    if (program !== undefined) return runAllowed(program, { ...call, name: typed });
    return refuse(proc, `${typed}: cannot execute binary file: Exec format error`, 126);
  }
  if (proc.depth >= limits.depth) throw new Endless();
  const shebang = /^#! *([^\n]*)/.exec(content)?.[1];
  const script = call.name.includes('/') ? call.name : path;
  if (shebang === undefined) {
    const shell = proc.dialect === 'bash' ? 'bash' : 'sh';
    return runShell(call, shell, [script, ...call.args]);
  }
  const [, interpreter = '', argument] = /^(\S*) *(.*)$/.exec(shebang) ?? [];
  const words = [...(argument ? [argument] : []), script, ...call.args];
  const stat = await statOf(container.fs, interpreter);
  if (interpreter === '' || stat === null) {
    return refuse(proc, say(proc, 'noInterpreter', typed), 127);
  }
  return runProgram({ ...call, name: interpreter, args: words });
}

/** What programs say when they may not write, before the path. The others name the path alone. */
const attempts: Readonly<Record<string, string>> = {
  cp: 'cannot create regular file ',
  ln: 'failed to create link ',
  mkdir: 'cannot create directory ',
  mktemp: 'failed to create file via template ',
  mv: 'cannot move ',
  rm: 'cannot remove ',
  touch: 'cannot touch ',
};

/** Runs a program; one that may not write where it wants to says so, and ends with 1. */
async function runAllowed(program: Program, call: Call): Promise<number> {
  const refused = await rootOnly(call);
  if (refused !== null) return refused;
  try {
    return await program.run(call);
  } catch (reason) {
    const [, code, full = ''] =
      /^(EACCES|EROFS|EPERM): [^,]+, \w+ '(.*)'$/s.exec(
        reason instanceof Error ? reason.message : '',
      ) ?? [];
    if (code === undefined) throw reason;
    const { fs } = call.proc.run.container;
    const shown = call.args.find((arg) => fs.resolvePath(call.proc.cwd, arg) === full) ?? full;
    const name = call.name.slice(call.name.lastIndexOf('/') + 1);
    const attempt = Object.hasOwn(attempts, name) ? attempts[name] : undefined;
    const what = attempt === undefined ? shown : `${attempt}'${shown}'`;
    await write(call.proc, 2, `${name}: ${what}: ${refusals[code]}\n`);
    return 1;
  }
}

async function runShell(call: Call, shell: string, args: string[]): Promise<number> {
  const program = call.proc.run.container.programs.get(shell);
  return program === undefined ? 127 : program.run({ ...call, name: shell, args });
}
