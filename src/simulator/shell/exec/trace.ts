import type { Assignment } from '../core/ast.ts';
import { encode } from '../core/bytes.ts';
import { isBash, type Process, writeTo } from '../core/process.ts';
import { variableValue } from '../expand/parameter.ts';
import { expandQuoted } from '../expand/word.ts';

/** A word as `set -x` prints it: bash quotes what needs it, dash prints it as it is. */
export function traceWord(proc: Process, word: string): string {
  if (!isBash(proc)) return word;
  return word !== '' && /^[\w@%+=:,./~^-]+$/.test(word) ? word : `'${word.replace(/'/g, "'\\''")}'`;
}

/** Prints a command before it runs. To be called under `set -x` only. */
export async function trace(proc: Process, words: readonly string[]): Promise<void> {
  const prompt = await expandQuoted(proc, variableValue(proc, 'PS4') ?? '+ ');
  const first = prompt.charAt(0);
  // bash repeats the first character once per substitution around the command.
  const depth = isBash(proc) ? proc.nested : 0;
  const line = `${first.repeat(depth)}${prompt}${words.join(' ')}\n`;
  await writeTo(proc, (proc.traced ?? proc.fds.get(2))?.sink, encode(line));
}

/** `NAME=value` as `set -x` prints it. */
export function traceAssignment(
  proc: Process,
  { name, append }: Pick<Assignment, 'name' | 'append'>,
  value: string,
): string {
  return `${name}${append ? '+=' : '='}${value === '' ? '' : traceWord(proc, value)}`;
}
