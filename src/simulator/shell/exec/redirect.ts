import type { Redirection } from '../core/ast.ts';
import { encode } from '../core/bytes.ts';
import { readBytes, statOf } from '../core/files.ts';
import { isBash, type Process, write } from '../core/process.ts';
import { FileSink, nowhere, Pipe, type Sink, type Wire, Zeros } from '../core/wires.ts';
import { prefix, say } from '../dialect/messages.ts';
import { expandText } from '../expand/word.ts';
import { ZEROS } from '../fileSystem.ts';
import { refusals } from '../ownership.ts';

/** A redirection that cannot be made; the message is the shell's, without prefix. */
export class RedirectionProblem {
  readonly message: string;
  constructor(message: string) {
    this.message = message;
  }
}

type Fds = Map<number, Wire>;

/** The descriptors of a command: those of its process, changed by its redirections from left to right. */
export async function redirect(proc: Process, redirections: readonly Redirection[]): Promise<Fds> {
  const fds: Fds = new Map(proc.fds);
  for (const redirection of redirections) await apply(proc, fds, redirection);
  return fds;
}

async function apply(proc: Process, fds: Fds, redirection: Redirection): Promise<void> {
  const { operator, target } = redirection;
  const input = operator.startsWith('<');
  let fd = redirection.fd ?? (input ? 0 : 1);
  if (redirection.fdVariable !== undefined) {
    fd = 10;
    while (fds.has(fd)) fd++;
    proc.vars.set(redirection.fdVariable, String(fd));
  }
  if (target.type === 'HereDoc') {
    const { content, stripTabs } = target;
    const text = await expandText(proc, content);
    if (target.terminated === false && isBash(proc)) {
      const line = proc.line + proc.lineOffset;
      const message = `warning: here-document at line ${line} delimited by end-of-file (wanted \`${target.delimiter}')`;
      await write(proc, 2, `${prefix(proc, line + text.split('\n').length - 1)}${message}\n`);
    }
    fds.set(fd, { input: new Pipe(encode(stripTabs ? text.replace(/^\t+/gm, '') : text)) });
    return;
  }
  const text = await expandText(proc, target);
  switch (operator) {
    case '<<<':
      fds.set(fd, { input: new Pipe(encode(`${text}\n`)) });
      return;
    case '<':
    case '<>':
      fds.set(fd, { input: await openInput(proc, fds, text) });
      return;
    case '<&':
    case '>&':
      if (text === '-') fds.delete(fd);
      else if (/^\d+$/.test(text)) fds.set(fd, duplicate(proc, fds, text));
      else await both(proc, fds, text, false);
      return;
    case '&>':
    case '&>>':
      await both(proc, fds, text, operator === '&>>');
      return;
    default:
      fds.set(fd, { sink: await openOutput(proc, fds, text, operator === '>>') });
  }
}

function duplicate(proc: Process, fds: Fds, fd: string): Wire {
  const wire = fds.get(Number(fd));
  if (wire === undefined) throw new RedirectionProblem(say(proc, 'badDescriptor', fd));
  return wire;
}

async function both(proc: Process, fds: Fds, path: string, append: boolean): Promise<void> {
  const sink = await openOutput(proc, fds, path, append);
  fds.set(1, { sink });
  fds.set(2, { sink });
}

/** `/dev/stdout`, `/dev/fd/3` … Null: an ordinary path. */
function device(proc: Process, fds: Fds, path: string): Wire | null {
  if (path === '/dev/null') return { sink: nowhere, input: new Pipe('') };
  const named = proc.run.pipes.get(path);
  if (named !== undefined) return { sink: named.pipe, input: named.pipe };
  const numbers: Record<string, string> = {
    '/dev/stdin': '0',
    '/dev/stdout': '1',
    '/dev/stderr': '2',
  };
  const fd = numbers[path] ?? /^\/dev\/fd\/(\d+)$/.exec(path)?.[1];
  return fd === undefined ? null : duplicate(proc, fds, fd);
}

async function openInput(proc: Process, fds: Fds, path: string): Promise<Pipe> {
  const known = device(proc, fds, path);
  if (known !== null) return known.input ?? new Pipe('');
  const { fs } = proc.run.container;
  const full = fs.resolvePath(proc.cwd, path);
  if (full === ZEROS) return new Zeros();
  const content = await readBytes(fs, full);
  if (content === null) throw new RedirectionProblem(say(proc, 'cannotOpen', path));
  return new Pipe(content);
}

/** Opens a file for writing, as `>` and `>>` do. Throws `RedirectionProblem`. */
async function openOutput(proc: Process, fds: Fds, path: string, append: boolean): Promise<Sink> {
  const known = device(proc, fds, path);
  if (known !== null) return known.sink ?? nowhere;
  const { fs } = proc.run.container;
  const full = fs.resolvePath(proc.cwd, path);
  const there = await statOf(fs, full);
  const parent = full.slice(0, full.lastIndexOf('/')) || '/';
  if (path === '' || (there === null && !(await statOf(fs, parent))?.isDirectory)) {
    throw new RedirectionProblem(say(proc, 'cannotCreate', path));
  }
  if (there?.isDirectory) throw new RedirectionProblem(say(proc, 'isDirectory', path));
  await flush(proc);
  try {
    await fs.ownership.write(full);
  } catch (reason) {
    const [, code = 'EACCES'] =
      /^(E\w+):/.exec(reason instanceof Error ? reason.message : '') ?? [];
    throw new RedirectionProblem(say(proc, 'mayNotCreate', `${path}: ${refusals[code] ?? ''}`));
  }
  if (!append || there === null) await fs.writeFile(full, '');
  return new FileSink(fs, full, proc.run.dirty);
}

/** Stores what was written to files so far, so that the next command finds it there. */
export async function flush(proc: Process): Promise<void> {
  for (const file of proc.run.dirty) await file.flush();
}

/** Status of a command whose redirection failed. */
export function redirectionStatus(proc: Process): number {
  return isBash(proc) ? 1 : 2;
}
