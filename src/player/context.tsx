import { createContext, type ReactNode, useContext, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import { type Narration, describe as narrate } from '../simulator/read.ts';
import { focusOf, type PlayerState, type PlayerStore } from './store.ts';

const Player = createContext<PlayerStore | null>(null);

export function PlayerProvider({ store, children }: { store: PlayerStore; children: ReactNode }) {
  return <Player value={store}>{children}</Player>;
}

/** The store itself, for event handlers and for what is drawn frame by frame. */
export function usePlayer(): PlayerStore {
  const store = useContext(Player);
  if (store === null)
    throw new Error('A part of the player was rendered outside of PlayerProvider.');
  return store;
}

/** @param select must give the same object for the same state, or an object that `same` recognizes */
export function usePlayerState<T>(
  select: (state: PlayerState) => T,
  same: (a: T, b: T) => boolean = Object.is,
): T {
  const last = useRef<{ value: T } | null>(null);
  return useStore(usePlayer(), (state) => {
    const value = select(state);
    if (last.current !== null && same(last.current.value, value)) return last.current.value;
    last.current = { value };
    return value;
  });
}

/** Equal as plain JSON: for small views only. */
export const sameJson = (a: unknown, b: unknown): boolean =>
  Object.is(a, b) || JSON.stringify(a) === JSON.stringify(b);

/** Seq of the event that is talked about; -1 before the first. */
export const useFocus = (): number => usePlayerState(focusOf);

/** The event that is talked about, in words; before the first, what to do. */
export function useNarration(): Narration {
  const recording = usePlayerState((state) => state.recording);
  const seq = useFocus();
  return useMemo(() => narrationOf(recording, seq), [recording, seq]);
}

function narrationOf(recording: PlayerState['recording'], seq: number): Narration {
  if (seq >= 0) return narrate(recording, seq);
  const { branch, fullName } = recording.scenario.repository;
  return {
    title: 'Ready: nothing has been pushed yet',
    body: `Push a commit to ${branch} of ${fullName} and watch what it sets in motion. Step through it with the arrow keys, or let it play.`,
    terms: [],
  };
}
