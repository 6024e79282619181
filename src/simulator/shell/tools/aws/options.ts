import { usageError } from './errors.ts';

/** `value`: one word; `optional`: a word or nothing; `list`: all words up to the next option; `flag`: none. */
export type OptionKind = 'flag' | 'value' | 'optional' | 'list';

export interface ParsedOptions {
  /** Options in the order of the command line; `value` is empty for flags and bare optional ones. */
  given: { name: string; values: string[] }[];
  positionals: string[];
  unknown: string[];
}

/** `-` alone is a word: it stands for standard input or output. */
const isOption = (word: string): boolean => word.startsWith('--') || /^-[^-\d]/.test(word);

/**
 * Sorts words by a table of options (without their dashes), as the CLI's argparse does: `--name value` or `--name=value`,
 * anywhere among the positional words.
 */
export function parseOptions(
  words: readonly string[],
  table: Readonly<Record<string, OptionKind>>,
): ParsedOptions {
  const parsed: ParsedOptions = { given: [], positionals: [], unknown: [] };
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (!isOption(word)) {
      parsed.positionals.push(word);
      continue;
    }
    const equals = word.indexOf('=');
    const name = word.slice(2, equals === -1 ? undefined : equals);
    const kind = word.startsWith('--') && Object.hasOwn(table, name) ? table[name] : undefined;
    if (kind === undefined) {
      parsed.unknown.push(word);
      continue;
    }
    const values = equals === -1 ? [] : [word.slice(equals + 1)];
    const most = kind === 'list' ? Number.POSITIVE_INFINITY : kind === 'flag' ? 0 : 1;
    while (equals === -1 && values.length < most) {
      const next = words[at + 1];
      if (next === undefined || isOption(next)) break;
      values.push(next);
      at++;
    }
    if (kind === 'value' && values.length === 0) {
      throw usageError(`argument --${name}: expected one argument`);
    }
    if (kind === 'list' && values.length === 0) {
      throw usageError(`argument --${name}: expected at least one argument`);
    }
    parsed.given.push({ name, values });
  }
  return parsed;
}

/** The last value given for an option: later ones win. */
export function lastValue(parsed: ParsedOptions, name: string): string | undefined {
  return parsed.given.findLast((option) => option.name === name)?.values[0];
}

export const has = (parsed: ParsedOptions, name: string): boolean =>
  parsed.given.some((option) => option.name === name);

/** Throws the parser's error when a required option is missing. */
export function required(parsed: ParsedOptions, name: string): string {
  const value = lastValue(parsed, name);
  if (value === undefined) {
    throw usageError(`the following arguments are required: --${name}`);
  }
  return value;
}
