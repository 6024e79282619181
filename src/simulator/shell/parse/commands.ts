import type { Command, Statement, Word } from '../core/ast.ts';
import type { Dialect } from '../types.ts';
import type { Parsed, SyntaxProblem } from './parser.ts';
import { refusedByDash } from './refused.ts';

/** What a shell reads before it runs anything: one line, or as many as its constructs need. */
export interface CompleteCommand {
  statements: Statement[];
  /** 1-based. */
  line: number;
}

const skipBlank = (text: string, offset: number) =>
  offset + (/^\s*/.exec(text.slice(offset))?.[0].length ?? 0);
const newlines = (text: string) => text.split('\n').length - 1;

/** Groups the statements of a script by complete command; stops at the first that the dialect's grammar refuses. */
export function completeCommands(
  statements: readonly Statement[],
  source: string,
  dialect: Dialect,
): Parsed {
  const commands: CompleteCommand[] = [];
  let offset = 0;
  let line = 1;
  let endLine = 0;
  for (const statement of statements) {
    const text = statement.sourceText ?? '';
    const at =
      text === '' ? skipBlank(source, offset) : Math.max(offset, source.indexOf(text, offset));
    line += newlines(source.slice(offset, at));
    const problem = problemOf(statement, text, line, dialect);
    const group = commands.at(-1);
    if (problem !== null) {
      if (group !== undefined && line === endLine) commands.pop();
      commands.push(...runBefore(statement, text, line, dialect));
      return { commands, problem };
    }
    if (group !== undefined && line === endLine) group.statements.push(statement);
    else commands.push({ statements: [statement], line });
    offset = at + text.length;
    line += newlines(text);
    endLine = line;
  }
  return { commands };
}

/** dash runs `function f {` as a program, and then the body, before it stumbles over the closing brace. */
function runBefore(
  statement: Statement,
  text: string,
  line: number,
  dialect: Dialect,
): CompleteCommand[] {
  const command = statement.pipelines[0]?.commands[0];
  if (dialect !== 'dash' || !/^function\s+[^\s(]+\s*\{?\s*\n/.test(text)) return [];
  if (command?.type !== 'FunctionDef' || command.body.type !== 'Group') return [];
  const name: Word = { type: 'Word', parts: [{ type: 'Literal', value: 'function' }] };
  const call: Command = {
    type: 'SimpleCommand',
    name,
    args: [],
    assignments: [],
    redirections: [],
    line,
  };
  const first: Statement = {
    type: 'Statement',
    pipelines: [{ type: 'Pipeline', commands: [call], negated: false }],
    operators: [],
    background: false,
  };
  return [first, ...command.body.body].map((one) => ({ statements: [one], line }));
}

function problemOf(
  statement: Statement,
  text: string,
  line: number,
  dialect: Dialect,
): SyntaxProblem | null {
  const { deferredError } = statement;
  if (deferredError !== undefined) {
    const message = `syntax error near unexpected token \`${deferredError.token}'`;
    return { line: line + newlines(text), column: 0, message };
  }
  const gap = statement.pipelines.find(({ commands }) => commands.some(isEmpty));
  if (gap !== undefined && (gap.commands.length > 1 || statement.pipelines.length > 1)) {
    const token = gap.commands.length > 1 ? '|' : statement.background ? '&' : ';';
    return { line, column: 0, message: `syntax error near unexpected token \`${token}'` };
  }
  return dialect === 'dash' ? refusedByDash(statement, text, line) : null;
}

/** `a | | b`, `a &&& b`: just-bash takes the gap for a command. */
function isEmpty(command: Command): boolean {
  if (command.type !== 'SimpleCommand' || command.name !== null) return false;
  return command.assignments.length === 0 && command.redirections.length === 0;
}
