import { statOf } from '../core/files.ts';
import type { Call, Program } from '../core/process.ts';
import { formatDate } from './dateFormat.ts';
import { badOption, complainAs, input, print, readFlags, resolve } from './support.ts';
import { entriesOf, isDirectory, join } from './tree.ts';

/** Lines compared with lines: beyond so many pairs, what lies between is taken for replaced as a whole. */
const MOST_PAIRS = 4_000_000;

/** A stretch of lines that differs: `[from, to)` in the old and in the new text. */
interface Change {
  old: [number, number];
  new: [number, number];
}

interface Options {
  /** Lines around a change; null: the normal format. */
  unified: number | null;
  brief: boolean;
  recursive: boolean;
  /** Missing files count as empty. */
  absent: boolean;
  same: boolean;
  key: (line: string) => string;
  /** As given: `diff -r` repeats them. */
  flags: string;
}

/** Differences of two lists of lines, by a longest common subsequence. */
function changesOf(a: readonly string[], b: readonly string[]): Change[] {
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (
    tail < a.length - head &&
    tail < b.length - head &&
    a[a.length - 1 - tail] === b[b.length - 1 - tail]
  )
    tail++;
  const [n, m] = [a.length - head - tail, b.length - head - tail];
  if (n === 0 && m === 0) return [];
  const whole: Change = { old: [head, head + n], new: [head, head + m] };
  if (n === 0 || m === 0 || n * m > MOST_PAIRS) return [whole];
  const width = m + 1;
  const lengths = new Uint32Array((n + 1) * width);
  for (let i = n - 1; i >= 0; i--) {
    for (let j = m - 1; j >= 0; j--) {
      const next = (i + 1) * width + j;
      lengths[i * width + j] =
        a[head + i] === b[head + j]
          ? 1 + (lengths[next + 1] ?? 0)
          : Math.max(lengths[next] ?? 0, lengths[i * width + j + 1] ?? 0);
    }
  }
  const out: Change[] = [];
  for (let i = 0, j = 0; i < n || j < m; ) {
    if (i < n && j < m && a[head + i] === b[head + j]) {
      i++;
      j++;
      continue;
    }
    const [fromOld, fromNew] = [i, j];
    while ((i < n || j < m) && !(i < n && j < m && a[head + i] === b[head + j])) {
      const down = i < n ? (lengths[(i + 1) * width + j] ?? 0) : -1;
      const right = j < m ? (lengths[i * width + j + 1] ?? 0) : -1;
      if (down >= right) i++;
      else j++;
    }
    out.push({ old: [head + fromOld, head + i], new: [head + fromNew, head + j] });
  }
  return out;
}

const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
const marked = (sign: string, line: string): string =>
  line.endsWith('\n') ? `${sign}${line}` : `${sign}${line}\n\\ No newline at end of file\n`;

/** `3,5c4`: the normal format. */
function normal(a: readonly string[], b: readonly string[], changes: readonly Change[]): string {
  const range = ([from, to]: [number, number]) =>
    to - from > 1 ? `${from + 1},${to}` : `${to === from ? from : from + 1}`;
  return changes
    .map((change) => {
      const [removed, added] = [a.slice(...change.old), b.slice(...change.new)];
      const letter = removed.length === 0 ? 'a' : added.length === 0 ? 'd' : 'c';
      return (
        `${range(change.old)}${letter}${range(change.new)}\n` +
        removed.map((line) => marked('< ', line)).join('') +
        (letter === 'c' ? '---\n' : '') +
        added.map((line) => marked('> ', line)).join('')
      );
    })
    .join('');
}

/** Hunks of the unified format. */
function unified(
  a: readonly string[],
  b: readonly string[],
  changes: readonly Change[],
  context: number,
): string {
  const groups: Change[][] = [];
  for (const change of changes) {
    const last = groups.at(-1)?.at(-1);
    if (last !== undefined && change.old[0] - last.old[1] <= 2 * context)
      groups.at(-1)?.push(change);
    else groups.push([change]);
  }
  return groups
    .map((group) => {
      const [first, last] = [group[0], group.at(-1)];
      if (first === undefined || last === undefined) return '';
      const before = Math.min(context, first.old[0]);
      const after = Math.min(context, a.length - last.old[1]);
      const from = { old: first.old[0] - before, new: first.new[0] - before };
      const size = { old: last.old[1] + after - from.old, new: last.new[1] + after - from.new };
      const span = (start: number, count: number) =>
        count === 1 ? `${start + 1}` : `${count === 0 ? start : start + 1},${count}`;
      let text = `@@ -${span(from.old, size.old)} +${span(from.new, size.new)} @@\n`;
      let at = from.old;
      for (const change of group) {
        for (; at < change.old[0]; at++) text += marked(' ', a[at] ?? '');
        for (const line of a.slice(...change.old)) text += marked('-', line);
        for (const line of b.slice(...change.new)) text += marked('+', line);
        at = change.old[1];
      }
      for (; at < last.old[1] + after; at++) text += marked(' ', a[at] ?? '');
      return text;
    })
    .join('');
}

async function heading(call: Call, sign: string, path: string): Promise<string> {
  const { fs, host } = call.proc.run.container;
  const stat = path === '-' ? null : await statOf(fs, resolve(call, path));
  const ms = stat?.mtime.getTime() ?? host.clock.unix();
  return `${sign} ${path}\t${formatDate('%Y-%m-%d %H:%M:%S.%N %z', ms, call.env.get('TZ'))}\n`;
}

/** Compares two files; the exit status. @param title printed before their differences */
async function compareFiles(
  call: Call,
  left: string,
  right: string,
  o: Options,
  title = '',
): Promise<number> {
  const texts: string[] = [];
  for (const path of [left, right]) {
    const named = call.proc.run.pipes.get(path)?.pipe;
    const content = named === undefined ? await input(call, path) : { bytes: named.take() };
    if (typeof content !== 'string') texts.push(content.bytes);
    else if (o.absent) texts.push('');
    else return complainAs(call, `${path}: ${content}`, 2);
  }
  const [a, b] = [linesOf(texts[0] ?? ''), linesOf(texts[1] ?? '')];
  const changes = changesOf(a.map(o.key), b.map(o.key));
  if (changes.length === 0) {
    if (o.same) await print(call, `Files ${left} and ${right} are identical\n`);
    return 0;
  }
  if (o.brief) await print(call, `Files ${left} and ${right} differ\n`);
  else if (texts.some((text) => text.includes('\0')))
    await print(call, `Binary files ${left} and ${right} differ\n`);
  else if (o.unified === null) await print(call, title + normal(a, b, changes));
  else {
    const heads = (await heading(call, '---', left)) + (await heading(call, '+++', right));
    await print(call, title + heads + unified(a, b, changes, o.unified));
  }
  return 1;
}

async function compareTrees(call: Call, left: string, right: string, o: Options): Promise<number> {
  const [a, b] = [await entriesOf(call, left), await entriesOf(call, right)];
  let status = 0;
  for (const name of [...new Set([...a, ...b])].sort()) {
    const [one, other] = [join(left, name), join(right, name)];
    const missing = !a.includes(name) ? left : !b.includes(name) ? right : null;
    if (missing !== null && !o.absent) {
      await print(call, `Only in ${missing === left ? right : left}: ${name}\n`);
      status = Math.max(status, 1);
    } else if ((await isDirectory(call, one)) && (await isDirectory(call, other))) {
      if (o.recursive) status = Math.max(status, await compareTrees(call, one, other, o));
      else await print(call, `Common subdirectories: ${one} and ${other}\n`);
    } else {
      const title = `diff ${[o.flags, one, other].filter((word) => word !== '').join(' ')}\n`;
      status = Math.max(status, await compareFiles(call, one, other, o, title));
    }
  }
  return status;
}

/** `diff`: 0 without, 1 with differences, 2 when it cannot compare. */
const diff: Program = {
  name: 'diff',
  async run(call) {
    const args = call.args.flatMap((arg) => (/^--(?:color|exclude|label)/.test(arg) ? [] : [arg]));
    const { rest, unknown, has, value } = readFlags(args, [
      ...[
        'u',
        'U:unified',
        'q|brief',
        'r|recursive',
        'N|new-file',
        's|report-identical-files',
        'w|ignore-all-space',
      ],
      ...[
        'b|ignore-space-change',
        'B|ignore-blank-lines',
        'i|ignore-case',
        'a|text',
        'd',
        'p',
        'strip-trailing-cr',
        'x:',
      ],
    ]);
    if (unknown !== null) return badOption(call, unknown, 2);
    const [left, right, extra] = rest;
    const help = "\ndiff: Try 'diff --help' for more information.";
    if (left === undefined || right === undefined)
      return complainAs(call, `missing operand after '${left ?? 'diff'}'${help}`, 2);
    if (extra !== undefined) return complainAs(call, `extra operand '${extra}'${help}`, 2);
    const options: Options = {
      unified: has('U') ? Number(value('U')) || 0 : has('u') ? 3 : null,
      brief: has('q'),
      recursive: has('r'),
      absent: has('N'),
      same: has('s'),
      key: (line) => {
        const text = has('strip-trailing-cr') ? line.replace(/\r\n$/, '\n') : line;
        const spaced = has('w')
          ? text.replace(/\s+/g, '')
          : has('b')
            ? text.replace(/\s+/g, ' ').trimEnd()
            : text;
        return has('i') ? spaced.toLowerCase() : spaced;
      },
      flags: call.args.filter((arg) => /^-./.test(arg)).join(' '),
    };
    const directories = [await isDirectory(call, left), await isDirectory(call, right)];
    if (directories[0] && directories[1]) return compareTrees(call, left, right, options);
    const name = (path: string) => path.slice(path.lastIndexOf('/') + 1);
    if (directories[0]) return compareFiles(call, join(left, name(right)), right, options);
    if (directories[1]) return compareFiles(call, left, join(right, name(left)), options);
    return compareFiles(call, left, right, options);
  },
};

export const diffPrograms: Program[] = [diff];
