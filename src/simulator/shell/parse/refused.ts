import type { Command, Condition, Statement, Word, WordPart } from '../core/ast.ts';
import type { SyntaxProblem } from './parser.ts';

/**
 * Constructs of the bash grammar at which dash stops reading, with the token it stumbles over (observed with dash 0.5.12).
 * What dash reads but means otherwise (`[[`, `((`, `${x/a/b}`, braces, `&>`) is not refused here: it runs, as dash runs it.
 */
const TOKEN = {
  array: '(',
  processSubstitution: '(',
  conditionalGroup: '(',
  functionParentheses: '(',
  functionKeyword: '}',
  pipeStderr: '&',
} as const;

/** POSIX special built-ins that are words: no names of functions for a POSIX shell. */
export const SPECIAL_NAMES: ReadonlySet<string> = new Set([
  ...['break', 'continue', 'eval', 'exec', 'exit', 'export', 'readonly', 'return', 'set', 'shift'],
  ...['times', 'trap', 'unset'],
]);

/** A name that POSIX allows for a function. */
export function isFunctionName(name: string): boolean {
  return /^[A-Za-z_]\w*$/.test(name);
}

class Refused {
  readonly message: string;
  readonly line: number;
  constructor(message: string, line: number) {
    this.message = message;
    this.line = line;
  }
}

/** @param line of the statement's first token. Null: dash reads it. */
export function refusedByDash(
  statement: Statement,
  text: string,
  line: number,
): SyntaxProblem | null {
  try {
    if (/^function\s+[^\s(]+\s*\(/.test(text)) throw token('functionParentheses', line);
    if (/^function\s/.test(text))
      throw token('functionKeyword', line + text.split('\n').length - 1);
    visitStatement(statement, line);
    return null;
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused;
    return { line: refused.line, column: 0, message: refused.message };
  }
}

function token(construct: keyof typeof TOKEN, line: number): Refused {
  return new Refused(`syntax error near unexpected token \`${TOKEN[construct]}'`, line);
}

function visitStatement(statement: Statement, line: number): void {
  for (const pipeline of statement.pipelines) {
    for (const command of pipeline.commands) visitCommand(command, command.line ?? line);
    if (pipeline.pipeStderr?.includes(true)) throw token('pipeStderr', line);
  }
}

function visitAll(statements: readonly Statement[] | null, line: number): void {
  for (const statement of statements ?? []) visitStatement(statement, line);
}

function visitCommand(command: Command, line: number): void {
  switch (command.type) {
    case 'SimpleCommand':
      for (const { array, value } of command.assignments) {
        if (array !== null) throw token('array', line);
        visitWord(value, line);
      }
      visitWord(command.name, line);
      for (const word of command.args) visitWord(word, line);
      break;
    case 'If':
      for (const { condition, body } of command.clauses) {
        visitAll(condition, line);
        visitAll(body, line);
      }
      visitAll(command.elseBody, line);
      break;
    case 'For':
      if (!/^[A-Za-z_]\w*$/.test(command.variable))
        throw new Refused('bad for loop variable', line);
      for (const word of command.words ?? []) visitWord(word, line);
      visitAll(command.body, line);
      break;
    case 'CStyleFor':
      throw new Refused('bad for loop variable', line);
    case 'While':
    case 'Until':
      visitAll(command.condition, line);
      visitAll(command.body, line);
      break;
    case 'Case':
      visitWord(command.word, line);
      for (const item of command.items) visitAll(item.body, line);
      break;
    case 'ConditionalCommand':
      visitCondition(command.expression, line);
      break;
    case 'FunctionDef':
      if (!isFunctionName(command.name) || SPECIAL_NAMES.has(command.name))
        throw new Refused('bad function name', line);
      visitCommand(command.body, line);
      break;
    case 'ArithmeticCommand':
      break;
    default:
      visitAll(command.body, line);
  }
  for (const { operator, target } of command.redirections) {
    if (operator === '<<<') throw new Refused('redirection unexpected', line);
    if (target.type === 'Word') visitWord(target, line);
  }
}

function visitCondition(node: Condition, line: number): void {
  if (node.type === 'CondGroup') throw token('conditionalGroup', line);
  if (node.type === 'CondNot') visitCondition(node.operand, line);
  if (node.type === 'CondAnd' || node.type === 'CondOr') {
    visitCondition(node.left, line);
    visitCondition(node.right, line);
  }
  if (node.type === 'CondBinary' && node.right.parts.some(isParenthesis)) {
    throw token('conditionalGroup', line);
  }
}

const isParenthesis = (part: WordPart) => part.type === 'Literal' && part.value === '(';

function visitWord(word: Word | null, line: number): void {
  for (const part of word?.parts ?? []) {
    if (part.type === 'ProcessSubstitution') throw token('processSubstitution', line);
    if (part.type === 'Literal' && /^\w+\+?=\(/.test(part.value)) throw token('array', line);
    if (part.type === 'CommandSubstitution') visitAll(part.body.statements, line);
    if (part.type === 'DoubleQuoted') {
      for (const inner of part.parts) {
        if (inner.type === 'CommandSubstitution') visitAll(inner.body.statements, line);
      }
    }
  }
}
