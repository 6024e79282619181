import { type RefObject, useEffect, useMemo, useState } from 'react';
import type { BuildLog } from './buildLogs.ts';
import type { Item } from './items.ts';

interface Metrics {
  /** px: height of a line of text, of a head, width of the list. */
  line: number;
  width: number;
  /** px of one letter. */
  letter: number;
}
const usual: Metrics = { line: 17, width: 324, letter: 6.6 };
/** Letters that sign, time column and padding take. */
const gutter = { with: 18, without: 5 };
/** What breaking between words costs, as a share of the letters. */
const ragged = 1.12;

/** How high a row of the log is likely to be. The same function for as long as nothing changes it. */
export function useEstimate(
  scroller: RefObject<HTMLElement | null>,
  log: BuildLog,
  { wrap, time }: { wrap: boolean; time: boolean },
): (item: Item) => number {
  const [{ line, width, letter }, setMetrics] = useState(usual);
  useEffect(() => {
    const element = scroller.current;
    if (element === null || typeof ResizeObserver !== 'function') return;
    const observer = new ResizeObserver(() => setMetrics((last) => measured(last, element)));
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller]);
  return useMemo(() => {
    const letters = Math.max(8, Math.floor(width / letter) - (time ? gutter.with : gutter.without));
    return (item) => {
      if (item < 0) return line * 1.9;
      const { length } = log.rows[item]?.text ?? '';
      return line * (wrap ? Math.max(1, Math.ceil((length * ragged) / letters)) : 1);
    };
  }, [log, wrap, time, line, width, letter]);
}

function measured(last: Metrics, element: HTMLElement): Metrics {
  const style = getComputedStyle(element);
  const size = Number.parseFloat(style.fontSize) || 11;
  const line = Number.parseFloat(style.lineHeight) || size * 1.55;
  const width = element.clientWidth || last.width;
  const same = line === last.line && width === last.width;
  // JetBrains Mono: each letter is six tenths of its size wide.
  return same ? last : { line, width, letter: size * 0.6 };
}
