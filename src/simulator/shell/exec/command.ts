import type { Command, Compound, Condition, FunctionDef } from '../core/ast.ts';
import { ExitShell } from '../core/control.ts';
import { isBash, type Process } from '../core/process.ts';
import { complain, failure, say } from '../dialect/messages.ts';
import { ArithmeticProblem } from '../expand/arithmetic.ts';
import { evaluateCommand, expandText } from '../expand/word.ts';
import { parseStatements } from '../parse/parser.ts';
import { isFunctionName, SPECIAL_NAMES } from '../parse/refused.ts';
import { runCase, runCountingLoop, runFor, runIf, runWhile } from './compound.ts';
import { holds } from './condition.ts';
import { flush, RedirectionProblem, redirect, redirectionStatus } from './redirect.ts';
import { runSimple } from './simple.ts';
import { runSubshell } from './subshell.ts';
import { trace } from './trace.ts';

/** Runs one command of any kind to its exit status. */
export async function runCommand(proc: Process, command: Command): Promise<number> {
  if (command.type === 'SimpleCommand') return runSimple(proc, command);
  if (command.type === 'FunctionDef') return define(proc, command);
  if (command.line !== undefined) proc.line = command.line;
  if (command.redirections.length === 0) return runCompound(proc, command);
  const fds = proc.fds;
  try {
    proc.fds = await redirect(proc, command.redirections);
  } catch (error) {
    if (!(error instanceof RedirectionProblem)) throw error;
    await complain(proc, error.message);
    return redirectionStatus(proc);
  }
  try {
    return await runCompound(proc, command);
  } finally {
    proc.fds = fds;
    await flush(proc);
  }
}

/** Defines a function. dash refuses the names that POSIX mode refuses here when it reads them. */
async function define(proc: Process, command: FunctionDef): Promise<number> {
  const { name } = command;
  if (proc.dialect === 'bash-posix' && !isFunctionName(name)) {
    await complain(proc, `\`${name}': not a valid identifier`);
    throw new ExitShell(2);
  }
  if (proc.dialect === 'bash-posix' && SPECIAL_NAMES.has(name)) {
    await complain(proc, `\`${name}': is a special builtin`);
    throw new ExitShell(2);
  }
  proc.functions.set(command.name, command);
  return 0;
}

async function runCompound(proc: Process, command: Compound): Promise<number> {
  const { engine } = proc.run.container;
  switch (command.type) {
    case 'Group':
      return engine.statements(proc, command.body);
    case 'Subshell':
      return runSubshell(proc, {}, (child) => engine.statements(child, command.body));
    case 'If':
      return runIf(proc, command);
    case 'For':
      return runFor(proc, command);
    case 'CStyleFor':
      return runCountingLoop(proc, command);
    case 'While':
    case 'Until':
      return runWhile(proc, command);
    case 'Case':
      return runCase(proc, command);
    case 'ConditionalCommand':
      if (!isBash(proc)) return bracketsInDash(proc, command.expression);
      return holds(proc, command.expression);
    case 'ArithmeticCommand': {
      const text = command.expression.originalText ?? '';
      if (!isBash(proc)) return parenthesesInDash(proc, text);
      if (proc.options.has('x')) await trace(proc, [`((${text}))`]);
      return arithmeticStatus(proc, text, '((');
    }
  }
}

/** `((…))` and `let`: 0 when the value is not zero. */
export async function arithmeticStatus(proc: Process, text: string, name: string): Promise<number> {
  try {
    return (await evaluateCommand(proc, text)) === 0n ? 1 : 0;
  } catch (error) {
    if (!(error instanceof ArithmeticProblem)) throw error;
    return failure(proc, `${name}: ${error.message}`);
  }
}

/** dash takes `[[` for the name of a program, and `||` inside for the end of the command. */
async function bracketsInDash(proc: Process, expression: Condition): Promise<number> {
  if (expression.type !== 'CondOr') return failure(proc, say(proc, 'notFound', '[['), 127);
  await bracketsInDash(proc, expression.left);
  const { right } = expression;
  const word =
    right.type === 'CondUnary'
      ? right.operator
      : right.type === 'CondBinary'
        ? await expandText(proc, right.left)
        : '!';
  return proc.run.container.engine.words(proc, [word]);
}

/** dash takes `((…))` for two nested subshells. */
async function parenthesesInDash(proc: Process, text: string): Promise<number> {
  const statements = await parseStatements(text, 'dash');
  return runSubshell(proc, {}, (child) => {
    child.lineOffset += proc.line - 1;
    return child.run.container.engine.statements(child, statements);
  });
}
