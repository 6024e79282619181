import { type RefObject, useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react';
import { topFor } from './useWindow.ts';

interface RevealOptions {
  scroller: RefObject<HTMLElement | null>;
  /** As of `useWindow`. */
  offsets: Float64Array;
  /** Place of the row that is to stay in view; -1: none. */
  target: number;
  follow: boolean;
  /** The learner has scrolled that row out of sight, or back. */
  onFollow(follow: boolean): void;
}

/** Keeps a row in view while rows come and go, until the learner scrolls away. Returns the way to show any row. */
export function useReveal(options: RevealOptions): (place: number) => void {
  const { scroller, offsets, target, follow, onFollow } = options;
  /** Where we have scrolled to last. */
  const ours = useRef(0);
  const reveal = (place: number) => {
    const element = scroller.current;
    if (element === null) return;
    const { scrollTop, clientHeight } = element;
    element.scrollTop = topFor(offsets, place, { top: scrollTop, height: clientHeight });
    ours.current = element.scrollTop;
  };
  const keep = useEffectEvent(reveal);
  useLayoutEffect(() => {
    if (follow && offsets.length > target) keep(target);
  }, [follow, target, offsets]);

  const look = useEffectEvent((element: HTMLElement) => {
    const { scrollTop, clientHeight } = element;
    if (Math.abs(scrollTop - ours.current) < 2) return;
    ours.current = -1;
    const [top = 0, bottom = 0] = offsets.subarray(Math.max(0, target));
    const seen = bottom > scrollTop && top < scrollTop + clientHeight;
    if (seen !== follow) onFollow(seen);
  });
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const onScroll = () => look(element);
    // First of all listeners: nothing may scroll back before this is known.
    const options = { passive: true, capture: true };
    element.addEventListener('scroll', onScroll, options);
    return () => element.removeEventListener('scroll', onScroll, options);
  }, [scroller]);
  return reveal;
}
