import { type ReactNode, useDeferredValue, useMemo } from 'react';
import { useFocus, usePlayer, usePlayerState } from '../player/context.tsx';
import { worldAt } from '../simulator/read.ts';
import { PlaceContext } from './place.tsx';

/** Tells the panes where the player stands; they may lag behind it a little, so that the picture never does. */
export function PlaceProvider({ children }: { children: ReactNode }) {
  const player = usePlayer();
  const recording = usePlayerState((state) => state.recording);
  const position = useDeferredValue(usePlayerState((state) => state.position));
  const seq = useDeferredValue(useFocus());
  const place = useMemo(
    () => ({
      recording,
      world: worldAt(recording, position),
      seq,
      focusOn: (target: number) => player.getState().seek(target + 1),
    }),
    [recording, position, seq, player],
  );
  return <PlaceContext value={place}>{children}</PlaceContext>;
}
