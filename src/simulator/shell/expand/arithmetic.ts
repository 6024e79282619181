import type { Dialect } from '../types.ts';
import { applyOperator, integerOf } from './integers.ts';

/** An arithmetic expression that cannot be evaluated; the message is the dialect's, without prefix. */
export class ArithmeticProblem {
  readonly message: string;
  constructor(message: string) {
    this.message = message;
  }
}

/** What an expression may read and set. Names may carry a subscript: `a[i+1]`. */
export interface Names {
  get(name: string): string | undefined;
  set(name: string, value: string): void;
}

const NUMBER = /^(0[xX][0-9a-fA-F]+|\d+#[0-9a-zA-Z@_]+|\d+)/;
const NAME = /^[A-Za-z_]\w*/;
const OPERATOR = /^(<<=|>>=|\*\*|\+\+|--|&&|\|\||<<|>>|[<>=!]=|[-+*/%&|^]=|[-+*/%<>=!~&|^?:(),])/;

/** Binary operators by precedence, loosest first; right-hand sides of `&&` and `||` are skipped when they do not count. */
const LEVELS: string[][] = [
  ['||'],
  ['&&'],
  ['|'],
  ['^'],
  ['&'],
  ['==', '!='],
  ['<', '<=', '>', '>='],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '%'],
];
const MAX_DEPTH = 40;

/**
 * Evaluates an expression in 64-bit integers, as `$((…))` does once its expansions are done.
 * Throws `ArithmeticProblem`.
 */
export function evaluate(text: string, names: Names, dialect: Dialect, depth = 0): bigint {
  return new Evaluator(text, names, dialect, depth).whole();
}

class Evaluator {
  readonly #text: string;
  readonly #names: Names;
  readonly #dash: boolean;
  readonly #dialect: Dialect;
  readonly #depth: number;
  #at = 0;
  /** Start of the token read last: bash's error token. */
  #mark = 0;
  /** Above 0: the value does not count, so nothing is assigned. */
  #skip = 0;

  constructor(text: string, names: Names, dialect: Dialect, depth: number) {
    this.#text = text;
    this.#names = names;
    this.#dialect = dialect;
    this.#dash = dialect === 'dash';
    this.#depth = depth;
    if (depth > MAX_DEPTH) throw this.#problem('expression recursion level exceeded');
  }

  whole(): bigint {
    this.#blank();
    if (this.#at >= this.#text.length) {
      if (this.#dash && this.#depth === 0) throw this.#problem('expecting primary');
      return 0n;
    }
    const value = this.#comma();
    this.#blank();
    if (this.#at < this.#text.length) {
      this.#mark = this.#at;
      if (!this.#dash) throw this.#problem('syntax error in expression');
      // dash has none of these operators: it wants an operand behind the first character.
      const doubled = /^(?:\*\*|\+\+|--)/.test(this.#text.slice(this.#at, this.#at + 2));
      throw this.#problem(doubled ? 'expecting primary' : 'expecting EOF');
    }
    return value;
  }

  #comma(): bigint {
    let value = this.#assignment();
    while (!this.#dash && this.#accept(',')) value = this.#assignment();
    return value;
  }

  #assignment(): bigint {
    const start = this.#at;
    const name = this.#name();
    if (name !== null) {
      const operator = this.#peek();
      if (operator !== null && /^([-+*/%&|^]|<<|>>)?=$/.test(operator)) {
        this.#accept(operator);
        const right = this.#assignment();
        const binary = operator.slice(0, -1);
        const value = binary === '' ? right : this.#apply(binary, this.#variable(name), right);
        return this.#store(name, value);
      }
    }
    this.#at = start;
    return this.#ternary();
  }

  #ternary(): bigint {
    const condition = this.#binary(0);
    if (!this.#accept('?')) return condition;
    const yes = this.#counting(condition !== 0n, () => this.#comma());
    if (!this.#accept(':'))
      throw this.#problem(this.#dash ? "expecting ':'" : "`:' expected for conditional expression");
    const no = this.#counting(condition === 0n, () => this.#assignment());
    return condition !== 0n ? yes : no;
  }

  #counting<T>(counts: boolean, read: () => T): T {
    if (!counts) this.#skip++;
    try {
      return read();
    } finally {
      if (!counts) this.#skip--;
    }
  }

  #binary(level: number): bigint {
    const operators = LEVELS[level];
    if (operators === undefined) return this.#power();
    let left = this.#binary(level + 1);
    for (;;) {
      const operator = this.#peek();
      if (operator === null || !operators.includes(operator)) return left;
      this.#accept(operator);
      if (operator === '&&' || operator === '||') {
        const decided = operator === '&&' ? left === 0n : left !== 0n;
        const right = this.#counting(!decided, () => this.#binary(level + 1));
        left = (operator === '&&' ? left !== 0n && right !== 0n : left !== 0n || right !== 0n)
          ? 1n
          : 0n;
      } else {
        left = this.#apply(operator, left, this.#binary(level + 1));
      }
    }
  }

  #power(): bigint {
    const base = this.#unary();
    if (this.#dash || !this.#accept('**')) return base;
    const exponent = this.#power();
    if (exponent < 0n) throw this.#problem('exponent less than 0');
    return BigInt.asIntN(64, base ** (exponent > 64n ? 64n : exponent));
  }

  #unary(): bigint {
    const operator = this.#peek();
    if (!this.#dash && (operator === '++' || operator === '--')) {
      this.#accept(operator);
      const name = this.#name();
      if (name === null) throw this.#problem('syntax error: operand expected');
      return this.#store(name, this.#variable(name) + (operator === '++' ? 1n : -1n));
    }
    const sign = /^[-+!~]/.exec(operator ?? '')?.[0];
    if (sign === undefined) return this.#primary();
    this.#blank();
    this.#mark = this.#at;
    this.#at++;
    const value = this.#unary();
    if (sign === '-') return BigInt.asIntN(64, -value);
    if (sign === '~') return ~value;
    return sign === '!' ? (value === 0n ? 1n : 0n) : value;
  }

  #primary(): bigint {
    this.#blank();
    if (this.#accept('(')) {
      const value = this.#comma();
      if (!this.#accept(')')) throw this.#problem(this.#dash ? "expecting ')'" : "missing `)'");
      return value;
    }
    const number = NUMBER.exec(this.#rest())?.[0];
    if (number !== undefined) {
      this.#mark = this.#at;
      this.#at += number.length;
      return this.#number(number);
    }
    const name = this.#name();
    if (name === null) {
      throw this.#problem(this.#dash ? 'expecting primary' : 'syntax error: operand expected');
    }
    const value = this.#variable(name);
    const operator = this.#dash ? null : this.#peek();
    if (operator === '++' || operator === '--') {
      this.#accept(operator);
      this.#store(name, value + (operator === '++' ? 1n : -1n));
    }
    return value;
  }

  #number(text: string): bigint {
    const value = integerOf(text);
    if (value === null)
      throw this.#problem(this.#dash ? 'expecting EOF' : 'value too great for base');
    return value;
  }

  #variable(name: string): bigint {
    const value = this.#names.get(name)?.trim() ?? '';
    if (value === '' || this.#skip > 0) return 0n;
    if (/^-?[1-9]\d{0,17}$|^0$/.test(value)) return BigInt(value);
    if (!this.#dash) return evaluate(value, this.#names, this.#dialect, this.#depth + 1);
    const number = /^([-+]?)(0[xX][0-9a-fA-F]+|0[0-7]+|\d+)$/.exec(value);
    if (number === null) throw new ArithmeticProblem(`Illegal number: ${value}`);
    const size = this.#number(number[2] ?? '0');
    return number[1] === '-' ? -size : size;
  }

  #store(name: string, value: bigint): bigint {
    const stored = BigInt.asIntN(64, value);
    if (this.#skip === 0) this.#names.set(name, String(stored));
    return stored;
  }

  #apply(operator: string, left: bigint, right: bigint): bigint {
    if ((operator === '/' || operator === '%') && right === 0n) {
      if (this.#skip > 0) return 0n;
      throw this.#problem(this.#dash ? 'division by zero' : 'division by 0');
    }
    return applyOperator(operator, left, right);
  }

  #name(): string | null {
    this.#blank();
    const name = NAME.exec(this.#rest())?.[0];
    if (name === undefined) return null;
    this.#mark = this.#at;
    this.#at += name.length;
    if (this.#dash || this.#text.charAt(this.#at) !== '[') return name;
    let depth = 0;
    const start = this.#at;
    do {
      const c = this.#text.charAt(this.#at++);
      if (c === '[') depth++;
      if (c === ']') depth--;
    } while (depth > 0 && this.#at < this.#text.length);
    return name + this.#text.slice(start, this.#at);
  }

  #rest(): string {
    return this.#text.slice(this.#at);
  }

  #blank(): void {
    while (/\s/.test(this.#text.charAt(this.#at))) this.#at++;
  }

  #peek(): string | null {
    this.#blank();
    return OPERATOR.exec(this.#text.slice(this.#at, this.#at + 3))?.[0] ?? null;
  }

  #accept(operator: string): boolean {
    if (this.#peek() !== operator) return false;
    this.#mark = this.#at;
    this.#at += operator.length;
    return true;
  }

  #problem(message: string): ArithmeticProblem {
    if (this.#dash)
      return new ArithmeticProblem(`arithmetic expression: ${message}: "${this.#text}"`);
    const token = this.#text.slice(this.#mark);
    return new ArithmeticProblem(
      `${this.#text.trimStart()}: ${message} (error token is "${token}")`,
    );
  }
}
