import { statOf } from '../core/files.ts';
import type { Call } from '../core/process.ts';
import { baseName, complainAs, print, resolve } from './support.ts';

/** What programs that move files about (`cp`, `mv`, `rm`) have in common. */

export const NO_FILE = 'No such file or directory';

export const parentOf = (path: string): string => path.slice(0, path.lastIndexOf('/')) || '/';

/** The last name of a path as it was written, slashes at its end left out. */
export function lastName(path: string): string {
  const bare = path.replace(/\/+$/, '');
  return bare.slice(bare.lastIndexOf('/') + 1);
}

export const join = (directory: string, name: string): string =>
  `${directory.replace(/\/+$/, '')}/${name}`;

/** What is at a path itself, links not followed; null when there is nothing. */
export async function entryOf(call: Call, path: string) {
  try {
    return await call.proc.run.container.fs.lstat(resolve(call, path));
  } catch {
    return null;
  }
}

export async function isDirectory(call: Call, path: string): Promise<boolean> {
  const { fs } = call.proc.run.container;
  return (await statOf(fs, resolve(call, path)))?.isDirectory === true;
}

/** Names of the entries of a directory, in order. */
export async function entriesOf(call: Call, path: string): Promise<string[]> {
  return (await call.proc.run.container.fs.readdir(resolve(call, path))).sort();
}

/** Operands of `cp` and `mv`: pairs of what to take and where to put it. A number: the exit status of a refusal. */
export async function pairs(
  call: Call,
  operands: readonly string[],
  o: { target: string | undefined; plain: boolean },
): Promise<[from: string, to: string][] | number> {
  const name = baseName(call);
  const help = `\nTry '${name} --help' for more information.`;
  const sources = o.target === undefined ? operands.slice(0, -1) : operands;
  const target = o.target ?? operands.at(-1);
  if (target === undefined) return complainAs(call, `missing file operand${help}`);
  if (sources.length === 0)
    return complainAs(
      call,
      o.target === undefined
        ? `missing destination file operand after '${target}'${help}`
        : `missing file operand${help}`,
    );
  const into = !o.plain && (await isDirectory(call, target));
  if (!into && (sources.length > 1 || o.target !== undefined)) {
    return complainAs(call, `target '${target}' is not a directory`);
  }
  return sources.map((from) => [from, into ? join(target, lastName(from)) : target]);
}

export function say(call: Call, verbose: boolean, text: string): Promise<number> | number {
  return verbose ? print(call, `${text}\n`) : 0;
}
