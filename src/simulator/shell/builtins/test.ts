import { Endless, limits } from '../core/limits.ts';
import { type Builtin, isBash, type Process } from '../core/process.ts';
import { failure } from '../dialect/messages.ts';
import { compareNumbers } from '../exec/condition.ts';
import { compareFiles, FILE_TESTS, testFile } from '../exec/fileTests.ts';
import { variableValue } from '../expand/parameter.ts';

const BINARY = new Set([
  ...['=', '!=', '<', '>', '-eq', '-ne', '-lt', '-le', '-gt', '-ge', '-nt', '-ot', '-ef'],
]);
const UNARY = new Set([...FILE_TESTS, '-z', '-n']);

/** What `test` objects to; the message is without the name of the command. */
class TestProblem {
  readonly message: string;
  constructor(message: string) {
    this.message = message;
  }
}

/** Reads the arguments of `test` or `[` as POSIX says, with `-a`, `-o`, `!` and parentheses. */
class TestReader {
  readonly #proc: Process;
  readonly #args: readonly string[];
  #at = 0;
  #depth = 0;

  constructor(proc: Process, args: readonly string[]) {
    this.#proc = proc;
    this.#args = args;
  }

  async whole(): Promise<boolean> {
    const { length } = this.#args;
    if (length === 0) return false;
    if (length === 1) return this.#args[0] !== '';
    if (isBash(this.#proc)) this.#checkCount();
    const result = await this.#or();
    if (this.#at === length) return result;
    if (isBash(this.#proc)) throw new TestProblem('too many arguments');
    throw new TestProblem(`${this.#args[this.#at - 1]}: unexpected operator`);
  }

  /** bash decides by the number of arguments what it misses. */
  #checkCount(): void {
    const [first = '', second = ''] = this.#args;
    if (this.#args.length === 2 && first !== '!' && !this.#isUnary(first)) {
      throw new TestProblem(`${first}: unary operator expected`);
    }
    const groups = first === '!' || first === '(';
    if (this.#args.length === 3 && !groups && !this.#isBinary(second) && !/^-[ao]$/.test(second)) {
      throw new TestProblem(`${second}: binary operator expected`);
    }
  }

  #isUnary(word: string): boolean {
    return UNARY.has(word) || (isBash(this.#proc) && (word === '-v' || word === '-o'));
  }

  #isBinary(word: string): boolean {
    return BINARY.has(word) || (isBash(this.#proc) && word === '==');
  }

  async #or(): Promise<boolean> {
    let result = await this.#and();
    while (this.#args[this.#at] === '-o') {
      this.#at++;
      const right = await this.#and();
      result ||= right;
    }
    return result;
  }

  async #and(): Promise<boolean> {
    let result = await this.#not();
    while (this.#args[this.#at] === '-a') {
      this.#at++;
      const right = await this.#not();
      result &&= right;
    }
    return result;
  }

  async #not(): Promise<boolean> {
    if (this.#args[this.#at] === '!' && this.#at + 1 < this.#args.length) {
      this.#at++;
      if (++this.#depth > limits.nesting) throw new Endless();
      return !(await this.#not());
    }
    return this.#primary();
  }

  async #primary(): Promise<boolean> {
    const first = this.#args[this.#at];
    if (first === undefined) {
      if (isBash(this.#proc)) throw new TestProblem('argument expected');
      return false;
    }
    const operator = this.#args[this.#at + 1] ?? '';
    const right = this.#args[this.#at + 2];
    if (this.#isBinary(operator) && right !== undefined) {
      this.#at += 3;
      return this.#compare(first, operator, right);
    }
    if (!isBash(this.#proc) && this.#isBinary(operator)) {
      throw new TestProblem(`${operator}: argument expected`);
    }
    if (first === '(' && this.#at + 1 < this.#args.length) {
      this.#at++;
      if (++this.#depth > limits.nesting) throw new Endless();
      const result = await this.#or();
      if (this.#args[this.#at] !== ')') {
        throw new TestProblem(isBash(this.#proc) ? "`)' expected" : 'closing paren expected');
      }
      this.#at++;
      return result;
    }
    if (this.#isUnary(first) && this.#at + 1 < this.#args.length) {
      this.#at += 2;
      return this.#unary(first, operator);
    }
    this.#at++;
    return first !== '';
  }

  #unary(operator: string, operand: string): boolean | Promise<boolean> {
    if (operator === '-z') return operand === '';
    if (operator === '-n') return operand !== '';
    if (operator === '-v') return variableValue(this.#proc, operand) !== undefined;
    if (operator === '-o') return this.#proc.options.has(operand);
    return testFile(this.#proc, operator, operand);
  }

  #compare(left: string, operator: string, right: string): boolean | Promise<boolean> {
    if (operator === '=' || operator === '==') return left === right;
    if (operator === '!=') return left !== right;
    if (operator === '<') return left < right;
    if (operator === '>') return left > right;
    if (/^-(nt|ot|ef)$/.test(operator)) return compareFiles(this.#proc, operator, left, right);
    return compareNumbers(operator, this.#number(left), this.#number(right));
  }

  #number(text: string): bigint {
    if (/^\s*[-+]?\d+\s*$/.test(text)) return BigInt(text.trim().replace(/^\+/, ''));
    throw new TestProblem(
      isBash(this.#proc) ? `${text}: integer expression expected` : `Illegal number: ${text}`,
    );
  }
}

const test: Builtin = {
  async run(proc, args, name) {
    const words = [...args];
    if (name === '[' && words.pop() !== ']') {
      return failure(proc, isBash(proc) ? "[: missing `]'" : '[: missing ]', 2);
    }
    try {
      return (await new TestReader(proc, words).whole()) ? 0 : 1;
    } catch (error) {
      if (!(error instanceof TestProblem)) throw error;
      return failure(proc, `${name}: ${error.message}`, 2);
    }
  },
};

export const testBuiltins: Record<string, Builtin> = { test, '[': test };
