import type { Condition } from '../core/ast.ts';
import { type Process, step } from '../core/process.ts';
import { failure } from '../dialect/messages.ts';
import { elementKey, elements, subscripted, variableValue } from '../expand/parameter.ts';
import { compilePattern, matches } from '../expand/pattern.ts';
import { evaluateText, expandPattern, expandText } from '../expand/word.ts';
import { compareFiles, testFile } from './fileTests.ts';
import { trace, traceWord } from './trace.ts';

/** `[[ … ]]`: 0, 1, or 2 when an operand makes no sense. */
export async function holds(proc: Process, expression: Condition): Promise<number> {
  step(proc);
  const result = await evaluateCondition(proc, expression);
  return typeof result === 'number' ? result : result ? 0 : 1;
}

/** True, false, or the status of an error that was printed. */
async function evaluateCondition(proc: Process, node: Condition): Promise<boolean | number> {
  switch (node.type) {
    case 'CondAnd':
    case 'CondOr': {
      const left = await evaluateCondition(proc, node.left);
      if (typeof left === 'number' || left === (node.type === 'CondOr')) return left;
      return evaluateCondition(proc, node.right);
    }
    case 'CondNot': {
      const result = await evaluateCondition(proc, node.operand);
      return typeof result === 'number' ? result : !result;
    }
    case 'CondGroup':
      return evaluateCondition(proc, node.expression);
    case 'CondWord': {
      const word = await expandText(proc, node.word);
      if (proc.options.has('x')) await trace(proc, ['[[', '-n', traceWord(proc, word), ']]']);
      return word !== '';
    }
    case 'CondUnary': {
      const operand = await expandText(proc, node.operand);
      if (proc.options.has('x'))
        await trace(proc, ['[[', node.operator, traceWord(proc, operand), ']]']);
      return unary(proc, node.operator, operand);
    }
    case 'CondBinary':
      return binary(proc, node);
  }
}

function unary(proc: Process, operator: string, operand: string): boolean | Promise<boolean> {
  switch (operator) {
    case '-z':
      return operand === '';
    case '-n':
      return operand !== '';
    case '-v': {
      const place = subscripted(operand);
      if (place === null) return variableValue(proc, operand) !== undefined;
      return elements(proc, place.name).has(elementKey(proc, place.name, place.subscript));
    }
    case '-o':
      return proc.options.has(operand);
    default:
      return testFile(proc, operator, operand);
  }
}

async function binary(
  proc: Process,
  node: Extract<Condition, { type: 'CondBinary' }>,
): Promise<boolean | number> {
  const { operator } = node;
  const left = await expandText(proc, node.left);
  if (operator === '=~') return regularExpression(proc, left, node);
  if (operator === '=' || operator === '==' || operator === '!=') {
    const pattern = await expandPattern(proc, node.right);
    if (proc.options.has('x'))
      await trace(proc, ['[[', traceWord(proc, left), operator, pattern, ']]']);
    return matches(compilePattern(pattern, true), left) === (operator !== '!=');
  }
  const right = await expandText(proc, node.right);
  if (proc.options.has('x'))
    await trace(proc, ['[[', traceWord(proc, left), operator, traceWord(proc, right), ']]']);
  if (operator === '<' || operator === '>') return operator === '<' ? left < right : left > right;
  if (operator === '-nt' || operator === '-ot' || operator === '-ef') {
    return compareFiles(proc, operator, left, right);
  }
  return compareNumbers(operator, await evaluateText(proc, left), await evaluateText(proc, right));
}

export function compareNumbers(operator: string, left: bigint, right: bigint): boolean {
  const results: Record<string, boolean> = {
    '-eq': left === right,
    '-ne': left !== right,
    '-lt': left < right,
    '-le': left <= right,
    '-gt': left > right,
    '-ge': left >= right,
  };
  return results[operator] === true;
}

/** `=~`: quoted parts stand for themselves; sets `BASH_REMATCH`. */
async function regularExpression(
  proc: Process,
  text: string,
  { right }: Extract<Condition, { type: 'CondBinary' }>,
): Promise<boolean | number> {
  let source = '';
  for (const part of right.parts) {
    const value = await expandText(proc, { type: 'Word', parts: [part] });
    const plain = /^(SingleQuoted|DoubleQuoted|Escaped)$/.test(part.type);
    source += plain ? value.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&') : value;
  }
  const groups = await proc.run.container.regularExpression(text, source);
  if (groups === 'invalid') return failure(proc, `[[: invalid regular expression \`${source}'`, 2);
  proc.vars.setElements(
    'BASH_REMATCH',
    new Map((groups ?? []).map((group, i) => [String(i), group])),
  );
  return groups !== null;
}
