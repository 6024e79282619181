import { type Call, type Program, readAll } from '../core/process.ts';
import { badOption, complainAs, print, readFlags } from './support.ts';

const LETTERS = ['', 'K', 'M', 'G', 'T', 'P', 'E'];
const BASES: Readonly<Record<string, number>> = { iec: 1024, 'iec-i': 1024, si: 1000 };

/** `1.5K` as a number; null: it is none. */
function read(text: string, from: string): number | null {
  const [, digits, letter = '', i = ''] =
    /^(-?\d{1,18}(?:\.\d{1,9})?)(?:([KMGTPE])(i)?)?$/.exec(text) ?? [];
  if (digits === undefined || (letter !== '' && from === 'none')) return null;
  const base = from === 'auto' ? (i === '' ? 1000 : 1024) : (BASES[from] ?? 1);
  return Number(digits) * base ** LETTERS.indexOf(letter);
}

/** With a letter and, below ten, one decimal place; rounded away from zero, as numfmt does by default. */
function scale(value: number, to: string): string {
  const base = BASES[to];
  const up = (number: number) => Math.sign(number) * Math.ceil(Math.abs(number));
  if (base === undefined) return String(up(value));
  let [rest, at] = [value, 0];
  while (Math.abs(rest) >= base && at < LETTERS.length - 1) [rest, at] = [rest / base, at + 1];
  if (at === 0) return String(up(rest));
  let text = Math.abs(rest) < 10 ? up(rest * 10) / 10 : up(rest);
  if (Math.abs(text) >= base && at < LETTERS.length - 1) [text, at] = [text / base, at + 1];
  const shown = Math.abs(text) < 10 ? text.toFixed(1) : String(text);
  return `${shown}${LETTERS[at]}${to === 'iec-i' ? 'i' : ''}`;
}

async function run(call: Call): Promise<number> {
  const { rest, unknown, value } = readFlags(call.args, [
    'to:',
    'from:',
    'suffix:',
    'padding:',
    'grouping',
  ]);
  if (unknown !== null) return badOption(call, unknown);
  const [to = 'none', from = 'none', suffix = ''] = [value('to'), value('from'), value('suffix')];
  const words =
    rest.length > 0 ? rest : (await readAll(call.proc)).split('\n').filter((line) => line !== '');
  for (const word of words) {
    const [first = '', ...others] = word.trim().split(/\s+/);
    const number = read(
      suffix !== '' && first.endsWith(suffix) ? first.slice(0, -suffix.length) : first,
      from,
    );
    if (number === null) {
      const letter = /^-?[\d.]+([KMGTPE])$/.test(first);
      return complainAs(
        call,
        letter
          ? `rejecting suffix in input: '${first}' (consider using --from)`
          : `invalid number: '${first}'`,
        2,
      );
    }
    const text = `${scale(number, to)}${suffix}`;
    await print(call, `${[text.padStart(Number(value('padding') ?? 0)), ...others].join(' ')}\n`);
  }
  return 0;
}

/** `numfmt`: numbers with and without `K`, `M`, `G` (GNU coreutils). */
export const numfmtProgram: Program = { name: 'numfmt', run };
