import type { JsonRecord } from '../record.ts';
import { isRecord, own, texts } from '../record.ts';
import type { ElementTrace } from '../types.ts';
import type { ContextValues, Template } from '../variables.ts';
import { parseTemplate, resolveTemplate } from '../variables.ts';
import type { Operator, OperatorUse, ValueTest } from './operators.ts';
import { readOperator } from './operators.ts';

/** One `operator → key → values` entry of a Condition block, ready to be tested. */
export interface CompiledCondition {
  use: OperatorUse;
  written: { operator: string; key: string };
  /** Key in lower case: names of keys ignore case. */
  key: string;
  expected: string[];
  values: readonly CompiledValue[];
}
interface CompiledValue {
  test: ValueTest;
  /** A value with variables, kept to tell a missing value from one that differs. */
  template: Template | null;
}

/**
 * Compiles a Condition block. All entries must hold (AND over operators and keys).
 * Operators that AWS does not know are left out: a policy that holds one is refused before.
 */
export function compileConditions(block: unknown, variables: boolean): CompiledCondition[] {
  if (!isRecord(block)) return NO_CONDITIONS;
  return Object.keys(block).flatMap((operator) => {
    const use = readOperator(operator);
    const keys = own(block, operator);
    if (!use || !isRecord(keys)) return [];
    return Object.keys(keys).map((key) => compileCondition(use, operator, key, keys, variables));
  });
}

const NO_CONDITIONS: CompiledCondition[] = [];

function compileCondition(
  use: OperatorUse,
  operator: string,
  key: string,
  keys: JsonRecord,
  variables: boolean,
): CompiledCondition {
  const expected = texts(own(keys, key));
  return {
    use,
    written: { operator, key },
    key: key.toLowerCase(),
    expected,
    values: expected.map((value) => compileValue(use.operator, value, variables)),
  };
}

function compileValue(
  operator: Operator | 'Null',
  text: string,
  variables: boolean,
): CompiledValue {
  if (operator === 'Null') {
    const wanted = text.toLowerCase();
    return { test: (missing) => missing === wanted, template: null };
  }
  const open = variables && operator.variables && text.includes('${');
  return { test: operator.compile(text, open), template: open ? parseTemplate(text) : null };
}

const ABSENT: string[] = [];

/**
 * Tests one entry. Source: IAM JSON policy elements: Condition operators; Single-valued vs. multivalued context keys.
 * A negated operator holds when the key is missing; a multivalued key without set operator never matches (unverified).
 */
export function traceCondition(condition: CompiledCondition, context: ContextValues): ElementTrace {
  const actual = context.get(condition.key);
  const [matched, reason] = judge(condition, actual ?? ABSENT, context);
  return {
    element: 'Condition',
    matched,
    reason,
    expected: condition.expected,
    actual: actual ? [...actual] : [],
    condition: condition.written,
  };
}

type Judgement = readonly [matched: boolean, reason: string];

function judge(
  { use, values }: CompiledCondition,
  actual: readonly string[],
  context: ContextValues,
): Judgement {
  const { operator, set, ifExists } = use;
  const missing = actual.length === 0;
  if (operator === 'Null') {
    const holds = values.some((value) => value.test(String(missing), context));
    return [holds, missing ? 'key-missing' : 'key-present'];
  }
  if (missing) {
    return [set ? set === 'all' : ifExists || operator.negated, 'key-missing'];
  }
  if (!set && actual.length > 1) return [false, 'needs-set-operator'];
  const one = (member: string): boolean =>
    values.some((value) => value.test(member, context)) !== operator.negated;
  if (set === 'all' ? actual.every(one) : actual.some(one)) return [true, 'match'];
  if (operator.negated) return [false, 'value-listed'];
  const unresolved = values.some(
    ({ template }) => template && resolveTemplate(template, context) === null,
  );
  return [false, unresolved ? 'variable-without-value' : 'value-differs'];
}
