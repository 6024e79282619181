/** Where the learner is in a recording. Everything on the screen is a function of this state. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Grain, Recording } from '../simulator/read.ts';
import { durationOf, positionAt, samePlace, timeAt } from './places.ts';
import { stepIndex, stepsOf } from './steps.ts';
import { timescaleOf } from './timescale.ts';

export const speeds = [0.5, 1, 2, 4] as const;
export type Speed = (typeof speeds)[number];

export interface PlayerState {
  recording: Recording;
  /** Number of events applied. */
  position: number;
  /** ms of virtual time. */
  time: number;
  playing: boolean;
  speed: Speed;
  grain: Grain;
  /** Seq of the event the learner has chosen to look at; null: the one at the playhead. */
  focus: number | null;
  /** Keys of events at which playing stops. */
  breakpoints: readonly string[];

  play(): void;
  pause(): void;
  toggle(): void;
  first(): void;
  last(): void;
  back(): void;
  forward(): void;
  seek(position: number): void;
  /** @param ms of virtual time */
  seekTime(ms: number): void;
  /** Let time pass. @param ms on the screen */
  advance(ms: number): void;
  setSpeed(speed: Speed): void;
  setGrain(grain: Grain): void;
  focusOn(seq: number | null): void;
  /** Set or clear a breakpoint at the event in focus. */
  toggleBreakpoint(): void;
  /** @param options.keepPlace stay at the event with the same key, or at the last one that both runs share */
  load(recording: Recording, options?: { keepPlace?: boolean }): void;
}
export type PlayerStore = StoreApi<PlayerState>;

type Place = Pick<PlayerState, 'recording' | 'position' | 'grain' | 'focus'>;

/** Seq of the event that is talked about: the chosen one, else the one that began the step; -1 before the first. */
export const focusOf = ({ recording, position, grain, focus }: Place): number => {
  if (focus !== null) return focus;
  const steps = stepsOf(recording, grain);
  return (steps[stepIndex(steps, position)] ?? 0) - 1;
};

/** Starts paused at the first step, before anything has happened. */
export function createPlayer(recording: Recording): PlayerStore {
  return createStore<PlayerState>((set, get) => {
    const moveTo = (wanted: number, time?: number): void => {
      const { recording } = get();
      const position = Math.max(0, Math.min(Math.trunc(wanted) || 0, recording.events.length));
      set({ position, time: time ?? timeAt(recording, position), focus: null });
    };
    const step = (direction: 1 | -1): void => {
      const { recording, grain, position } = get();
      const steps = stepsOf(recording, grain);
      const at = stepIndex(steps, position);
      const onStep = steps[at] === position;
      const target = direction === 1 ? at + 1 : onStep ? at - 1 : at;
      set({ playing: false });
      moveTo(steps[target] ?? (direction === 1 ? recording.events.length : 0));
    };
    /** Position at which playing from `from` to `to` has to stop, or null. */
    const stopBetween = (from: number, to: number): number | null => {
      const { breakpoints, recording } = get();
      if (breakpoints.length === 0) return null;
      const { events } = recording;
      for (let seq = from; seq < to; seq++) {
        const key = events[seq]?.key;
        if (key !== undefined && breakpoints.includes(key)) return seq + 1;
      }
      return null;
    };

    return {
      recording,
      position: 0,
      time: 0,
      playing: false,
      speed: 1,
      grain: 'step',
      focus: null,
      breakpoints: [],

      play: () => {
        const { position, time, recording } = get();
        const over = position >= recording.events.length && time >= durationOf(recording);
        if (recording.events.length === 0) return;
        if (over) moveTo(0);
        set({ playing: true, focus: null });
      },
      pause: () => set({ playing: false }),
      toggle: () => (get().playing ? get().pause() : get().play()),
      first: () => {
        set({ playing: false });
        moveTo(0);
      },
      last: () => {
        set({ playing: false });
        moveTo(get().recording.events.length);
      },
      back: () => step(-1),
      forward: () => step(1),
      seek: (position) => {
        set({ playing: false });
        moveTo(position);
      },
      seekTime: (ms) => {
        const { recording } = get();
        const time = Math.max(0, Math.min(Number.isFinite(ms) ? ms : 0, durationOf(recording)));
        moveTo(time === 0 ? 0 : positionAt(recording, time), time);
      },
      advance: (ms) => {
        const { recording, time, speed, position } = get();
        const scale = timescaleOf(recording);
        const next = scale.toTime(scale.toScreen(time) + ms * speed);
        const reached = Math.max(position, positionAt(recording, next));
        const stop = stopBetween(position, reached);
        if (stop !== null) {
          set({ playing: false });
          moveTo(stop);
        } else if (reached !== position || next !== time) {
          set({ position: reached, time: next, focus: null });
        }
        if (next >= durationOf(recording)) set({ playing: false });
      },
      setSpeed: (speed) => set({ speed }),
      setGrain: (grain) => set({ grain }),
      focusOn: (seq) => {
        const known = seq !== null && get().recording.events[seq] !== undefined;
        set({ focus: known ? seq : null, playing: false });
      },
      toggleBreakpoint: () => {
        const { recording, breakpoints } = get();
        const key = recording.events[focusOf(get())]?.key;
        if (key === undefined) return;
        set({
          breakpoints: breakpoints.includes(key)
            ? breakpoints.filter((other) => other !== key)
            : [...breakpoints, key],
        });
      },
      load: (next, { keepPlace = false } = {}) => {
        const { recording, position } = get();
        const place = keepPlace ? samePlace(recording, position, next) : 0;
        set({
          recording: next,
          position: place,
          time: timeAt(next, place),
          focus: null,
          ...(keepPlace ? {} : { playing: false, breakpoints: [] }),
        });
      },
    };
  });
}
