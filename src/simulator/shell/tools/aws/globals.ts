import { closeMatches } from '../support/likeness.ts';
import { usageError } from './errors.ts';
import { lastValue, type OptionKind, parseOptions } from './options.ts';

/** Options that every command takes (AWS CLI User Guide, "Command line options"). */
const table: Readonly<Record<string, OptionKind>> = {
  debug: 'flag',
  'endpoint-url': 'value',
  'no-verify-ssl': 'flag',
  'no-paginate': 'flag',
  output: 'value',
  query: 'value',
  profile: 'value',
  region: 'value',
  version: 'flag',
  color: 'value',
  'no-sign-request': 'flag',
  'ca-bundle': 'value',
  'cli-read-timeout': 'value',
  'cli-connect-timeout': 'value',
  'cli-binary-format': 'value',
  'no-cli-pager': 'flag',
  'cli-auto-prompt': 'flag',
  'no-cli-auto-prompt': 'flag',
};

export const outputFormats = ['json', 'text', 'table', 'yaml', 'yaml-stream'] as const;
export type OutputFormat = (typeof outputFormats)[number];

export interface Globals {
  version: boolean;
  output?: OutputFormat;
  query?: string;
  profile?: string;
  region?: string;
  /** `--cli-binary-format`. */
  binary?: string;
}

const isFormat = (word: string): word is OutputFormat =>
  (outputFormats as readonly string[]).includes(word);

/** Text of a word that is none of the choices, with the likely ones. */
export function invalidChoice(argument: string, word: string, choices: readonly string[]) {
  const alike = closeMatches(word, choices, 0.8);
  const hint =
    alike.length === 0
      ? ''
      : `\nMaybe you meant:\n\n${alike.map((each) => `  * ${each}`).join('\n')}`;
  return usageError(`argument ${argument}: Found invalid choice '${word}'\n${hint}`);
}

/** Takes the global options out of a command line, wherever they stand. */
export function parseGlobals(words: readonly string[]): { globals: Globals; rest: string[] } {
  const taken: string[] = [];
  const rest: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const name = word.startsWith('--') ? (word.slice(2).split('=')[0] ?? '') : '';
    const kind = Object.hasOwn(table, name) ? table[name] : undefined;
    if (kind === undefined) {
      rest.push(word);
      continue;
    }
    taken.push(word);
    const next = words[at + 1];
    if (kind === 'value' && !word.includes('=') && next !== undefined) {
      taken.push(next);
      at++;
    }
  }
  const parsed = parseOptions(taken, table);
  const output = lastValue(parsed, 'output');
  if (output !== undefined && !isFormat(output)) {
    throw invalidChoice('--output', output, outputFormats);
  }
  const optional = <K extends string>(key: K) => {
    const value = lastValue(parsed, key);
    return value === undefined ? {} : ({ [key]: value } as Record<K, string>);
  };
  return {
    globals: {
      version: parsed.given.some(({ name }) => name === 'version'),
      ...(output === undefined ? {} : { output }),
      ...optional('query'),
      ...optional('profile'),
      ...optional('region'),
      ...(lastValue(parsed, 'cli-binary-format') === undefined
        ? {}
        : { binary: lastValue(parsed, 'cli-binary-format') ?? '' }),
    },
    rest,
  };
}
