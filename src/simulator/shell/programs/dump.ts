import type { Call, Program } from '../core/process.ts';
import { badOption, complainAs, input, print, readFlags } from './support.ts';

const ESCAPES: Record<number, string> = {
  0: '\\0',
  7: '\\a',
  8: '\\b',
  9: '\\t',
  10: '\\n',
  11: '\\v',
  12: '\\f',
  13: '\\r',
};

interface Format {
  /** Bytes per item. */
  size: number;
  width: number;
  show(value: number): string;
}

function character(value: number): string {
  const printable = value >= 32 && value < 127;
  return (
    ESCAPES[value] ?? (printable ? String.fromCharCode(value) : value.toString(8).padStart(3, '0'))
  );
}

/** `-t` of od: kind and bytes per item. Null: not known. */
function formatOf(type: string): Format | null {
  const [, kind, digits] = /^([xoduc])([1248])?$/.exec(type) ?? [];
  if (kind === undefined) return null;
  const size = kind === 'c' ? 1 : Number(digits ?? 4);
  const bits = size * 8;
  const radix = kind === 'x' ? 16 : kind === 'o' ? 8 : 10;
  const pad = kind === 'x' ? size * 2 : kind === 'o' ? Math.ceil(bits / 3) : 0;
  const signed = (value: number) =>
    kind === 'd' && value >= 2 ** (bits - 1) ? value - 2 ** bits : value;
  const width = kind === 'c' ? 3 : pad || Math.ceil(bits * Math.log10(2)) + (kind === 'd' ? 1 : 0);
  const show = (value: number) =>
    kind === 'c' ? character(value) : signed(value).toString(radix).padStart(pad, '0');
  return { size, width, show };
}

function dump(bytes: string, format: Format, addresses: string): string {
  const address = (at: number) => {
    if (addresses === 'n') return '';
    const radix = addresses === 'x' ? 16 : addresses === 'd' ? 10 : 8;
    return at.toString(radix).padStart(addresses === 'x' ? 6 : 7, '0');
  };
  let out = '';
  for (let at = 0; at < bytes.length; at += 16) {
    out += address(at);
    for (let i = at; i < Math.min(at + 16, bytes.length); i += format.size) {
      let value = 0;
      for (let j = format.size - 1; j >= 0; j--)
        value = value * 256 + (bytes.charCodeAt(i + j) || 0);
      out += ` ${format.show(value).padStart(format.width)}`;
    }
    out += '\n';
  }
  return addresses === 'n' ? out : `${out}${address(bytes.length)}\n`;
}

const SHORT: Record<string, string> = { c: 'c', x: 'x2', b: 'o1', o: 'o2', d: 'u2' };

/** `od`: just-bash's reads bytes as text. */
const od: Program = {
  name: 'od',
  async run(call: Call) {
    const known = [
      'A:address-radix',
      't:format',
      'N:read-bytes',
      'j:skip-bytes',
      'v',
      'w:width',
      'c',
      'x',
      'b',
      'o',
      'd',
    ];
    const { rest, unknown, has, value } = readFlags(call.args, known);
    if (unknown !== null) return badOption(call, unknown);
    const short = Object.keys(SHORT).find((letter) => has(letter));
    const type = value('t') ?? SHORT[short ?? 'o'] ?? 'o2';
    const format = formatOf(type);
    if (format === null)
      return complainAs(call, `invalid character '${type.charAt(0)}' in type string '${type}'`);
    let bytes = '';
    for (const path of rest.length === 0 ? ['-'] : rest) {
      const content = await input(call, path);
      if (typeof content === 'string') return complainAs(call, `${path}: ${content}`);
      bytes += content.bytes;
    }
    const start = Number(value('j') ?? 0) || 0;
    const length = value('N') === undefined ? bytes.length : Number(value('N')) || 0;
    return print(call, dump(bytes.slice(start, start + length), format, value('A') ?? 'o'));
  },
};

export const dumpPrograms: Program[] = [od];
