import { type RefObject, useEffect } from 'react';
import { useReducedMotion } from '../../ui/media.ts';
import { usePlayerState } from '../context.tsx';
import { viewOf } from './parts.tsx';

/** Where the picture is higher than its room, keep in view what acts now. */
export function useFollow(scroller: RefObject<HTMLElement | null>): void {
  const calm = useReducedMotion();
  const live = usePlayerState((state) =>
    [...viewOf(state).boxes].flatMap(([id, view]) => (view.live ? [id] : [])).at(-1),
  );
  useEffect(() => {
    const element = scroller.current;
    if (element === null || live === undefined || element.scrollHeight <= element.clientHeight)
      return;
    const node = element.querySelector(`[data-id="${CSS.escape(live)}"]`);
    if (node === null) return;
    const room = element.getBoundingClientRect();
    const box = node.getBoundingClientRect();
    const above = box.top - room.top - 16;
    const below = box.bottom - room.bottom + 16;
    const by = above < 0 ? above : Math.max(0, Math.min(below, above));
    // Also when there is nothing to do: an earlier, still smooth scroll ends here.
    element.scrollTo({ top: element.scrollTop + by, behavior: calm ? 'auto' : 'smooth' });
  }, [scroller, live, calm]);
}
