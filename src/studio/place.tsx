import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { useStore } from 'zustand';
import { focusOf, type PlayerStore } from '../player/store.ts';
import { type Recording, type World, worldAt } from '../simulator/read.ts';

/** Where the player stands, and the way to other moments: all that the panes know of it. */
export interface Place {
  recording: Recording;
  world: World;
  /** The event that is talked about: the chosen one, else that of the playhead; -1 before the first. */
  seq: number;
  /** Move the playhead to an event. */
  jumpTo(seq: number): void;
}

export const PlaceContext = createContext<Place | null>(null);

/** Gives the panes their place. It changes with the events, not with every frame. */
export function PlaceProvider({ player, children }: { player: PlayerStore; children: ReactNode }) {
  const recording = useStore(player, (state) => state.recording);
  const position = useStore(player, (state) => state.position);
  const seq = useStore(player, focusOf);
  const place = useMemo(
    () => ({
      recording,
      world: worldAt(recording, position),
      seq,
      jumpTo: (target: number) => {
        player.getState().seek(target + 1);
        player.getState().focusOn(target);
      },
    }),
    [player, recording, position, seq],
  );
  return <PlaceContext value={place}>{children}</PlaceContext>;
}

export function usePlace(): Place {
  const place = useContext(PlaceContext);
  if (place === null) throw new Error('A studio pane was rendered outside of PlaceProvider.');
  return place;
}
