import { createContext, useContext } from 'react';
import type { Recording, World } from '../simulator/read.ts';

/** Where the player stands, and the way to other moments: all that the panes know of it. */
export interface Place {
  recording: Recording;
  world: World;
  /** The event at the playhead: the last one applied; -1 before the first. */
  seq: number;
  /** Move the playhead to an event. */
  focusOn(seq: number): void;
}

export const PlaceContext = createContext<Place | null>(null);

export function usePlace(): Place {
  const place = useContext(PlaceContext);
  if (place === null) throw new Error('A studio pane was rendered outside of PlaceContext.');
  return place;
}
