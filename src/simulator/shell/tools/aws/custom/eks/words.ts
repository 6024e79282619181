import { unknownOptions, usageError } from '../../errors.ts';
import { lastValue, type OptionKind, type ParsedOptions, parseOptions } from '../../options.ts';

/** Sorts the words of a command that needs one option and has others. */
export function read(
  words: readonly string[],
  table: Readonly<Record<string, OptionKind>>,
  needed?: string,
): ParsedOptions {
  const parsed = parseOptions(words, table);
  if (needed !== undefined && lastValue(parsed, needed) === undefined) {
    throw usageError(`the following arguments are required: --${needed}`);
  }
  const unknown = [...parsed.unknown, ...parsed.positionals];
  if (unknown.length > 0) throw unknownOptions(unknown);
  return parsed;
}
