import { useDeferredValue } from 'react';
import { useFocus, usePlayer, usePlayerState } from '../player/context.tsx';
import { type Recording, type World, worldAt } from '../simulator/read.ts';

/** Where the player stands, and the way to other moments: all that the panes know of it. */
export interface Place {
  recording: Recording;
  world: World;
  /** The event that is talked about: the chosen one, else that of the playhead; -1 before the first. */
  seq: number;
  /** Move the playhead to an event. */
  jumpTo(seq: number): void;
  /** Talk about an event that has happened, and leave the playhead where it is. */
  lookAt(seq: number): void;
}

/** Changes with the events, not with every frame; while it plays the panes may lag behind a little, so that the picture does not. */
export function usePlace(): Place {
  const player = usePlayer();
  const recording = useDeferredValue(usePlayerState((state) => state.recording));
  const position = useDeferredValue(usePlayerState((state) => state.position));
  const seq = useDeferredValue(useFocus());
  const jumpTo = (target: number) => {
    const { seek, focusOn } = player.getState();
    seek(target + 1);
    focusOn(target);
  };
  const lookAt = (target: number) => player.getState().focusOn(target);
  return { recording, world: worldAt(recording, position), seq, jumpTo, lookAt };
}
