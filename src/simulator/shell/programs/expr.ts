import { Endless, limits } from '../core/limits.ts';
import type { Call, Program } from '../core/process.ts';
import { complainAs, print } from './support.ts';

class Problem {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

const LEVELS: readonly (readonly string[])[] = [
  ['|'],
  ['&'],
  ['=', '==', '!=', '<', '<=', '>', '>='],
  ['+', '-'],
  ['*', '/', '%'],
  [':'],
];

/** An expression of `expr`, read by precedence: `|`, `&`, comparisons, sums, products, matches. */
class Reader {
  readonly #call: Call;
  readonly #words: readonly string[];
  #at = 0;
  #depth = 0;

  constructor(call: Call) {
    this.#call = call;
    this.#words = call.args[0] === '--' ? call.args.slice(1) : call.args;
  }

  async whole(): Promise<string> {
    if (this.#words.length === 0)
      throw new Problem("missing operand\nTry 'expr --help' for more information.");
    const value = await this.#level(0);
    const extra = this.#words[this.#at];
    if (extra !== undefined) throw new Problem(`syntax error: unexpected argument '${extra}'`);
    return value;
  }

  async #level(level: number): Promise<string> {
    const operators = LEVELS[level];
    if (operators === undefined) return this.#operand();
    let left = await this.#level(level + 1);
    for (;;) {
      const operator = this.#words[this.#at] ?? '';
      if (!operators.includes(operator)) return left;
      this.#at++;
      left = await this.#apply(left, operator, await this.#level(level + 1));
    }
  }

  #next(): string {
    const word = this.#words[this.#at++];
    if (word !== undefined) return word;
    const last = this.#words.at(-1) ?? '';
    throw new Problem(`syntax error: missing argument after '${last}'`);
  }

  async #operand(): Promise<string> {
    if (++this.#depth > limits.nesting) throw new Endless();
    const word = this.#next();
    const more = this.#at < this.#words.length;
    if (word === '(') {
      const value = await this.#level(0);
      if (this.#next() !== ')') throw new Problem("syntax error: expecting ')' instead of end");
      return value;
    }
    if (word === '+' && more) return this.#next();
    if (word === 'length' && more) return String((await this.#operand()).length);
    if (word === 'match' && more) return this.#match(await this.#operand(), await this.#operand());
    if (word === 'index' && more) {
      const [text, set] = [await this.#operand(), await this.#operand()];
      return String([...text].findIndex((c) => set.includes(c)) + 1);
    }
    if (word === 'substr' && more) {
      const [text, from, length] = [
        await this.#operand(),
        await this.#operand(),
        await this.#operand(),
      ];
      const [start, size] = [Number(from), Number(length)];
      return start >= 1 && size > 0 ? text.slice(start - 1, start - 1 + size) : '';
    }
    return word;
  }

  /** Matches from the beginning. With a group: what it matched, else how many characters. */
  async #match(text: string, pattern: string): Promise<string> {
    // A basic expression as an extended one: plain and escaped change places.
    const extended = pattern
      .replace(/^\^/, '')
      .replace(/\\[\s\S]|\[[^\]]*\]|[+?(){}|]/g, (part) =>
        /^\\[(){}|+?]$/.test(part) ? part.slice(1) : /^[+?(){}|]$/.test(part) ? `\\${part}` : part,
      );
    const grouped = /\\\(/.test(pattern);
    const found = await this.#call.proc.run.container.regularExpression(text, `^(${extended})`);
    if (found === 'invalid') throw new Problem('Invalid preceding regular expression');
    if (found === null) return grouped ? '' : '0';
    return grouped ? (found[2] ?? '') : String((found[1] ?? '').length);
  }

  async #apply(left: string, operator: string, right: string): Promise<string> {
    const empty = (text: string) => /^(?:-?0+)?$/.test(text);
    if (operator === '|') return empty(left) ? (empty(right) ? '0' : right) : left;
    if (operator === '&') return empty(left) || empty(right) ? '0' : left;
    if (operator === ':') return this.#match(left, right);
    const numbers = [left, right].map((text) => (/^-?\d{1,400}$/.test(text) ? BigInt(text) : null));
    const [a = null, b = null] = numbers;
    if (/[=<>]/.test(operator))
      return compare(operator, a !== null && b !== null ? [a, b] : [left, right]) ? '1' : '0';
    if (a === null || b === null) throw new Problem('non-integer argument');
    if (/[/%]/.test(operator) && b === 0n) throw new Problem('division by zero');
    const results: Record<string, () => bigint> = {
      '+': () => a + b,
      '-': () => a - b,
      '*': () => a * b,
      '/': () => a / b,
      '%': () => a % b,
    };
    return String(results[operator]?.() ?? 0n);
  }
}

function compare(operator: string, [a, b]: [bigint, bigint] | [string, string]): boolean {
  if (operator === '=' || operator === '==') return a === b;
  if (operator === '!=') return a !== b;
  if (operator.startsWith('<')) return a < b || (operator === '<=' && a === b);
  return a > b || (operator === '>=' && a === b);
}

/** `expr`: status 1 when the value is empty or zero, 2 when the expression cannot be read. */
const expr: Program = {
  name: 'expr',
  async run(call) {
    try {
      const value = await new Reader(call).whole();
      await print(call, `${value}\n`);
      return /^(?:-?0+)?$/.test(value) ? 1 : 0;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return complainAs(call, error.text, 2);
    }
  },
};

export const exprPrograms: Program[] = [expr];
