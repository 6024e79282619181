import type { ExecResult } from 'just-bash/browser';
import { Endless, limits } from '../core/limits.ts';
import { type Call, readable, writeTo } from '../core/process.ts';
import { type Quitting, quitting } from './quitting.ts';

/** Bytes after which a filter is run on what has arrived so far; then on twice as much, and so on. */
const FIRST = 65_536;
/** So often a program that may stop reading is asked at each arrival; after that, at each doubling. */
const ARRIVALS = 64;

/** Programs whose output for a whole line never depends on the lines after it. */
const LINE_BY_LINE = new Set([
  ...['grep', 'egrep', 'fgrep', 'sed', 'awk', 'cut', 'tr', 'rev', 'nl', 'fold', 'expand'],
  ...['unexpand', 'paste', 'strings', 'uniq'],
]);

/** A run of the program on a text as its standard input. Its output as bytes. */
export type Attempt = (
  args: string[],
  stdin: string,
) => Promise<{ bytes: string; result: ExecResult }>;

export interface Fed {
  /** All of standard input. Null: the program ended before, with `result`. */
  stdin: string | null;
  result: ExecResult | null;
  /** What it has printed already. */
  printed: string;
}

/**
 * Reads the standard input of a program that runs at one go on a text, and lets it end or print before the input does:
 * `sed 5q` and `grep -q` stop reading, and what `tr` printed may be all that its reader wanted. The program is run again
 * and again on longer parts of its input; what two runs agree on, line by line, is printed.
 * @throws BrokenPipe when it prints and nobody reads any more.
 */
export async function feed(call: Call, name: string, attempt: Attempt): Promise<Fed> {
  const { proc } = call;
  const pipe = proc.fds.get(0)?.input;
  const fed: Fed = { stdin: '', result: null, printed: '' };
  if (pipe === undefined) return fed;
  const quits: Quitting | null = quitting(name, call.args);
  const streams = LINE_BY_LINE.has(name);
  let all = '';
  let before: string | null = null;
  let next = quits === null ? FIRST : 1;
  let asked = 0;
  for (;;) {
    await readable(proc, pipe, () => pipe.peek() !== '');
    all += pipe.take();
    if (all.length > limits.text) throw new Endless();
    if (pipe.ended && pipe.peek() === '') return { ...fed, stdin: all };
    const lines = all.slice(0, all.lastIndexOf('\n') + 1);
    if (lines.length < next || lines === '' || !(streams || quits !== null)) continue;
    next =
      quits !== null && lines.length < FIRST && ++asked < ARRIVALS
        ? lines.length + 1
        : lines.length * 2;
    if (quits !== null) {
      const { result } = await attempt(quits.args, lines + quits.added);
      if (quits.satisfied(result)) {
        const final = await attempt(call.args, lines);
        return { ...fed, stdin: null, result: final.result };
      }
    }
    if (!streams || lines.length < FIRST) continue;
    const { bytes } = await attempt(call.args, lines);
    const common = before === null ? '' : agreed(before, bytes);
    before = bytes;
    if (common.length <= fed.printed.length || !common.startsWith(fed.printed)) continue;
    await writeTo(proc, proc.fds.get(1)?.sink, common.slice(fed.printed.length));
    fed.printed = common;
  }
}

/** The whole lines that two texts begin with. */
function agreed(a: string, b: string): string {
  let end = 0;
  const most = Math.min(a.length, b.length);
  while (end < most && a.charCodeAt(end) === b.charCodeAt(end)) end++;
  return a.slice(0, a.lastIndexOf('\n', end - 1) + 1);
}
