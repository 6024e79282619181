import type { Command } from './commands.ts';

/** A construct of bash, and what dash, the `sh` of Ubuntu, makes of it. */
interface Construct {
  pattern: RegExp;
  /** The construct as a sentence names it. */
  name: string;
  says: string;
  /** What both shells take, where there is a plain way. */
  instead?: string;
}

/** Where a command may begin. */
const begin = String.raw`(?:^|[;&|(\n{]|\b(?:then|do|else|if|elif|while|until)\s|!\s)[ \t]{0,40}`;
const word = (name: string) => new RegExp(`${begin}(${name})(?=\\s)`);

/** Looked for outside all quotes. */
const commands: readonly Construct[] = [
  {
    pattern: new RegExp(`${begin}(\\[\\[)\\s`),
    name: '[[',
    says: '[[: not found',
    instead: '[ … ]',
  },
  { pattern: word('source'), name: 'source', says: 'source: not found', instead: '. file' },
  { pattern: word('declare'), name: 'declare', says: 'declare: not found' },
  { pattern: word('pushd|popd'), name: 'pushd', says: 'pushd: not found', instead: 'cd' },
  { pattern: word('shopt'), name: 'shopt', says: 'shopt: not found' },
  { pattern: word('let'), name: 'let', says: 'let: not found', instead: '$(( … ))' },
  {
    pattern: /(set\s+-[a-z]*o\s+pipefail)/,
    name: 'set -o pipefail',
    says: 'set: Illegal option -o pipefail',
  },
  {
    pattern: new RegExp(`${begin}(function\\s+[\\w-]+)`),
    name: 'function',
    says: 'function: not found',
    instead: 'name() { … }',
  },
  { pattern: /(<<<)/, name: '<<<', says: 'Syntax error: redirection unexpected' },
  { pattern: /([<>]\([^)\n]*\))/, name: '<( … )', says: 'Syntax error: "(" unexpected' },
  {
    pattern: /(?:^|[;&|\s])([A-Za-z_]\w*\+?=\([^)]*\))/,
    name: 'an array',
    says: 'Syntax error: "(" unexpected',
  },
  {
    pattern: /(?:^|\s)(&>)/,
    name: '&>',
    says: 'nothing, and runs the command in the background',
    instead: '> file 2>&1',
  },
  {
    pattern: /\[ [^\]\n]{1,200}?\s(==)\s/,
    name: '== in [ ]',
    says: '[: unexpected operator',
    instead: '=',
  },
  {
    pattern: new RegExp(`${begin}(\\(\\()(?!\\()`),
    name: '(( … ))',
    says: 'not found',
    instead: '$(( … ))',
  },
];

/** Looked for also within double quotes. */
const expansions: readonly Construct[] = [
  {
    pattern: /(\$\{[A-Za-z_]\w*:\s*\d+(?::\d+)?\})/,
    name: `a part of a variable, \${NAME:0:7}`,
    says: 'Bad substitution',
    instead: '$(echo "$NAME" | cut -c1-7)',
  },
  {
    pattern: /(\$\{[A-Za-z_]\w*\/[^}\n]*\})/,
    name: `replacing in a variable, \${NAME/a/b}`,
    says: 'Bad substitution',
    instead: 'sed',
  },
  {
    pattern: /(\$\{[A-Za-z_]\w*(?:\^\^?|,,?)\})/,
    name: `\${NAME^^}`,
    says: 'Bad substitution',
    instead: 'tr',
  },
  {
    pattern: /(\$\{![A-Za-z_]\w*[^}]*\})/,
    name: `\${!NAME}`,
    says: 'Bad substitution',
    instead: 'eval',
  },
  {
    pattern: /(\$\{[A-Za-z_]\w*\[[^\]\n]{1,40}\]\})/,
    name: `an array, \${NAME[0]}`,
    says: 'Bad substitution',
  },
];

/** Characters of a command that are looked at: enough for every script that a person wrote. */
const most = 20_000;

/** The first construct in a command that only bash knows, and the text of it. */
export function bashOnly(command: Command): { construct: Construct; found: string } | null {
  for (const [text, constructs] of [
    [command.bare, commands],
    [command.expanded, expansions],
  ] as const) {
    for (const construct of constructs) {
      const found = construct.pattern.exec(text.slice(0, most))?.[1];
      if (found !== undefined) return { construct, found };
    }
  }
  return null;
}
