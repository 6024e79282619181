import { Failure } from '../support/failure.ts';

/** Options of `pip install` and its like that take a value (pip documentation, "pip install"). */
const withValue = new Set(
  `-c --constraint -e --editable -r --requirement -t --target -i --index-url --extra-index-url -f --find-links
   --prefix --root --src --platform --python-version --implementation --abi --no-binary --only-binary
   --trusted-host --timeout --retries --proxy --cache-dir --progress-bar --upgrade-strategy --cert --client-cert
   --log --exists-action --root-user-action --config-settings -C --global-option --format -d --dest -w
   --wheel-dir --report --python --resume-retries --keyring-provider --use-feature --use-deprecated --group
   --exclude --path`
    .trim()
    .split(/\s+/),
);
const flags = new Set(
  `-U --upgrade -q --quiet -v --verbose -y --yes --user --force-reinstall -I --ignore-installed --no-deps --pre
   --no-cache-dir --no-input --no-warn-script-location --disable-pip-version-check --break-system-packages
   --isolated --no-index --dry-run --prefer-binary --require-hashes --no-build-isolation --use-pep517 --compile
   --no-compile --no-clean --no-color --no-python-version-warning --debug --require-virtualenv
   --ignore-requires-python --no-warn-conflicts --no-use-pep517 --check-build-dependencies --outdated -o
   --uptodate --local -l --editable --all -h --help -V --version`
    .trim()
    .split(/\s+/),
);

export interface PipWords {
  positionals: string[];
  /** `-r a -r b` → `{'-r': ['a', 'b']}`; flags with an empty list. */
  options: Map<string, string[]>;
}

const long: Readonly<Record<string, string>> = {
  '--requirement': '-r',
  '--editable': '-e',
  '--target': '-t',
  '--quiet': '-q',
  '--upgrade': '-U',
  '--yes': '-y',
  '--version': '-V',
  '--help': '-h',
  '--constraint': '-c',
};

const usage: Readonly<Record<string, string>> = {
  install: `  pip install [options] <requirement specifier> [package-index-options] ...
  pip install [options] -r <requirements file> [package-index-options] ...
  pip install [options] [-e] <vcs project url> ...
  pip install [options] [-e] <local project path> ...
  pip install [options] <archive url/path> ...
`,
};

function noSuchOption(command: string, name: string): Failure {
  const lines = usage[command] ?? `  pip ${command} [options]\n`;
  return new Failure(2, `\nUsage:   \n${lines}\nno such option: ${name}\n`);
}

/** Reads the words of a pip command. @throws Failure 2 for an option that pip does not have. */
export function pipWords(command: string, words: readonly string[]): PipWords {
  const found: PipWords = { positionals: [], options: new Map() };
  const add = (name: string, value?: string) => {
    const key = long[name] ?? name;
    const values = found.options.get(key) ?? [];
    found.options.set(key, value === undefined ? values : [...values, value]);
  };
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const [name = '', ...rest] = word.startsWith('--') ? word.split('=') : [word.slice(0, 2)];
    if (!word.startsWith('-') || word === '-') found.positionals.push(word);
    else if (withValue.has(name)) {
      const glued = word.startsWith('--') ? rest.join('=') : word.slice(2);
      add(name, glued === '' && rest.length === 0 ? words[++at] : glued);
    } else if (flags.has(word)) add(word);
    else if (!word.startsWith('--') && flags.has(name)) for (const c of word.slice(1)) add(`-${c}`);
    else throw noSuchOption(command, name);
  }
  return found;
}
