/** What the words of an npm command line are, before the command is known. */
export interface Words {
  positionals: string[];
  /** Configuration given as options: `--omit=dev` → omit: ['dev']; flags hold 'true'. */
  config: Map<string, string[]>;
  /** Everything behind `--`. */
  rest: string[];
}

/** Options that take the next word; all others are flags unless written with `=` (npm Docs, "config"). */
const withValue = new Set(
  `access audit-level before cache depth diff fetch-retries fetch-timeout include install-strategy
   lockfile-version loglevel node-options omit otp pack-destination prefix registry scope script-shell
   tag userconfig workspace`
    .trim()
    .split(/\s+/),
);

const shorthands: Readonly<Record<string, string>> = {
  '-C': '--prefix',
  '-D': '--save-dev',
  '-E': '--save-exact',
  '-O': '--save-optional',
  '-P': '--save-prod',
  '-S': '--save',
  '-d': '--loglevel=info',
  '-f': '--force',
  '-g': '--global',
  '-q': '--loglevel=warn',
  '-s': '--loglevel=silent',
  '-v': '--version',
  '-w': '--workspace',
  '-y': '--yes',
  '--prod': '--production',
  '--silent': '--loglevel=silent',
  '--quiet': '--loglevel=warn',
  '--verbose': '--loglevel=verbose',
};

export function parseWords(args: readonly string[]): Words {
  const words: Words = { positionals: [], config: new Map(), rest: [] };
  const set = (name: string, value: string) => {
    words.config.set(name, [...(words.config.get(name) ?? []), value]);
  };
  for (let at = 0; at < args.length; at++) {
    const word = args[at] ?? '';
    if (word === '--') {
      words.rest = args.slice(at + 1);
      break;
    }
    if (!word.startsWith('-') || word === '-') {
      words.positionals.push(word);
      continue;
    }
    const option = (shorthands[word] ?? word).replace(/^--?/, '');
    const equals = option.indexOf('=');
    if (equals !== -1) set(option.slice(0, equals), option.slice(equals + 1));
    else if (option.startsWith('no-')) set(option.slice(3), 'false');
    else if (withValue.has(option) && args[at + 1] !== undefined) set(option, args[++at] ?? '');
    else set(option, 'true');
  }
  return words;
}

export const flag = (words: Words, name: string): boolean =>
  words.config.get(name)?.at(-1) === 'true';
