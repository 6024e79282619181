import type { Assignment, SimpleCommand, Word, WordPart } from '../core/ast.ts';
import { ExitShell, ReturnFrom } from '../core/control.ts';
import { limits, SEGFAULT } from '../core/limits.ts';
import { isBash, type Process, step } from '../core/process.ts';
import { ReadonlyVariable, type Variable } from '../core/variables.ts';
import { complain, fatal, say } from '../dialect/messages.ts';
import { expandText, expandWords } from '../expand/word.ts';
import { type Assigned, arrayElements, assign, expandAssignment } from './assign.ts';
import { playOutcome, scriptedOutcome } from './outcome.ts';
import { runProgram } from './program.ts';
import { flush, RedirectionProblem, redirect, redirectionStatus } from './redirect.ts';
import { trace, traceAssignment, traceWord } from './trace.ts';

/** Built-ins whose arguments `NAME=value` are assignments: not split, not globbed. */
const DECLARATIONS = new Set(['export', 'readonly', 'local', 'declare', 'typeset']);

/** Runs a simple command: expansions, redirections, assignments, then built-in, function or program. */
export async function runSimple(proc: Process, node: SimpleCommand): Promise<number> {
  if (node.line !== undefined) proc.line = node.line;
  step(proc);
  proc.run.container.fs.umask = proc.umask;
  proc.substituted = null;
  const { fds } = proc;
  proc.traced = fds.get(2);
  // Pipes that were there before belong to an outer command.
  const pipes = proc.run.pipes.size;
  const { literal, assignments } = assignmentsOf(proc, node);
  const { words, arrays } = await commandWords(proc, node);
  words.unshift(...literal);
  const [name] = words;
  try {
    if (node.redirections.length > 0) proc.fds = await redirect(proc, node.redirections);
  } catch (error) {
    if (!(error instanceof RedirectionProblem)) throw error;
    await complain(proc, error.message);
    const special = name !== undefined && proc.run.container.builtins.get(name)?.special === true;
    if (special && proc.dialect !== 'bash') throw new ExitShell(redirectionStatus(proc));
    return redirectionStatus(proc);
  }
  let keep = false;
  try {
    if (name === undefined) return await assignOnly(proc, assignments);
    keep = name === 'exec' && words.length === 1;
    const status = await runWords(proc, words, assignments, false);
    for (const [variable, elements] of arrays) {
      proc.vars.setElements(variable, await arrayElements(proc, variable, elements, new Map()));
    }
    return status;
  } catch (error) {
    if (!(error instanceof ReadonlyVariable)) throw error;
    return await fatal(proc, say(proc, 'readonly', error.variable), true);
  } finally {
    if (!keep) proc.fds = fds;
    if (proc.run.dirty.size > 0) await flush(proc);
    if (!keep && proc.run.pipes.size > pipes) await endPipes(proc, pipes);
  }
}

/** dash knows neither `a+=b` nor `a[0]=b`: for it they are words. */
function assignmentsOf(
  proc: Process,
  { assignments }: SimpleCommand,
): { literal: string[]; assignments: Assignment[] } {
  if (assignments.length === 0) return { literal: [], assignments };
  const first = isBash(proc) ? -1 : assignments.findIndex((a) => a.append || a.name.includes('['));
  if (first === -1) return { literal: [], assignments };
  const words = assignments.slice(first).map(({ name, append, value }) => {
    const text = (value?.parts ?? []).map((part) => ('value' in part ? part.value : '')).join('');
    return `${name}${append ? '+=' : '='}${text}`;
  });
  return { literal: words, assignments: assignments.slice(0, first) };
}

async function commandWords(
  proc: Process,
  node: SimpleCommand,
): Promise<{ words: string[]; arrays: [string, Word[]][] }> {
  const arrays: [string, Word[]][] = [];
  if (node.name === null) return { words: [], arrays };
  const start = proc.aliases.size === 0 ? [node.name] : await unalias(proc, node.name);
  const words = await expandWords(proc, start);
  if (!DECLARATIONS.has(words[0] ?? '')) {
    words.push(...(await expandWords(proc, node.args)));
    return { words, arrays };
  }
  for (const word of node.args) {
    const [first] = word.parts;
    const array = first?.type === 'Literal' ? /^(\w+)=\(/.exec(first.value) : null;
    if (array !== null) {
      arrays.push([array[1] ?? '', arrayWords(word)]);
      words.push(array[1] ?? '');
    } else if (first?.type === 'Literal' && /^[A-Za-z_]\w*\+?=/.test(first.value)) {
      words.push(await expandText(proc, word));
    } else {
      words.push(...(await expandWords(proc, [word])));
    }
  }
  return { words, arrays };
}

/** The words between the parentheses of `declare a=(b "c d")`, which the grammar gives as one word. */
function arrayWords(word: Word): Word[] {
  const words: WordPart[][] = [[]];
  for (const [index, part] of word.parts.entries()) {
    if (part.type !== 'Literal') {
      words.at(-1)?.push(part);
      continue;
    }
    let text = part.value;
    if (index === 0) text = text.replace(/^\w+=\(/, '');
    if (index === word.parts.length - 1) text = text.replace(/\)$/, '');
    for (const [i, value] of text.split(/\s+/).entries()) {
      if (i > 0) words.push([]);
      if (value !== '') words.at(-1)?.push({ type: 'Literal', value });
    }
  }
  return words.filter((parts) => parts.length > 0).map((parts) => ({ type: 'Word', parts }));
}

/** The words of an alias in place of its name. Only sh expands aliases in a script. */
async function unalias(proc: Process, name: Word): Promise<Word[]> {
  const [only] = name.parts;
  if (proc.dialect === 'bash' && !proc.options.has('expand_aliases')) return [name];
  if (name.parts.length !== 1 || only?.type !== 'Literal') return [name];
  const value = proc.aliases.get(only.value);
  if (value === undefined) return [name];
  const script = await proc.run.container.engine.parse(value, proc.dialect);
  const command = script[0]?.pipelines[0]?.commands[0];
  if (command?.type !== 'SimpleCommand' || command.name === null) return [name];
  return [command.name, ...command.args];
}

async function assignOnly(proc: Process, assignments: readonly Assignment[]): Promise<number> {
  const traced: string[] = [];
  for (const node of assignments) {
    const assigned = await expandAssignment(proc, node);
    traced.push(traceAssignment(proc, node, assigned.value));
    // bash traces one by one, dash all of them in one line.
    if (proc.options.has('x') && isBash(proc)) await trace(proc, traced.splice(0));
    await assign(proc, assigned);
  }
  if (proc.options.has('x') && traced.length > 0) await trace(proc, traced);
  return proc.substituted ?? 0;
}

/** Runs expanded words. @param plain `command`: no functions. */
export async function runWords(
  proc: Process,
  words: readonly string[],
  nodes: readonly Assignment[],
  plain: boolean,
): Promise<number> {
  const name = words[0] ?? '';
  const args = words.slice(1);
  const { container } = proc.run;
  const scripted = container.host.outcomes.length > 0;
  const outcome = scripted ? scriptedOutcome(proc, words.join(' ')) : null;
  const found = container.builtins.get(name);
  const builtin = found?.bash && !isBash(proc) ? undefined : found;
  const stays = builtin?.special === true && proc.dialect !== 'bash';
  const assigned: Assigned[] = [];
  for (const node of nodes) assigned.push(await expandAssignment(proc, node));
  if (proc.options.has('x')) {
    const parts = nodes.map((node, i) => traceAssignment(proc, node, assigned[i]?.value ?? ''));
    // bash traces the assignments before the command, dash in one line with it.
    if (isBash(proc)) for (const part of parts.splice(0)) await trace(proc, [part]);
    await trace(proc, [...parts, ...words.map((word) => traceWord(proc, word))]);
  }
  const before = new Map<string, Variable | undefined>();
  for (const one of assigned) {
    before.set(one.name, proc.vars.get(one.name));
    await assign(proc, one);
    if (!stays) proc.vars.mark(one.name, { exported: true });
  }
  try {
    if (outcome !== null) return await playOutcome(proc, outcome, words.join(' '));
    const body = plain ? undefined : proc.functions.get(name);
    if (body !== undefined && !stays) return await callFunction(proc, name, args);
    if (builtin !== undefined) return await builtin.run(proc, args, name);
    return await runProgram({ proc, name, args, env: proc.vars.environment() });
  } finally {
    if (!stays) for (const [variable, value] of before) proc.vars.restore(variable, value);
  }
}

async function callFunction(proc: Process, name: string, args: string[]): Promise<number> {
  const definition = proc.functions.get(name);
  if (definition === undefined) return 0;
  if (proc.callers.length >= limits.calls[isBash(proc) ? 'bash' : 'dash']) {
    if (isBash(proc)) throw new ExitShell(SEGFAULT);
    return fatal(proc, `Maximum function recursion depth (${limits.calls.dash}) reached`);
  }
  // A stack of its own for each call: recursion of a script does not use up that of the simulator.
  await null;
  const { args: outer, loops, line, lineOffset, fds, callers } = proc;
  proc.callers = [name, ...callers];
  proc.args = args;
  proc.loops = 0;
  proc.vars.enterFunction();
  try {
    proc.fds = await redirect(proc, definition.redirections);
    return await proc.run.container.engine.command(proc, definition.body);
  } catch (error) {
    if (error instanceof ReturnFrom) return error.status;
    if (!(error instanceof RedirectionProblem)) throw error;
    await complain(proc, error.message);
    return redirectionStatus(proc);
  } finally {
    proc.vars.leaveFunction();
    Object.assign(proc, { args: outer, loops, line, lineOffset, fds, callers });
  }
}

/**
 * The command that was handed a `<(…)` or `>(…)` is done: ends its pipes and waits for their readers.
 * @param first number of pipes that belong to outer commands.
 */
export async function endPipes(proc: Process, first: number): Promise<void> {
  for (const [path, { pipe, done }] of [...proc.run.pipes].slice(first)) {
    proc.run.pipes.delete(path);
    pipe.end();
    await done;
    await proc.run.container.fs.rm(path, { force: true });
  }
}
