import type { LogRow } from './buildLogs.ts';

/** What is looked for: the words themselves, no expression. Null: nothing. */
export function patternOf(words: string, matchCase: boolean): RegExp | null {
  if (words === '') return null;
  return new RegExp(words.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'), matchCase ? 'gu' : 'giu');
}

/** Places in the log of the rows in which something is found, in order. */
export function rowsWith(rows: readonly LogRow[], pattern: RegExp | null): number[] {
  if (pattern === null) return [];
  return rows.flatMap(({ text, index }) => (text.search(pattern) < 0 ? [] : [index]));
}

/** A text in pieces: every second one, from the second on, is a hit. @param most hits that are told apart */
export function cutAt(text: string, pattern: RegExp | null, most = 200): string[] {
  if (pattern === null) return [text];
  const pieces: string[] = [];
  let from = 0;
  for (const hit of text.matchAll(pattern)) {
    pieces.push(text.slice(from, hit.index), hit[0]);
    from = hit.index + hit[0].length;
    if (pieces.length >= most * 2) break;
  }
  pieces.push(text.slice(from));
  return pieces;
}
