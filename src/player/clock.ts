import { type RefObject, useEffect } from 'react';
import { usePlayer, usePlayerState } from './context.tsx';

/** ms; after a longer pause between two frames (a busy page, a sleeping laptop) the player goes on as if it had been this. */
const longestFrame = 100;

/**
 * Lets the player's time pass: frame by frame, only while it plays and only while it can be seen.
 * @param ref what has to be on the screen
 */
export function useClock(ref: RefObject<Element | null>): void {
  const player = usePlayer();
  const playing = usePlayerState((state) => state.playing);
  useEffect(() => {
    if (!playing) return;
    let frame = 0;
    let last: number | null = null;
    let inView = true;
    const draw = (now: number) => {
      player.getState().advance(last === null ? 0 : Math.min(longestFrame, now - last));
      last = now;
      frame = requestAnimationFrame(draw);
    };
    const start = () => {
      cancelAnimationFrame(frame);
      last = null;
      if (inView && !document.hidden) frame = requestAnimationFrame(draw);
    };
    const element = ref.current;
    const observer =
      element === null || typeof IntersectionObserver === 'undefined'
        ? null
        : new IntersectionObserver((entries) => {
            inView = entries.at(-1)?.isIntersecting ?? true;
            start();
          });
    if (element !== null) observer?.observe(element);
    document.addEventListener('visibilitychange', start);
    start();
    return () => {
      cancelAnimationFrame(frame);
      observer?.disconnect();
      document.removeEventListener('visibilitychange', start);
    };
  }, [player, playing, ref]);
}
