import { type RefObject, useEffect } from 'react';

/**
 * Tells by `data-more` (`start`, `end`, `both` or nothing) on which side a row of tabs goes on out of view, and keeps the chosen
 * one in view.
 */
export function useOverflow(strip: RefObject<HTMLElement | null>, current: string): void {
  useEffect(() => {
    const element = strip.current;
    if (element === null) return;
    const chosen = element.querySelector<HTMLElement>(`[data-tab="${current}"]`);
    if (chosen !== null) {
      const { offsetLeft, offsetWidth } = chosen;
      const last = offsetLeft + offsetWidth + margin - element.clientWidth;
      element.scrollLeft = Math.max(last, Math.min(element.scrollLeft, offsetLeft - margin));
    }
    const tell = () => {
      const { scrollLeft, scrollWidth, clientWidth } = element;
      const start = scrollLeft > 1;
      const end = scrollLeft + clientWidth < scrollWidth - 1;
      element.dataset.more = start && end ? 'both' : start ? 'start' : end ? 'end' : '';
    };
    tell();
    const observer = 'ResizeObserver' in globalThis ? new ResizeObserver(tell) : null;
    observer?.observe(element);
    element.addEventListener('scroll', tell, { passive: true });
    return () => {
      observer?.disconnect();
      element.removeEventListener('scroll', tell);
    };
  }, [strip, current]);
}

/** Room for the next tab to peek in, px. */
const margin = 28;
