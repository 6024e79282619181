import { type RefObject, useEffect } from 'react';

/**
 * Keeps the row of the playhead in view, else the last row: moves the list's own scroller and nothing around it.
 * @param list the list; its rows mark themselves with `aria-current`
 * @param changes anything that changes when the rows do
 */
export function useFollow(list: RefObject<HTMLElement | null>, ...changes: unknown[]): void {
  const key = changes.join();
  useEffect(() => {
    const element = list.current;
    if (element === null || key === '') return;
    keepInView(element.querySelector('[aria-current="true"]') ?? element.lastElementChild);
  }, [list, key]);
}

/** Scrolls the inspector, and only it, as far as is needed to see a row. */
export function keepInView(row: Element | null): void {
  const scroller = row?.closest('.inspector-body');
  if (!row || !scroller) return;
  const room = scroller.getBoundingClientRect();
  const { top, bottom } = row.getBoundingClientRect();
  if (top < room.top) scroller.scrollTop += top - room.top - 12;
  else if (bottom > room.bottom) scroller.scrollTop += bottom - room.bottom + 12;
}

/** Scrolls the inspector, and only it, so that an element begins at its top. */
export function bringToTop(element: Element | null): void {
  const scroller = element?.closest('.inspector-body');
  if (!element || !scroller) return;
  const distance = element.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
  scroller.scrollTop += distance - 12;
}
