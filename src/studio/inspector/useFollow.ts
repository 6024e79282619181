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
    const scroller = element?.closest<HTMLElement>('.inspector-body');
    if (!element || !scroller || key === '') return;
    const row = element.querySelector('[aria-current="true"]') ?? element.lastElementChild;
    if (row === null) return;
    const room = scroller.getBoundingClientRect();
    const { top, bottom } = row.getBoundingClientRect();
    if (top >= room.top && bottom <= room.bottom) return;
    scroller.scrollTop += bottom - room.bottom + 12;
  }, [list, key]);
}
