import type { Range } from '../diagnostics.ts';

/** Turns offsets of a text into lines and columns. */
export interface LineIndex {
  /** Offsets are clamped to the text; the end is exclusive and never before the start. */
  range(start: number, end: number): Range;
  /** 1-based. */
  line(offset: number): number;
}

export function lineIndex(text: string): LineIndex {
  const starts = [0];
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) starts.push(i + 1);
  const clamp = (offset: number) => Math.max(0, Math.min(offset, text.length));
  const place = (offset: number): [number, number] => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return [low + 1, offset - (starts[low] ?? 0) + 1];
  };
  return {
    line: (offset) => place(clamp(offset))[0],
    range(from, to) {
      const start = clamp(from);
      const [startLine, startColumn] = place(start);
      const [endLine, endColumn] = place(Math.max(start, clamp(to)));
      return { startLine, startColumn, endLine, endColumn };
    },
  };
}
