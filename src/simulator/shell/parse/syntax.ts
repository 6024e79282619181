import type { Dialect } from '../types.ts';
import type { SyntaxProblem } from './parser.ts';

/** A syntax error as the shell prints it, without the prefix: `line` goes into it, each text is a line of its own. */
export interface SyntaxMessage {
  line: number;
  texts: string[];
}

/** Names of just-bash's tokens as dash writes them after `expecting`. */
const EXPECTED: Record<string, string> = {
  FI: 'fi',
  THEN: 'then',
  DO: 'do',
  DONE: 'done',
  ESAC: ';;',
  RBRACE: '}',
  RPAREN: ')',
  IN: 'in',
};

const RESERVED = /^(if|then|else|elif|fi|do|done|case|esac|while|until|for|in|[{}!]|[;&|()<>]+)$/;

/** Unfinished quotes: what dash calls them, and how far from the end of the file it counts the line. */
const UNFINISHED: { open: string; dash: string; back: number; bashAtEnd?: true }[] = [
  { open: '"', dash: 'Unterminated quoted string', back: 0 },
  { open: "'", dash: 'Unterminated quoted string', back: 0 },
  { open: '`', dash: 'EOF in backquote substitution', back: 0 },
  { open: '}', dash: "Missing '}'", back: 1 },
  { open: ')', dash: 'end of file unexpected (expecting ")")', back: 0, bashAtEnd: true },
];

/** Translates a problem of the grammar into the dialect's words. @param source the whole script. */
export function syntaxMessage(
  problem: SyntaxProblem,
  source: string,
  dialect: Dialect,
): SyntaxMessage {
  const { message } = problem;
  const line = Math.max(1, problem.line);
  const end = source.split('\n').length;
  const unfinished = unfinishedQuote(message);
  if (dialect === 'dash') {
    const at = (n: number, text: string) => ({ line: n, texts: [`Syntax error: ${text}`] });
    if (unfinished !== undefined) return at(end - unfinished.back, unfinished.dash);
    if (/bad substitution$/.test(message)) return { line, texts: ['Bad substitution'] };
    if (message === 'bad for loop variable') return at(line, 'Bad for loop variable');
    if (message === 'bad function name') return at(line, 'Bad function name');
    if (message === 'redirection unexpected') return at(line, message);
    const { token, expected, parameter } = tokenOf(problem, source);
    const hope = expected === null ? '' : ` (expecting "${expected}")`;
    if (token === null) return at(end, `end of file unexpected${hope}`);
    // dash has read the newline, and counted it, when it objects to it.
    if (token === '\n') return at(line + 1, `newline unexpected${hope}`);
    const what = RESERVED.test(token) && !parameter ? `"${token}"` : 'word';
    return at(line, `${what} unexpected${hope}`);
  }
  // bash counts the end of a text without a newline as one more.
  const bashEnd = source.endsWith('\n') ? end : end + 1;
  if (unfinished !== undefined) {
    const text = `unexpected EOF while looking for matching \`${unfinished.open}'`;
    return { line: unfinished.bashAtEnd ? bashEnd : (problem.start ?? line), texts: [text] };
  }
  if (/bad substitution$/.test(message)) return { line, texts: [message] };
  if (message === 'bad for loop variable') return { line, texts: [message] };
  const { token } = tokenOf(problem, source);
  if (token === null) return { line: bashEnd, texts: ['syntax error: unexpected end of file'] };
  const name = token === '\n' ? 'newline' : token;
  const written = lineOf(problem, source);
  return {
    line,
    texts: [`syntax error near unexpected token \`${name}'`, `\`${written}'`],
  };
}

/** The text only stops too early: with more lines it could be well formed. */
export function stopsTooEarly(problem: SyntaxProblem, source: string): boolean {
  return unfinishedQuote(problem.message) !== undefined || tokenOf(problem, source).token === null;
}

function unfinishedQuote(message: string): (typeof UNFINISHED)[number] | undefined {
  const open = /^\$\{[\s\S]*\n[\s\S]*: bad substitution$/.test(message)
    ? '}'
    : /unexpected EOF while looking for matching [`'](.)'/.exec(message)?.[1];
  return UNFINISHED.find((entry) => entry.open === open);
}

function lineOf(problem: SyntaxProblem, source: string): string {
  return source.split('\n')[Math.max(1, problem.line) - 1] ?? '';
}

interface Token {
  /** Null: the end of the script. */
  token: string | null;
  expected: string | null;
  /** It stands where the parameters of a function would. */
  parameter?: true;
}

/** A name that is no reserved word, followed by a parenthesis: taken for the definition of a function. */
const FUNCTION =
  /(?:^|[;&|({]|\bthen|\bdo|\belse)\s*(?!(?:if|while|until|then|do|else|elif)\b)[\w.-]+\s*\(\s*([^\s()]+|\()/;

/** The token the grammar stumbled over, and what it wanted instead. */
function tokenOf(problem: SyntaxProblem, source: string): Token {
  const named = /unexpected token `([\s\S]+)'/.exec(problem.message);
  if (named !== null) {
    const token = named[1] === 'newline' ? '\n' : (named[1] ?? '');
    const line = lineOf(problem, source);
    // `then;`: an empty list, which just-bash notices only at its end.
    if (/^(fi|done|else)$/.test(token) && /\b(then|do|else)\s*;/.test(line)) {
      return { token: ';', expected: null };
    }
    const [, parameter] = token === '(' ? (FUNCTION.exec(line) ?? []) : [];
    if (parameter !== undefined) return { token: parameter, expected: ')', parameter: true };
    return { token: token === 'EOF' ? null : token, expected: null };
  }
  const [, wanted, got] = /Expected (\w+), got (\w+)/.exec(problem.message) ?? [];
  const expected = EXPECTED[wanted ?? ''] ?? null;
  if (got === 'EOF') return { token: null, expected };
  const rest = lineOf(problem, source).slice(Math.max(0, problem.column - 1));
  const token = /^(;;&?|;&|&&|\|\||[;&|()<>]|[^\s;&|()<>]+)/.exec(rest.trimStart())?.[0] ?? '\n';
  return { token, expected };
}
