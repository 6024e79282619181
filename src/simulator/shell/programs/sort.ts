import { toArray } from '../core/bytes.ts';
import type { Call, Program } from '../core/process.ts';
import { writeTo } from '../core/process.ts';
import { badOption, complainAs, input, readFlags, resolve } from './support.ts';

type Compare = (a: string, b: string) => number;

const bytesOrder: Compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const SUFFIXES = ['', 'K', 'M', 'G', 'T', 'P', 'E'];
const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

const number = (text: string) => Number(/^\s*(-?\d*\.?\d+)/.exec(text)?.[1] ?? 0);
const month = (text: string) => MONTHS.indexOf(text.trim().slice(0, 3).toUpperCase());

function humanNumber(text: string): number {
  const [, digits = '0', suffix = ''] = /^\s*(-?\d*\.?\d+)\s*([KMGTPE]?)/i.exec(text) ?? [];
  return Number(digits) * 1024 ** Math.max(0, SUFFIXES.indexOf(suffix.toUpperCase()));
}

/** Runs of digits as numbers, the rest by byte: `1.10` after `1.9`. */
const versionOrder: Compare = (a, b) => {
  const [left, right] = [a.match(/\d+|\D+/g) ?? [], b.match(/\d+|\D+/g) ?? []];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const [x = '', y = ''] = [left[i], right[i]];
    const both = /^\d/.test(x) && /^\d/.test(y);
    const order = both ? Number(x) - Number(y) : bytesOrder(x, y);
    if (order !== 0) return order;
  }
  return left.length - right.length;
};

/** How the letters of an option or of a key compare. */
function compareBy(letters: string): Compare {
  const prepare = (text: string) => {
    const shown = letters.includes('b') ? text.trimStart() : text;
    const known = letters.includes('d') ? shown.replace(/[^A-Za-z0-9 \t]/g, '') : shown;
    return letters.includes('f') ? known.toUpperCase() : known;
  };
  const kind = /[nghVM]/.exec(letters)?.[0];
  const order: Record<string, Compare> = {
    n: (a, b) => number(a) - number(b),
    g: (a, b) => number(a) - number(b),
    h: (a, b) => humanNumber(a) - humanNumber(b),
    M: (a, b) => month(a) - month(b),
    V: versionOrder,
  };
  const compare: Compare = order[kind ?? ''] ?? ((a, b) => bytesOrder(prepare(a), prepare(b)));
  return letters.includes('r') ? (a, b) => compare(b, a) : compare;
}

interface Key {
  from: number;
  fromChar: number;
  to: number;
  toChar: number;
  compare: Compare;
}

/** `-k 2,3n`: fields and characters count from 1. Null: it is none. */
function keyOf(text: string, defaults: string): Key | null {
  const match = /^(\d+)(?:\.(\d+))?([a-zA-Z]*)(?:,(\d+)(?:\.(\d+))?([a-zA-Z]*))?$/.exec(text);
  if (match === null || match[1] === '0') return null;
  const [, from, fromChar, letters = '', to, toChar, more = ''] = match;
  return {
    from: Number(from) - 1,
    fromChar: Number(fromChar ?? 1) - 1,
    to: to === undefined ? Number.POSITIVE_INFINITY : Number(to) - 1,
    toChar: Number(toChar ?? 0),
    compare: compareBy(letters + more || defaults),
  };
}

/** The part of a line that a key names. A field without separator begins with the blanks before it. */
function extract(line: string, key: Key, separator: string | undefined): string {
  const fields =
    separator === undefined ? (line.match(/[ \t]*[^ \t]+/g) ?? []) : line.split(separator);
  const join = separator ?? '';
  const end = Math.min(key.to, fields.length - 1);
  const parts = fields.slice(key.from, end + 1);
  if (key.toChar > 0 && end === key.to && parts.length > 0) {
    parts[parts.length - 1] = (parts.at(-1) ?? '').slice(0, key.toChar);
  }
  return parts.join(join).slice(key.fromChar);
}

async function readLines(
  call: Call,
  paths: readonly string[],
  end: string,
): Promise<string[] | number> {
  const lines: string[] = [];
  for (const path of paths) {
    const content = await input(call, path);
    if (typeof content === 'string') {
      const what = content === 'Is a directory' ? 'read failed' : 'cannot read';
      return complainAs(call, `${what}: ${path}: ${content}`, 2);
    }
    const own = content.bytes.split(end);
    if (own.at(-1) === '') own.pop();
    lines.push(...own);
  }
  return lines;
}

/** `sort` in the order of bytes (`LC_ALL=C`), whatever the host's language. */
const sort: Program = {
  name: 'sort',
  async run(call) {
    const letters = [...'bdfghMnrVi'];
    const known = [
      ...letters,
      'u|unique',
      's|stable',
      'c|check',
      'C',
      'm',
      'R',
      'z|zero-terminated',
      'k:key',
      't:field-separator',
      'o:output',
      'S:',
      'T:',
      'parallel:',
    ];
    const long = [
      'numeric-sort',
      'reverse',
      'ignore-case',
      'version-sort',
      'human-numeric-sort',
      'ignore-leading-blanks',
    ];
    const { rest, unknown, has, value } = readFlags(call.args, [...known, ...long]);
    if (unknown !== null) return badOption(call, unknown, 2);
    const longLetters = ['n', 'r', 'f', 'V', 'h', 'b'].filter((_, i) => has(long[i] ?? ''));
    const defaults = [...letters.filter((letter) => has(letter)), ...longLetters].join('');
    const keys: Key[] = [];
    for (const [i, arg] of call.args.entries()) {
      const text =
        arg === '-k' || arg === '--key' ? call.args[i + 1] : /^(?:-k|--key=)(.+)/.exec(arg)?.[1];
      if (text === undefined) continue;
      const key = keyOf(text, defaults);
      if (key === null)
        return complainAs(
          call,
          `invalid number at field start: invalid count at start of '${text}'`,
          2,
        );
      keys.push(key);
    }
    const end = has('z') ? '\0' : '\n';
    const lines = await readLines(call, rest.length === 0 ? ['-'] : rest, end);
    if (typeof lines === 'number') return lines;
    const separator = value('t')?.replace(/^\\0$/, '\0');
    const whole = compareBy(defaults);
    const byKeys: Compare = (a, b) => {
      if (keys.length === 0) return whole(a, b);
      for (const key of keys) {
        const order = key.compare(extract(a, key, separator), extract(b, key, separator));
        if (order !== 0) return order;
      }
      return 0;
    };
    const last = defaults.includes('r') ? (a: string, b: string) => bytesOrder(b, a) : bytesOrder;
    const compare: Compare = (a, b) => byKeys(a, b) || (has('s') || has('u') ? 0 : last(a, b));
    if (has('c') || has('C')) return check(call, lines, compare, rest[0] ?? '-', has('C'));
    const sorted = lines.sort(compare);
    const kept = has('u')
      ? sorted.filter((line, i) => i === 0 || byKeys(sorted[i - 1] ?? '', line) !== 0)
      : sorted;
    const bytes = kept.map((line) => line + end).join('');
    const target = value('o');
    if (target === undefined) await writeTo(call.proc, call.proc.fds.get(1)?.sink, bytes);
    else await call.proc.run.container.fs.writeFile(resolve(call, target), toArray(bytes));
    return 0;
  },
};

async function check(
  call: Call,
  lines: readonly string[],
  compare: Compare,
  path: string,
  quiet: boolean,
): Promise<number> {
  const at = lines.findIndex((line, i) => i > 0 && compare(lines[i - 1] ?? '', line) > 0);
  if (at === -1) return 0;
  return quiet ? 1 : complainAs(call, `${path}:${at + 1}: disorder: ${lines[at]}`);
}

export const sortPrograms: Program[] = [sort];
