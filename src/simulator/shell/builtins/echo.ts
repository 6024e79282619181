import { rawByte } from '../core/bytes.ts';
import { type Builtin, isBash, type Process, write } from '../core/process.ts';
import { failure } from '../dialect/messages.ts';

const SIMPLE: Record<string, string> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
};

/** Text with its backslash escapes replaced, and whether `\c` ended it. @param octal what may precede octal digits. */
export function readEscapes(
  text: string,
  o: { hex: boolean; octal: RegExp },
): { text: string; ended: boolean } {
  let out = '';
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i);
    if (c !== '\\') {
      out += c;
      continue;
    }
    const rest = text.slice(i + 1);
    const next = rest.charAt(0);
    const octal = o.octal.exec(rest);
    const hex = o.hex ? /^(?:x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4}))/.exec(rest) : null;
    if (next === 'c') return { text: out, ended: true };
    if (octal !== null) {
      out += rawByte(Number.parseInt(octal[1] || '0', 8) & 255);
      i += octal[0].length;
    } else if (hex !== null) {
      const code = Number.parseInt(hex[1] ?? hex[2] ?? '0', 16);
      out += hex[1] === undefined ? String.fromCodePoint(code) : rawByte(code);
      i += hex[0].length;
    } else if (Object.hasOwn(SIMPLE, next) && (o.hex || !/[eE]/.test(next))) {
      out += SIMPLE[next] ?? '';
      i++;
    } else {
      out += c;
    }
  }
  return { text: out, ended: false };
}

/** Prints to standard output; reports a closed descriptor as the shells do. */
export async function print(proc: Process, name: string, text: string): Promise<number> {
  if (await write(proc, 1, text)) return 0;
  if (isBash(proc)) return failure(proc, `${name}: write error: Bad file descriptor`);
  return failure(proc, `${name}: I/O error`, 1);
}

/** dash's `echo` knows only `-n` and always reads escapes; bash's reads them after `-e`. */
const echo: Builtin = {
  run(proc, args, name) {
    const words = [...args];
    let newline = true;
    let escapes = !isBash(proc);
    if (!isBash(proc)) {
      if (words[0] === '-n') {
        newline = false;
        words.shift();
      }
    } else {
      while (/^-[neE]+$/.test(words[0] ?? '')) {
        const flags = words.shift() ?? '';
        if (flags.includes('n')) newline = false;
        const last = /[eE](?=[^eE]*$)/.exec(flags)?.[0];
        if (last !== undefined) escapes = last === 'e';
      }
    }
    const text = words.join(' ');
    if (!escapes) return print(proc, name, text + (newline ? '\n' : ''));
    const result = readEscapes(text, { hex: isBash(proc), octal: /^0([0-7]{0,3})/ });
    return print(proc, name, result.text + (newline && !result.ended ? '\n' : ''));
  },
};

export const echoBuiltins: Record<string, Builtin> = { echo };
