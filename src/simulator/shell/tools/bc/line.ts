import {
  bounds,
  compute,
  type Decimal,
  NotSimulated,
  read,
  root,
  type State,
  scaled,
  show,
  whole,
} from './decimal.ts';

const TOKEN = /\s*(\d+\.?\d*|\.\d+|[a-z][a-z0-9_]*|[<>=!]=|&&|\|\||[-+*/%^()<>=!;])/y;
/** Words of the language beyond arithmetic. */
const KEYWORDS =
  /^(?:if|for|while|define|print|return|auto|ibase|obase|last|read|else|break|halt|warranty|limits)$/;
const COMPARE: Readonly<Record<string, (a: bigint, b: bigint) => boolean>> = {
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '>': (a, b) => a > b,
  '<=': (a, b) => a <= b,
  '>=': (a, b) => a >= b,
};
const LEVELS: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  Object.keys(COMPARE),
  ['+', '-'],
  ['*', '/', '%'],
];

/** One line of the language. */
export class Line {
  readonly #tokens: string[] = [];
  readonly #state: State;
  #at = 0;
  #depth = 0;

  constructor(text: string, state: State) {
    this.#state = state;
    TOKEN.lastIndex = 0;
    const trimmed = text.trimEnd();
    while (TOKEN.lastIndex < trimmed.length) {
      const token = TOKEN.exec(trimmed)?.[1];
      if (token === undefined || KEYWORDS.test(token)) throw new NotSimulated();
      this.#tokens.push(token);
    }
  }

  /** What the line prints. */
  run(): string {
    let out = '';
    while (this.#at < this.#tokens.length) {
      if (this.#take([';']) !== null) continue;
      const [name = '', equals] = this.#tokens.slice(this.#at, this.#at + 2);
      if (/^[a-z]/.test(name) && equals === '=') {
        this.#at += 2;
        this.#assign(name, this.#binary(0));
      } else if (name === 'quit') return out;
      else out += `${show(this.#binary(0))}\n`;
      if (this.#at < this.#tokens.length && this.#take([';']) === null) throw new SyntaxError();
    }
    return out;
  }

  #assign(name: string, value: Decimal): void {
    if (name === 'scale')
      this.#state.scale = Math.min(Math.max(Number(scaled(value, 0)), 0), bounds.scale);
    else this.#state.variables.set(name, value);
  }

  #take(wanted: readonly string[]): string | null {
    const token = this.#tokens[this.#at];
    if (token === undefined || !wanted.includes(token)) return null;
    this.#at++;
    return token;
  }

  #binary(level: number): Decimal {
    const operators = LEVELS[level];
    if (operators === undefined) return this.#power();
    let left = this.#binary(level + 1);
    for (
      let operator = this.#take(operators);
      operator !== null;
      operator = this.#take(operators)
    ) {
      const right = this.#binary(level + 1);
      const most = Math.max(left.scale, right.scale);
      const compare = COMPARE[operator];
      if (compare !== undefined)
        left = whole(compare(scaled(left, most), scaled(right, most)) ? 1 : 0);
      else if (operator === '&&') left = whole(left.digits !== 0n && right.digits !== 0n ? 1 : 0);
      else if (operator === '||') left = whole(left.digits !== 0n || right.digits !== 0n ? 1 : 0);
      else left = compute(operator, left, right, this.#state);
    }
    return left;
  }

  #power(): Decimal {
    if (++this.#depth > 200) throw new NotSimulated();
    const left =
      this.#take(['-']) !== null
        ? compute('-', whole(0), this.#operand(), this.#state)
        : this.#operand();
    const result =
      this.#take(['^']) === null ? left : compute('^', left, this.#power(), this.#state);
    this.#depth--;
    return result;
  }

  #operand(): Decimal {
    const token = this.#tokens[this.#at++];
    if (token === undefined) throw new SyntaxError();
    if (/^[\d.]/.test(token)) return read(token);
    if (token === '-') return compute('-', whole(0), this.#operand(), this.#state);
    if (token === '(' || this.#tokens[this.#at] === '(') {
      if (token !== '(') this.#at++;
      const inner = this.#binary(0);
      if (this.#take([')']) === null) throw new SyntaxError();
      if (token === '(') return inner;
      if (token === 'sqrt') return root(inner, this.#state);
      if (token === 'scale') return whole(inner.scale);
      if (token === 'length') return whole(inner.digits.toString().replace('-', '').length);
      throw new NotSimulated();
    }
    if (token === 'scale') return whole(this.#state.scale);
    if (!/^[a-z]/.test(token)) throw new SyntaxError();
    return this.#state.variables.get(token) ?? whole(0);
  }
}
