import { type RefObject, useEffect, useLayoutEffect, useMemo, useState } from 'react';

/** Rows that are drawn above and below what can be seen. */
const margin = 10;
/** px. Room that is assumed where nothing can be measured. */
const defaultHeight = 600;

interface WindowOptions {
  scroller: RefObject<HTMLElement | null>;
  /** The rows from top to bottom, each by a number of its own. Rows on the screen say their place with `data-place`. */
  items: readonly number[];
  /** Place of a row that is to be in view at once; -1: none. */
  anchor: number;
  /** px that a row is likely to take. Another function means: forget what was measured. */
  estimate(item: number): number;
}
/** Which rows to draw, and what to leave free above and below them. */
export interface Windowed {
  first: number;
  /** Not drawn any more. */
  end: number;
  /** px */
  above: number;
  below: number;
  /** Where each row begins, px; one more entry for the end of the last. */
  offsets: Float64Array;
}

/** A long list of which only the rows in view are in the document. Their heights are estimated, then measured. */
export function useWindow({ scroller, items, anchor, estimate }: WindowOptions): Windowed {
  const [measured, setMeasured] = useState({ estimate, heights: new Map<number, number>() });
  if (measured.estimate !== estimate) setMeasured({ estimate, heights: new Map() });
  const [view, setView] = useState({ top: 0, height: defaultHeight });
  const offsets = useMemo(() => offsetsOf(items, measured), [items, measured]);
  // Drawn where it will be scrolled to, not where it was: once, and never blank.
  const top = anchor < 0 ? view.top : topFor(offsets, anchor, view);
  const first = Math.max(0, placeAt(offsets, top) - margin);
  const end = Math.min(items.length, placeAt(offsets, top + view.height) + 1 + margin);

  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const look = () => setView((last) => moved(last, element));
    look();
    element.addEventListener('scroll', look, { passive: true });
    const observer = typeof ResizeObserver === 'function' ? new ResizeObserver(look) : null;
    observer?.observe(element);
    return () => {
      element.removeEventListener('scroll', look);
      observer?.disconnect();
    };
  }, [scroller]);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    let changed = false;
    let shift = 0;
    for (const row of element.querySelectorAll<HTMLElement>('[data-place]')) {
      const place = Number(row.dataset.place);
      const item = items[place];
      const growing = place === items.length - 1;
      if (item === undefined || (measured.heights.has(item) && !growing)) continue;
      const { height } = row.getBoundingClientRect();
      const [top = 0, bottom = 0] = offsets.subarray(place, place + 2);
      if (height === 0) continue;
      measured.heights.set(item, height);
      if (Math.abs(bottom - top - height) < 0.5) continue;
      changed = true;
      if (bottom <= element.scrollTop) shift += height - (bottom - top);
    }
    // What is in view stays where it is when rows above it turn out to be higher or lower.
    if (shift !== 0) element.scrollTop += shift;
    if (changed) setMeasured({ ...measured });
  });
  const whole = offsets[items.length] ?? 0;
  const above = offsets[first] ?? 0;
  return { first, end, above, below: whole - (offsets[end] ?? whole), offsets };
}

/** px between a row that is brought into view and the edge. */
const air = 6;

/** How far the list has to be scrolled for a row to be in view: not at all where it is. */
export function topFor(
  offsets: Float64Array,
  place: number,
  { top, height }: { top: number; height: number },
): number {
  const begin = offsets[place];
  const end = offsets[place + 1];
  if (begin === undefined || end === undefined) return top;
  if (begin < top) return Math.max(0, begin - height / 4);
  return end + air > top + height ? end + air - height : top;
}

/** The same object for as long as the rows of the margin are enough. */
function moved(last: { top: number; height: number }, element: HTMLElement) {
  const next = { top: element.scrollTop, height: element.clientHeight || defaultHeight };
  const near = Math.abs(next.top - last.top) < 60 && next.height === last.height;
  return near ? last : next;
}

function offsetsOf(
  items: readonly number[],
  { estimate, heights }: { estimate(item: number): number; heights: Map<number, number> },
): Float64Array {
  const offsets = new Float64Array(items.length + 1);
  let at = 0;
  for (let place = 0; place < items.length; place++) {
    const item = items[place] ?? 0;
    at += heights.get(item) ?? estimate(item);
    offsets[place + 1] = at;
  }
  return offsets;
}

/** The row that lies at a height of the list. */
function placeAt(offsets: Float64Array, y: number): number {
  let low = 0;
  let high = Math.max(0, offsets.length - 2);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((offsets[middle] ?? 0) <= y) low = middle;
    else high = middle - 1;
  }
  return low;
}
