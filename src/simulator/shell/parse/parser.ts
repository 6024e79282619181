import { Bash } from 'just-bash/browser';
import type { Script, Statement, Word } from '../core/ast.ts';
import { Endless } from '../core/limits.ts';
import type { Dialect } from '../types.ts';
import { type CompleteCommand, completeCommands } from './commands.ts';
import { prepare } from './prepare.ts';

/** What the grammar objects to. */
export interface SyntaxProblem {
  /** 1-based line of the text. */
  line: number;
  column: number;
  /** Line where the construct begins that is never finished. */
  start?: number;
  /** just-bash's words: translated by `syntaxMessage`, never shown. */
  message: string;
}

/** A script as a shell reads it: the complete commands up to the first syntax error, which stops it only when reached. */
export interface Parsed {
  commands: CompleteCommand[];
  problem?: SyntaxProblem;
}

/** just-bash's words when a text is too long or too deeply nested for it. Real shells read it. */
const BOUND_WORDS = /depth exceeded|exceeds limit|Maximum call stack/;

const EMPTY: Script = { type: 'Script', statements: [] };
/** More lines than this are not tried one by one in search of what runs before a syntax error. */
const MAX_TRIES = 60;
const CACHE_SIZE = 400;

let grammar: Bash | null = null;

/** just-bash parses, and is handed an empty script to run. */
function grammarOnly(): Bash {
  if (grammar !== null) return grammar;
  grammar = new Bash({ cwd: '/', commands: [], executionLimits: { maxExecutionTimeMs: Infinity } });
  grammar.registerTransformPlugin({
    name: 'syntax-tree',
    transform: ({ ast }: { ast: Script }) => ({ ast: EMPTY, metadata: { ast } }),
  });
  return grammar;
}

async function tree(text: string): Promise<Script | SyntaxProblem> {
  if (text.trim() === '') return EMPTY;
  const result = await grammarOnly().exec(text, { rawScript: true });
  const ast = result.metadata?.ast as Script | undefined;
  if (ast !== undefined) return ast;
  if (BOUND_WORDS.test(result.stderr)) throw new Endless();
  const [, line, column, message] = /Parse error at (\d+):(\d+): ([\s\S]*)/.exec(result.stderr) ??
    /line (\d+)(): ([\s\S]*)/.exec(result.stderr) ?? [null, '0', '0', result.stderr];
  return { line: Number(line), column: Number(column), message: (message ?? '').trim() };
}

async function parseFresh(text: string, dialect: Dialect): Promise<Parsed> {
  const source = prepare(text, dialect === 'dash');
  const whole = await tree(source);
  if ('statements' in whole) return completeCommands(whole.statements, source, dialect);
  // Shells read command by command: what stands before the error has run by then.
  const lines = source.split('\n');
  const last = whole.line > 0 ? whole.line - 1 : lines.length - 1;
  for (let end = last; end > 0 && end > last - MAX_TRIES; end--) {
    const start = `${lines.slice(0, end).join('\n')}\n`;
    const part = await tree(start);
    if ('statements' in part && !part.statements.some((s) => s.deferredError)) {
      return {
        problem: { ...whole, start: end + 1 },
        ...completeCommands(part.statements, start, dialect),
      };
    }
  }
  return { commands: [], problem: whole };
}

interface Entry {
  parsed: Promise<Parsed>;
  /** Microtasks after which the first caller had it. */
  ticks: Promise<number>;
}
const cache = new Map<string, Entry>();

/** Callers are served at multiples of so many microtasks. */
const pace = 64;

/**
 * A text that was read before takes as many microtasks as the first time: which of two shells goes first within an instant must
 * not depend on what happened to be read already.
 */
export async function parse(text: string, dialect: Dialect): Promise<Parsed> {
  const key = `${dialect === 'dash'}${text}`;
  let entry = cache.get(key);
  if (entry === undefined) {
    if (cache.size >= CACHE_SIZE) cache.clear();
    const parsed = parseFresh(text, dialect);
    entry = { parsed, ticks: ticksOf(parsed) };
    cache.set(key, entry);
    await entry.ticks;
  } else {
    const ticks = await entry.ticks;
    for (let tick = 0; tick < ticks; tick++) await null;
  }
  return entry.parsed;
}

async function ticksOf(work: Promise<unknown>): Promise<number> {
  let settled = false;
  const settle = () => {
    settled = true;
  };
  work.then(settle, settle);
  let ticks = 0;
  while (!settled) {
    for (let tick = 0; tick < pace; tick++) await null;
    ticks += pace;
  }
  return ticks;
}

/** All statements of a text that is known to be well formed, or none. */
export async function parseStatements(text: string, dialect: Dialect): Promise<Statement[]> {
  return (await parse(text, dialect)).commands.flatMap((command) => command.statements);
}

const DELIMITER = 'END_OF_PIPEGLASS_TEXT';

/** Parses a text as if it stood between double quotes, quotes in it being plain characters: a here-document's body. */
export async function parseText(text: string): Promise<Word | null> {
  const [statement] = await parseStatements(`:<<${DELIMITER}\n${text}\n${DELIMITER}\n`, 'bash');
  const command = statement?.pipelines[0]?.commands[0];
  const target = command?.type === 'SimpleCommand' ? command.redirections[0]?.target : undefined;
  return target?.type === 'HereDoc' ? target.content : null;
}
