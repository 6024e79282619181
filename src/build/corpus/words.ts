/** First words of the commands of a text, found with the shell's own parser. */
import { parse } from '../../simulator/shell/parse/parser.ts';
import type { Dialect } from '../../simulator/shell/types.ts';

/** One simple command, wherever it stands: lists, pipelines, conditions, functions, substitutions. */
export interface FirstWord {
  /** Null: it comes from an expansion (`$CMD`, `$(…)`). */
  name: string | null;
  /** The words behind it, as far as they are literal. */
  words: string[];
  /** Run by another program: `sudo`, `nohup` … */
  wrapped: boolean;
}

export interface Commands {
  commands: FirstWord[];
  /** Functions that the text defines. */
  functions: string[];
}

/** Programs that run the words behind them. */
const wrappers = new Set(
  'sudo nohup env xargs timeout time command exec nice builtin stdbuf'.split(' '),
);

interface Part {
  type: string;
  value?: unknown;
  /** Of a part that may be expanded as a file name: `[` is one. */
  pattern?: unknown;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** The text of a word that holds no expansion, else null. */
function literal(word: unknown): string | null {
  if (!isObject(word) || !Array.isArray(word.parts)) return null;
  let text = '';
  for (const part of word.parts as readonly Part[]) {
    if (part.type === 'DoubleQuoted') {
      const inner = literal(part);
      if (inner === null) return null;
      text += inner;
    } else if (typeof part.value === 'string') text += part.value;
    else if (typeof part.pattern === 'string') text += part.pattern;
    else return null;
  }
  return text;
}

/** The command behind `sudo -E`, `env A=1`, `timeout 15`. */
function behind(words: readonly string[]): FirstWord | null {
  const at = words.findIndex((word) => !/^-|=|^\d+[smh]?$/.test(word));
  const name = words[at];
  return name === undefined ? null : { name, words: words.slice(at + 1), wrapped: true };
}

function collect(node: unknown, found: Commands): void {
  if (Array.isArray(node)) {
    for (const each of node) collect(each, found);
    return;
  }
  if (!isObject(node)) return;
  if (node.type === 'FunctionDef') found.functions.push(String(node.name));
  if (node.type === 'SimpleCommand' && node.name !== null) {
    const words = Array.isArray(node.args) ? node.args.map((word) => literal(word) ?? '') : [];
    const name = literal(node.name);
    found.commands.push({ name, words, wrapped: false });
    const inner = name !== null && wrappers.has(name) ? behind(words) : null;
    if (inner !== null) found.commands.push(inner);
  }
  for (const value of Object.values(node)) collect(value, found);
}

/** All simple commands of a command of a buildspec, up to its first syntax error. */
export async function commandsOf(text: string, dialect: Dialect): Promise<Commands> {
  const found: Commands = { commands: [], functions: [] };
  for (const { statements } of (await parse(text, dialect)).commands) collect(statements, found);
  return found;
}
