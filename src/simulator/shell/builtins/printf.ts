import { Endless, limits } from '../core/limits.ts';
import { type Builtin, isBash, type Process, write } from '../core/process.ts';
import { complain, failure } from '../dialect/messages.ts';
import { shellQuote } from '../expand/operations.ts';
import { formatDate } from '../programs/dateFormat.ts';
import { print, readEscapes } from './echo.ts';

const DIRECTIVE = /^%([-+ 0#]*)(\*|\d+)?(?:\.(\*|\d+)?)?(?:[hlLjzt]*)([a-zA-Z%])?/;

/** `%(…)T` of bash. */
const TIME = /^%\(([^()]*)\)T/;

/** One run of `printf`: walks through the format, as often as there are arguments left. */
class Formatter {
  readonly #proc: Process;
  readonly #args: string[];
  readonly #total: number;
  out = '';
  status = 0;

  constructor(proc: Process, args: string[]) {
    this.#proc = proc;
    this.#args = [...args];
    this.#total = args.length;
  }

  /** Returns the message that ends everything, or null. */
  async run(format: string): Promise<string | null> {
    const octal = /^([0-7]{1,3})/;
    do {
      const left = this.#args.length;
      for (let i = 0; i < format.length; ) {
        const next = /[%\\]/.exec(format.slice(i));
        const at = next === null ? format.length : i + next.index;
        this.out += format.slice(i, at);
        i = at;
        if (format.charAt(i) === '\\') {
          const sequence =
            /^\\(?:x[0-9a-fA-F]{1,2}|u[0-9a-fA-F]{1,4}|[0-7]{1,3}|[\s\S]|$)/.exec(
              format.slice(i),
            )?.[0] ?? '\\';
          const result = readEscapes(sequence, { hex: isBash(this.#proc), octal });
          this.out += result.text;
          if (result.ended) return null;
          i += sequence.length;
        } else if (format.charAt(i) === '%') {
          const time = isBash(this.#proc) ? TIME.exec(format.slice(i)) : null;
          if (time !== null) {
            this.out += this.#time(time[1] ?? '');
            i += time[0].length;
            continue;
          }
          const match = DIRECTIVE.exec(format.slice(i));
          if (match === null) break;
          const problem = await this.#directive(match);
          if (problem === 'end') return null;
          if (problem !== null) return problem;
          i += match[0].length;
        }
      }
      if (this.#args.length === left) break;
    } while (this.#args.length > 0 && this.#total > 0);
    return null;
  }

  async #directive(match: RegExpExecArray): Promise<string | 'end' | null> {
    const [whole, flags = '', width, precision, kind] = match;
    if (kind === '%') {
      this.out += '%';
      return null;
    }
    if (
      kind === undefined ||
      !/[sbqcdiouxXeEfFgG]/.test(kind) ||
      (kind === 'q' && !isBash(this.#proc))
    ) {
      return isBash(this.#proc)
        ? `printf: \`${kind ?? whole}': invalid format character`
        : `printf: ${whole}: invalid directive`;
    }
    const wide = Number(width === '*' ? this.#args.shift() : (width ?? 0)) || 0;
    const exact = whole.includes('.')
      ? Number(precision === '*' ? this.#args.shift() : (precision ?? 0)) || 0
      : null;
    if (Math.abs(wide) > limits.output || (exact ?? 0) > limits.output) throw new Endless();
    const arg = this.#args.shift();
    const left = flags.includes('-') || wide < 0;
    const pad = (text: string, zero = false) => {
      const size = Math.abs(wide);
      if (left) return text.padEnd(size);
      if (!zero) return text.padStart(size);
      const sign = /^[-+ ]?(0x)?/.exec(text)?.[0] ?? '';
      return sign + text.slice(sign.length).padStart(size - sign.length, '0');
    };
    const zero = flags.includes('0');
    if (kind === 's' || kind === 'q') {
      const text = kind === 'q' ? quoteWord(arg ?? '') : (arg ?? '');
      this.out += pad(exact === null ? text : text.slice(0, exact));
    } else if (kind === 'b') {
      const result = readEscapes(arg ?? '', { hex: isBash(this.#proc), octal: /^0?([0-7]{1,3})/ });
      this.out += pad(result.text);
      if (result.ended) return 'end';
    } else if (kind === 'c') {
      this.out += pad((arg ?? '').charAt(0));
    } else if (/[diouxX]/.test(kind)) {
      const value = await this.#integer(arg);
      this.out += pad(integerText(value, kind, flags, exact), zero && exact === null);
    } else {
      this.out += pad(floatText(await this.#float(arg), kind, flags, exact ?? 6), zero);
    }
    return null;
  }

  /** A moment: its seconds since 1970, or -1 and nothing for now. */
  #time(format: string): string {
    const arg = this.#args.shift() ?? '-1';
    const now = this.#proc.run.container.host.clock.unix() + this.#proc.thread.debt;
    const ms = /^\d{1,12}$/.test(arg) ? Number(arg) * 1000 : now;
    return formatDate(format === '' ? '%X' : format, ms, this.#proc.vars.value('TZ'));
  }

  async #integer(arg: string | undefined): Promise<bigint> {
    if (arg === undefined) return 0n;
    const quote = /^["']([\s\S])/.exec(arg);
    if (quote !== null) return BigInt(quote[1]?.codePointAt(0) ?? 0);
    const match = /^\s*([-+]?)(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9]\d*)/.exec(arg);
    if (match === null || match[0] !== arg) await this.#bad(arg, match === null);
    if (match === null) return 0n;
    const digits = match[2] ?? '0';
    const size = BigInt(/^0[0-7]+$/.test(digits) ? `0o${digits}` : digits);
    return match[1] === '-' ? -size : size;
  }

  async #float(arg: string | undefined): Promise<number> {
    if (arg === undefined || arg === '') return 0;
    const value = Number(arg);
    if (Number.isFinite(value)) return value;
    await this.#bad(arg, !/^\s*[-+]?\d/.test(arg));
    return Number.parseFloat(arg) || 0;
  }

  async #bad(arg: string, wholly: boolean): Promise<void> {
    this.status = 1;
    const why = isBash(this.#proc)
      ? 'invalid number'
      : wholly
        ? 'expected numeric value'
        : 'not completely converted';
    if (arg !== '' || !isBash(this.#proc)) await complain(this.#proc, `printf: ${arg}: ${why}`);
  }
}

function integerText(value: bigint, kind: string, flags: string, precision: number | null): string {
  const radix = kind === 'o' ? 8 : /x/i.test(kind) ? 16 : 10;
  const signed = kind === 'd' || kind === 'i';
  const size = signed ? (value < 0n ? -value : value) : BigInt.asUintN(64, value);
  let digits = size.toString(radix).padStart(precision ?? 0, '0');
  if (flags.includes('#')) digits = (radix === 16 ? '0x' : radix === 8 ? '0' : '') + digits;
  if (kind === 'X') digits = digits.toUpperCase();
  const sign = value < 0n ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  return signed ? sign + digits : digits;
}

function floatText(value: number, kind: string, flags: string, precision: number): string {
  const digits = Math.min(precision, 100);
  const exponent = (text: string) => text.replace(/e([-+])(\d)$/, 'e$10$2');
  let text: string;
  if (/e/i.test(kind)) text = exponent(value.toExponential(digits));
  else if (/f/i.test(kind)) text = value.toFixed(digits);
  else text = exponent(String(Number(value.toPrecision(Math.max(1, digits)))));
  if (value >= 0 && flags.includes('+')) text = `+${text}`;
  return /[EFG]/.test(kind) ? text.toUpperCase() : text;
}

function quoteWord(text: string): string {
  if (text === '') return "''";
  return /\p{Cc}/u.test(text) ? shellQuote(text) : text.replace(/[^\w@%+=:,./-]/g, '\\$&');
}

const printf: Builtin = {
  async run(proc, args) {
    const words = [...args];
    let variable: string | null = null;
    if (isBash(proc) && words[0] === '-v') {
      variable = words[1] ?? '';
      words.splice(0, 2);
    }
    if (words[0] === '--') words.shift();
    const format = words.shift();
    if (format === undefined) {
      if (!isBash(proc)) return failure(proc, 'printf: usage: printf format [arg ...]');
      await write(proc, 2, 'printf: usage: printf [-v var] format [arguments]\n');
      return 2;
    }
    const formatter = new Formatter(proc, words);
    const problem = await formatter.run(format);
    if (variable !== null) proc.vars.set(variable, formatter.out);
    else {
      const status = await print(proc, 'printf', formatter.out);
      if (status !== 0) return status;
    }
    return problem === null ? formatter.status : failure(proc, problem);
  },
};

export const printfBuiltins: Record<string, Builtin> = { printf };
