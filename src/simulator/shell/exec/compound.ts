import type { Compound, Statement } from '../core/ast.ts';
import { LoopControl } from '../core/control.ts';
import { Endless, limits } from '../core/limits.ts';
import { isBash, type Process, step } from '../core/process.ts';
import { ReadonlyVariable } from '../core/variables.ts';
import { failure, fatal, say } from '../dialect/messages.ts';
import { compilePattern, matches } from '../expand/pattern.ts';
import { evaluateText, expandPattern, expandText, expandWords } from '../expand/word.ts';
import { trace, traceWord } from './trace.ts';

type Of<T extends Compound['type']> = Extract<Compound, { type: T }>;

/** Runs statements whose status is tested: `set -e` does not apply. */
async function test(proc: Process, statements: readonly Statement[]): Promise<boolean> {
  proc.lenient++;
  try {
    return (await proc.run.container.engine.statements(proc, statements)) === 0;
  } finally {
    proc.lenient--;
  }
}

export async function runIf(proc: Process, { clauses, elseBody }: Of<'If'>): Promise<number> {
  const { engine } = proc.run.container;
  for (const { condition, body } of clauses) {
    if (await test(proc, condition)) return engine.statements(proc, body);
  }
  proc.status = 0;
  return elseBody === null ? 0 : engine.statements(proc, elseBody);
}

/**
 * Counts the rounds of one loop and lets `break` and `continue` act. `round` returns false when the loop is over.
 * @param most rounds after which it is taken for endless
 */
async function loop(
  proc: Process,
  round: () => Promise<boolean>,
  most: number = limits.rounds,
): Promise<number> {
  let rounds = 0;
  let status = 0;
  proc.loops++;
  try {
    for (;;) {
      if (++rounds > most) throw new Endless();
      try {
        if (!(await round())) return status;
      } catch (error) {
        if (!(error instanceof LoopControl)) throw error;
        if (error.levels > 1 && proc.loops > 1) {
          throw new LoopControl(error.kind, error.levels - 1);
        }
        proc.status = 0;
        if (error.kind === 'break') return 0;
      }
      status = proc.status;
    }
  } finally {
    proc.loops--;
  }
}

export function runWhile(proc: Process, node: Of<'While'> | Of<'Until'>): Promise<number> {
  const wanted = node.type === 'While';
  proc.status = 0;
  return loop(proc, async () => {
    const before = proc.status;
    if ((await test(proc, node.condition)) !== wanted) return false;
    proc.status = before;
    await proc.run.container.engine.statements(proc, node.body);
    return true;
  });
}

export async function runFor(proc: Process, node: Of<'For'>): Promise<number> {
  if (!/^[A-Za-z_]\w*$/.test(node.variable)) {
    return failure(proc, say(proc, 'badName', node.variable));
  }
  const words = node.words === null ? [...proc.args] : await expandWords(proc, node.words);
  let index = 0;
  proc.status = 0;
  return loop(
    proc,
    async () => {
      const word = words[index++];
      if (word === undefined) return false;
      step(proc);
      try {
        proc.vars.set(node.variable, word);
      } catch (error) {
        if (!(error instanceof ReadonlyVariable)) throw error;
        return fatal(proc, say(proc, 'readonly', error.variable));
      }
      if (isBash(proc) && proc.options.has('x'))
        await trace(proc, [
          `for ${node.variable} in ${words.map((w) => traceWord(proc, w)).join(' ')}`,
        ]);
      await proc.run.container.engine.statements(proc, node.body);
      return true;
    },
    limits.words,
  );
}

export async function runCountingLoop(proc: Process, node: Of<'CStyleFor'>): Promise<number> {
  const value = (part: { originalText?: string } | null) =>
    part === null ? Promise.resolve(1n) : evaluateText(proc, part.originalText ?? '');
  await value(node.init);
  let first = true;
  proc.status = 0;
  return loop(proc, async () => {
    if (!first) await value(node.update);
    first = false;
    step(proc);
    if ((await value(node.condition)) === 0n) return false;
    await proc.run.container.engine.statements(proc, node.body);
    return true;
  });
}

export async function runCase(proc: Process, node: Of<'Case'>): Promise<number> {
  const word = await expandText(proc, node.word);
  if (isBash(proc) && proc.options.has('x'))
    await trace(proc, [`case ${traceWord(proc, word)} in`]);
  let through = false;
  proc.status = 0;
  for (const item of node.items) {
    let hit = through;
    for (const pattern of hit ? [] : item.patterns) {
      const text = await expandPattern(proc, pattern);
      hit ||= matches(compilePattern(text, isBash(proc)), word);
    }
    if (!hit) continue;
    await proc.run.container.engine.statements(proc, item.body);
    if (item.terminator === ';;') return proc.status;
    through = item.terminator === ';&';
  }
  return proc.status;
}
