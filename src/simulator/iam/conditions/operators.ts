import { compileArn, matchArn, readArn } from '../arn.ts';
import type { GlobToken } from '../match.ts';
import { compilePattern, globTokens, matches } from '../match.ts';
import type { ContextValues } from '../variables.ts';
import { parseTemplate, plainText, resolveTemplate, staticTokens } from '../variables.ts';
import { cidrContains, readCidr, readDate, readIp, readNumber } from './values.ts';

/** Compares one value of the request with one value of the policy. A variable without value matches nothing. */
export type ValueTest = (actual: string, context: ContextValues) => boolean;

/** The test for one policy value; `variables`: it may hold policy variables. */
type Compile = (value: string, variables: boolean) => ValueTest;

/** A row of the table of operators. */
export interface Operator {
  /** As AWS writes it. */
  name: string;
  /** Holds when NO value of the policy matches. */
  negated: boolean;
  /** Values may hold policy variables (with Version 2012-10-17). */
  variables: boolean;
  compile: Compile;
}

const NEVER = (): boolean => false;

/** A test made from the policy value's tokens: at once, or for each request when there are variables. */
const fromTokens =
  (make: (tokens: readonly GlobToken[]) => (actual: string) => boolean): Compile =>
  (value, variables) => {
    const template = variables ? parseTemplate(value) : globTokens(value);
    const tokens = staticTokens(template);
    if (tokens) return make(tokens);
    return (actual, context) => {
      const resolved = resolveTemplate(template, context);
      return resolved !== null && make(resolved)(actual);
    };
  };

/** Families that see the policy value as one text, without wildcards. */
const text = (make: (expected: string) => (actual: string) => boolean): Compile =>
  fromTokens((tokens) => make(plainText(tokens)));

const equals = text((expected) => (actual) => actual === expected);
const equalsIgnoreCase = text((expected) => {
  const lower = expected.toLowerCase();
  return (actual) => actual.toLowerCase() === lower;
});
const like = fromTokens((tokens) => {
  const pattern = compilePattern(tokens);
  return (actual) => matches(pattern, actual);
});
/** The six colon parts are compared one by one, each with wildcards. */
const arn: Compile = (value, variables) => {
  const pattern = compileArn(value, variables ? 'all' : 'none', 'never');
  return (actual, context) => matchArn(pattern, readArn(actual), () => context) === 'match';
};

/** Families that compare typed values; text of another form matches nothing. */
const ordered = (
  read: (value: string) => number | undefined,
  holds: (actual: number, expected: number) => boolean,
): Compile =>
  text((expectedText) => {
    const expected = read(expectedText);
    if (expected === undefined) return NEVER;
    return (actualText) => {
      const actual = read(actualText);
      return actual !== undefined && holds(actual, expected);
    };
  });

const bool = text((expected) => {
  const lower = expected.toLowerCase();
  if (lower !== 'true' && lower !== 'false') return NEVER;
  return (actual) => actual.toLowerCase() === lower;
});

const ip = text((expected) => {
  const range = readCidr(expected);
  if (!range) return NEVER;
  return (actual) => {
    const address = readIp(actual);
    return address !== undefined && cidrContains(range, address);
  };
});

const order: readonly [string, (actual: number, expected: number) => boolean][] = [
  ['Equals', (actual, expected) => actual === expected],
  ['LessThan', (actual, expected) => actual < expected],
  ['LessThanEquals', (actual, expected) => actual <= expected],
  ['GreaterThan', (actual, expected) => actual > expected],
  ['GreaterThanEquals', (actual, expected) => actual >= expected],
];
const comparisons = (family: string, read: (value: string) => number | undefined): Row[] => [
  ...order.map(([name, holds]): Row => [`${family}${name}`, false, false, ordered(read, holds)]),
  [`${family}NotEquals`, true, false, ordered(read, (actual, expected) => actual === expected)],
];

type Row = readonly [name: string, negated: boolean, variables: boolean, compile: Compile];

/** Source: IAM JSON policy elements: Condition operators. `ArnEquals` and `ArnLike` behave the same. */
const ROWS: readonly Row[] = [
  ['StringEquals', false, true, equals],
  ['StringNotEquals', true, true, equals],
  ['StringEqualsIgnoreCase', false, true, equalsIgnoreCase],
  ['StringNotEqualsIgnoreCase', true, true, equalsIgnoreCase],
  ['StringLike', false, true, like],
  ['StringNotLike', true, true, like],
  ...comparisons('Numeric', readNumber),
  ...comparisons('Date', readDate),
  ['Bool', false, true, bool],
  ['BinaryEquals', false, false, equals],
  ['IpAddress', false, false, ip],
  ['NotIpAddress', true, false, ip],
  ['ArnEquals', false, true, arn],
  ['ArnLike', false, true, arn],
  ['ArnNotEquals', true, true, arn],
  ['ArnNotLike', true, true, arn],
];

const OPERATORS = ROWS.map(
  ([name, negated, variables, compile]): Operator => ({ name, negated, variables, compile }),
);

/** An operator as written in a policy: qualifier, base, suffix. */
export interface OperatorUse {
  operator: Operator | 'Null';
  set: 'all' | 'any' | null;
  ifExists: boolean;
}

const SETS = [
  ['', null],
  ['forallvalues:', 'all'],
  ['foranyvalue:', 'any'],
] as const;

/** Every form of every operator, in lower case. `IfExists` and the qualifiers do not go with Null. */
const USES: ReadonlyMap<string, OperatorUse> = new Map(
  OPERATORS.flatMap((operator) =>
    SETS.flatMap(([prefix, set]): [string, OperatorUse][] => [
      [`${prefix}${operator.name.toLowerCase()}`, { operator, set, ifExists: false }],
      [`${prefix}${operator.name.toLowerCase()}ifexists`, { operator, set, ifExists: true }],
    ]),
  ),
).set('null', { operator: 'Null', set: null, ifExists: false });

/** Reads `ForAnyValue:StringLikeIfExists` and the like; case does not count (unverified for AWS). */
export function readOperator(written: string): OperatorUse | undefined {
  return USES.get(written.toLowerCase());
}
