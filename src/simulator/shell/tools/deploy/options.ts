import { type OptionKind, type ParsedOptions, parseOptions } from '../aws/options.ts';

/** Options of the tools here that are one letter long, by tool. */
type Short = Readonly<Record<string, string>>;

/** Sorts a tool's words by a table of options; one-letter forms count as the long ones they stand for. */
export function toolOptions(
  words: readonly string[],
  table: Readonly<Record<string, OptionKind>>,
  short: Short = {},
): ParsedOptions {
  const long = words.map((word) => {
    const name = Object.hasOwn(short, word.slice(1)) ? short[word.slice(1)] : undefined;
    return word.startsWith('-') && !word.startsWith('--') && name !== undefined
      ? `--${name}`
      : word;
  });
  return parseOptions(long, table);
}

/** All words given for an option, wherever it stands; those with commas count as several. */
export const wordsOf = (parsed: ParsedOptions, name: string): string[] =>
  parsed.given
    .filter((option) => option.name === name)
    .flatMap(({ values }) => values.flatMap((value) => value.split(',')));
