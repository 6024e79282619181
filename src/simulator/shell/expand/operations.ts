import type { Operation } from '../core/ast.ts';
import { Endless, limits } from '../core/limits.ts';
import { literalOf, matchEnds, matches, matchStarts, type Pattern, widthOf } from './pattern.ts';

type PatternRemoval = Extract<Operation, { type: 'PatternRemoval' }>;
type PatternReplacement = Extract<Operation, { type: 'PatternReplacement' }>;
type CaseModification = Extract<Operation, { type: 'CaseModification' }>;

/** `${x#p}`, `${x##p}`, `${x%p}`, `${x%%p}`. */
export function removePattern(
  value: string,
  pattern: Pattern,
  { side, greedy }: Pick<PatternRemoval, 'side' | 'greedy'>,
): string {
  if (side === 'prefix') {
    const ends = matchEnds(pattern, value, 0);
    const end = greedy ? ends.at(-1) : ends[0];
    return end === undefined ? value : value.slice(end);
  }
  const starts = matchStarts(pattern, value);
  const start = greedy ? starts[0] : starts.at(-1);
  return start === undefined ? value : value.slice(0, start);
}

/** End of the longest match that begins at a place. @param width characters that every match has, if that is known */
function longestMatch(
  pattern: Pattern,
  value: string,
  at: number,
  width: number | null,
): number | undefined {
  if (width === null) return matchEnds(pattern, value, at).at(-1);
  return matches(pattern, value.slice(at, at + width)) ? at + width : undefined;
}

/** `${x/p/r}` and its relatives: the longest match at the leftmost place. */
export function replacePattern(
  value: string,
  pattern: Pattern,
  replacement: string,
  { all, anchor }: Pick<PatternReplacement, 'all' | 'anchor'>,
): string {
  if (anchor === 'end') {
    const start = matchStarts(pattern, value)[0];
    return start === undefined ? value : value.slice(0, start) + replacement;
  }
  const literal = anchor === null ? literalOf(pattern) : null;
  if (literal !== null) {
    const parts = value.split(literal);
    if (value.length + parts.length * replacement.length > limits.text) throw new Endless();
    return all ? parts.join(replacement) : value.replace(literal, () => replacement);
  }
  const width = widthOf(pattern);
  const reached = width ?? value.length;
  if (value.length * reached * pattern.length > limits.comparisons) throw new Endless();
  let out = '';
  let at = 0;
  while (at <= value.length) {
    const end = longestMatch(pattern, value, at, width);
    if (end !== undefined && end > at) {
      out += replacement;
      at = end;
      if (out.length > limits.text) throw new Endless();
      if (!all || anchor === 'start') break;
    } else {
      if (anchor === 'start') break;
      out += value.charAt(at++);
    }
  }
  return out + value.slice(at);
}

/** `${x^}`, `${x^^}`, `${x,}`, `${x,,}`. */
export function changeCase(
  value: string,
  pattern: Pattern | null,
  { direction, all }: Pick<CaseModification, 'direction' | 'all'>,
): string {
  const change = (char: string) =>
    pattern === null || matches(pattern, char)
      ? direction === 'upper'
        ? char.toUpperCase()
        : char.toLowerCase()
      : char;
  const chars = Array.from(value);
  return chars.map((char, i) => (all || i === 0 ? change(char) : char)).join('');
}

/** `${x:offset:length}` of a text or a list. Null: the length is negative beyond the start. */
export function cut<T extends string | string[]>(
  value: T,
  offset: bigint,
  length: bigint | null,
): T | null {
  const size = value.length;
  const from = Number(offset) < 0 ? size + Number(offset) : Number(offset);
  if (from < 0 || from > size) return value.slice(size) as T;
  const to = length === null ? size : length < 0n ? size + Number(length) : from + Number(length);
  return to < from ? null : (value.slice(from, to) as T);
}

/** `${x@Q}`: quoted so that a shell reads it back. */
export function shellQuote(text: string): string {
  if (/\p{Cc}/u.test(text)) {
    const escapes: Record<string, string> = { '\n': '\\n', '\t': '\\t', '\r': '\\r' };
    const body = text.replace(/[\\']/g, '\\$&').replace(/\p{Cc}/gu, (c) => {
      return escapes[c] ?? `\\${c.charCodeAt(0).toString(8).padStart(3, '0')}`;
    });
    return `$'${body}'`;
  }
  return `'${text.replace(/'/g, "'\\''")}'`;
}
