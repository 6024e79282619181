import { Failure } from '../support/failure.ts';

export interface ParsedFlags {
  /** By long name, in the order given; booleans hold `true`. */
  flags: Map<string, string[]>;
  positionals: string[];
}

/**
 * Docker's flags: `--name value`, `--name=value`, `-n value`, `-nvalue`. `values` and `booleans` map every spelling to the long
 * name. Stops at the first positional word when `interspersed` is false, as `docker run` does.
 */
export function parseFlags(
  words: readonly string[],
  table: {
    values: Readonly<Record<string, string>>;
    booleans: Readonly<Record<string, string>>;
    interspersed?: boolean;
  },
): ParsedFlags {
  const parsed: ParsedFlags = { flags: new Map(), positionals: [] };
  const set = (name: string, value: string) => {
    parsed.flags.set(name, [...(parsed.flags.get(name) ?? []), value]);
  };
  const find = (names: Readonly<Record<string, string>>, name: string) =>
    Object.hasOwn(names, name) ? names[name] : undefined;
  const rest = [...words];
  for (let at = 0; at < rest.length; at++) {
    const word = rest[at] ?? '';
    if (word === '--') {
      parsed.positionals.push(...rest.slice(at + 1));
      break;
    }
    if (!word.startsWith('-') || word === '-') {
      parsed.positionals.push(word);
      if (table.interspersed !== false) continue;
      parsed.positionals.push(...rest.slice(at + 1));
      break;
    }
    const long = word.startsWith('--');
    const equals = word.indexOf('=');
    const name = long ? word.slice(2, equals === -1 ? undefined : equals) : word.slice(1, 2);
    const attached = long ? (equals === -1 ? '' : word.slice(equals + 1)) : word.slice(2);
    const boolean = find(table.booleans, name);
    if (boolean !== undefined) {
      const bare = attached === '' || !long;
      set(boolean, bare ? 'true' : attached);
      // `-dit`: the other letters are flags of their own.
      if (!long && attached !== '') rest[at--] = `-${attached}`;
      continue;
    }
    const value = find(table.values, name);
    if (value === undefined) {
      const shown = long
        ? `unknown flag: --${name}`
        : `unknown shorthand flag: '${name}' in ${word}`;
      throw new Failure(125, `${shown}\n`);
    }
    const next = rest[at + 1];
    if (equals === -1 && attached === '' && next === undefined) {
      throw new Failure(
        125,
        `flag needs an argument: ${long ? `--${name}` : `'${name}' in ${word}`}\n`,
      );
    }
    if (attached !== '' || (long && equals !== -1)) set(value, attached.replace(/^=/, ''));
    else {
      set(value, next ?? '');
      at++;
    }
  }
  return parsed;
}
