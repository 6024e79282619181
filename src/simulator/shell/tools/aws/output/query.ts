import { search } from '@aws-lambda-powertools/jmespath';
import { isObject } from '../../support/json.ts';
import { parameterError } from '../errors.ts';

/** Letters of an expression that are read at most: nobody writes longer ones by hand. */
const longest = 8192;

/** The same value without inherited members, which the library would find (`constructor`). */
function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bare);
  if (!isObject(value)) return value;
  const copy: Record<string, unknown> = Object.create(null);
  for (const [key, each] of Object.entries(value)) copy[key] = bare(each);
  return copy;
}

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/** Raw strings and quoted names, which are left alone, and literals in backticks. */
const quoted = /'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`((?:\\.|[^`\\])*)`/g;

/** A literal that is no JSON (`FAILED`) stands for a string, as in the CLI's own library (jmespath.py, deprecated). */
const withStrings = (expression: string): string =>
  expression.replace(quoted, (whole, literal: string | undefined) => {
    if (literal === undefined || isJson(literal)) return whole;
    const text = `"${literal.trimStart()}"`;
    return isJson(text) ? `\`${text}\`` : whole;
  });

/** What a JMESPath expression finds in a result; null for nothing. Throws the library's errors. */
export function find(expression: string, output: unknown): unknown {
  if (expression.length > longest) throw new Error('The expression is too long.');
  // The library keeps what it parsed in a plain object: a space in front is no name that such an object has.
  return (
    search(` ${withStrings(expression)}`, bare(output) as Parameters<typeof search>[1]) ?? null
  );
}

/** Applies a `--query` expression. Throws the CLI's error, exit 252, for one that cannot be read. */
export function applyQuery(expression: string, output: unknown): unknown {
  try {
    return find(expression, output);
  } catch (reason) {
    throw parameterError(
      `Bad value for --query ${expression}: ${reason instanceof Error ? reason.message : ''}`,
    );
  }
}
