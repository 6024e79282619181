import type { Recording, World } from '../simulator/read.ts';

/** Where the player stands, and the ways to other moments. */
export interface Place {
  recording: Recording;
  world: World;
  /** The event at the playhead: the last one applied; -1 before the first. */
  seq: number;
  focusOn(seq: number): void;
}

export declare function usePlace(): Place;
