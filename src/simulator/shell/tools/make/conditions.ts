import { expand, variableValue } from './expand.ts';
import { type Make, stop } from './types.ts';

/** The nesting of `ifeq … else … endif` at one place. */
export interface Conditions {
  /** For every open condition: are its lines read, and has one of its branches been? */
  open: { reads: boolean; taken: boolean }[];
}

export const reads = ({ open }: Conditions): boolean => open.every((each) => each.reads);

/** Both sides of `(a,b)`, `"a" "b"` or `'a' 'b'`. */
function sides(text: string): [string, string] | null {
  const quoted = /^(["'])(.*?)\1\s*(["'])(.*?)\3\s*$/.exec(text);
  if (quoted !== null) return [quoted[2] ?? '', quoted[4] ?? ''];
  if (!text.startsWith('(') || !text.trimEnd().endsWith(')')) return null;
  const inner = text.trimEnd().slice(1, -1);
  let depth = 0;
  for (let at = 0; at < inner.length; at++) {
    const c = inner.charAt(at);
    if (c === '(' || c === '{') depth++;
    else if (c === ')' || c === '}') depth--;
    else if (c === ',' && depth === 0)
      return [inner.slice(0, at).trim(), inner.slice(at + 1).trim()];
  }
  return null;
}

async function holds(make: Make, word: string, rest: string): Promise<boolean> {
  if (word === 'ifdef' || word === 'ifndef') {
    const defined = (await variableValue(make, (await expand(make, rest)).trim())) !== '';
    return defined === (word === 'ifdef');
  }
  const pair = sides(rest);
  if (pair === null) throw stop(make, 'invalid syntax in conditional');
  const equal = (await expand(make, pair[0])) === (await expand(make, pair[1]));
  return equal === (word === 'ifeq');
}

/** Reads a line that belongs to a condition (GNU make manual, "Conditional Parts of Makefiles"); false: it is another line. */
export async function readCondition(
  make: Make,
  conditions: Conditions,
  line: string,
): Promise<boolean> {
  const match = /^\s*(ifeq|ifneq|ifdef|ifndef|else|endif)\b\s*(.*)$/.exec(line);
  if (match === null) return false;
  const [, word = '', rest = ''] = match;
  const { open } = conditions;
  if (word === 'endif') {
    if (open.pop() === undefined) throw stop(make, "extraneous 'endif'");
    return true;
  }
  if (word !== 'else') {
    const active = reads(conditions) && (await holds(make, word, rest));
    open.push({ reads: active, taken: active });
    return true;
  }
  const last = open.at(-1);
  if (last === undefined) throw stop(make, "extraneous 'else'");
  last.reads = false;
  const more = /^(ifeq|ifneq|ifdef|ifndef)\b\s*(.*)$/.exec(rest);
  const outer = open.slice(0, -1).every((each) => each.reads);
  if (!last.taken && outer) {
    last.reads = more === null || (await holds(make, more[1] ?? '', more[2] ?? ''));
    last.taken = last.reads;
  }
  return true;
}
