import { compilePattern, matches } from '../../expand/pattern.ts';
import { isDirectory, readText } from '../support/files.ts';
import { absolute, basename, dirname } from '../support/paths.ts';
import { type Make, stop } from './types.ts';

export const wordsOf = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');

/** Stem of a word that fits `a%b`; null: it does not. */
export function stemOf(pattern: string, word: string): string | null {
  const at = pattern.indexOf('%');
  if (at === -1) return pattern === word ? '' : null;
  const [before, after] = [pattern.slice(0, at), pattern.slice(at + 1)];
  const fits =
    word.length >= before.length + after.length && word.startsWith(before) && word.endsWith(after);
  return fits ? word.slice(before.length, word.length - after.length) : null;
}

export const putStem = (pattern: string, stem: string): string => pattern.replace('%', () => stem);

/** `$(patsubst from,to,words)` and `$(VAR:from=to)`. */
export function substitute(from: string, to: string, text: string): string {
  return wordsOf(text)
    .map((word) => {
      const stem = stemOf(from, word);
      return stem === null ? word : from.includes('%') ? putStem(to, stem) : to;
    })
    .join(' ');
}

const each = (text: string, change: (word: string) => string): string =>
  wordsOf(text).map(change).join(' ');
const some = (patterns: string, word: string): boolean =>
  wordsOf(patterns).some((pattern) => stemOf(pattern, word) !== null);

/** Functions whose arguments are expanded before they are called (GNU make manual, "Functions for Transforming Text"). */
export const textFunctions: Readonly<
  Record<string, (make: Make, args: readonly string[]) => string | Promise<string>>
> = {
  subst: (_, [from = '', to = '', text = '']) =>
    from === '' ? text : text.replaceAll(from, () => to),
  patsubst: (_, [from = '', to = '', text = '']) => substitute(from.trim(), to.trim(), text),
  strip: (_, [text = '']) => wordsOf(text).join(' '),
  findstring: (_, [find = '', text = '']) => (text.includes(find) ? find : ''),
  filter: (_, [patterns = '', text = '']) =>
    wordsOf(text)
      .filter((w) => some(patterns, w))
      .join(' '),
  'filter-out': (_, [patterns = '', text = '']) =>
    wordsOf(text)
      .filter((w) => !some(patterns, w))
      .join(' '),
  sort: (_, [text = '']) => [...new Set(wordsOf(text))].sort().join(' '),
  word: (_, [n = '', text = '']) => wordsOf(text)[Number(n) - 1] ?? '',
  words: (_, [text = '']) => String(wordsOf(text).length),
  wordlist: (_, [from = '', to = '', text = '']) =>
    wordsOf(text)
      .slice(Number(from) - 1, Number(to))
      .join(' '),
  firstword: (_, [text = '']) => wordsOf(text)[0] ?? '',
  lastword: (_, [text = '']) => wordsOf(text).at(-1) ?? '',
  dir: (_, [text = '']) => each(text, (w) => w.slice(0, w.lastIndexOf('/') + 1) || './'),
  notdir: (_, [text = '']) => each(text, basename),
  suffix: (_, [text = '']) => each(text, (w) => /\.[^./]*$/.exec(w)?.[0] ?? '').trim(),
  basename: (_, [text = '']) => each(text, (w) => w.replace(/\.[^./]*$/, '')),
  addprefix: (_, [prefix = '', text = '']) => each(text, (w) => prefix + w),
  addsuffix: (_, [suffix = '', text = '']) => each(text, (w) => w + suffix),
  join: (_, [a = '', b = '']) => {
    const [left, right] = [wordsOf(a), wordsOf(b)];
    const length = Math.max(left.length, right.length);
    return Array.from({ length }, (_x, i) => (left[i] ?? '') + (right[i] ?? '')).join(' ');
  },
  abspath: (make, [text = '']) => each(text, (w) => absolute(make.cwd, w)),
  realpath: (make, [text = '']) => each(text, (w) => absolute(make.cwd, w)),
  async wildcard(make, [text = '']) {
    const found = await Promise.all(wordsOf(text).map((pattern) => glob(make, pattern)));
    return found.flat().join(' ');
  },
  info: (make, [text = '']) => {
    make.ctx.stdout(`${text}\n`);
    return '';
  },
  warning: (make, [text = '']) => {
    make.ctx.stderr(`${make.place.file}:${make.place.line}: ${text}\n`);
    return '';
  },
  error: (make, [text = '']) => {
    throw stop(make, text);
  },
  shell: shellOutput,
};

/** Files that fit a pattern; stars count in the last part of the path only. */
async function glob(make: Make, pattern: string): Promise<string[]> {
  const { fs } = make.ctx;
  const path = absolute(make.cwd, pattern);
  if (!/[*?[]/.test(pattern)) return (await fs.exists(path)) ? [pattern] : [];
  const directory = dirname(path);
  if (!(await isDirectory(fs, directory))) return [];
  const compiled = compilePattern(basename(path));
  const names = (await fs.readdir(directory)).filter(
    (name) => matches(compiled, name) && !name.startsWith('.'),
  );
  return names.sort().map((name) => pattern.slice(0, pattern.lastIndexOf('/') + 1) + name);
}

/** Output of a command, its line ends turned into blanks (GNU make manual, "The shell Function"). */
async function shellOutput(make: Make, args: readonly string[]): Promise<string> {
  const { ctx } = make;
  const file = `/tmp/pipeglass-make-${make.variables.get('MAKELEVEL')?.text ?? '0'}`;
  await ctx.sh(`{\n${args.join(',')}\n} > ${file}`, { cwd: make.cwd });
  const text = (await readText(ctx.fs, file)) ?? '';
  await ctx.fs.rm(file, { force: true });
  return text.replace(/\n+$/, '').replaceAll('\n', ' ');
}
