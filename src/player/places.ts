import type { Recording } from '../simulator/read.ts';
import { perRecording } from './perRecording.ts';

/** ms of virtual time at which the last event happens. */
export const durationOf = (recording: Recording): number => recording.events.at(-1)?.at ?? 0;

/** Number of events that have happened at a moment of virtual time (ms). */
export function positionAt(recording: Recording, time: number): number {
  const { events } = recording;
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((events[middle]?.at ?? 0) <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** ms of virtual time of the last of `position` events; 0 before the first. */
export const timeAt = (recording: Recording, position: number): number =>
  recording.events[position - 1]?.at ?? 0;

const seqsByKey = perRecording(
  (recording) => new Map(recording.events.map((event) => [event.key, event.seq])),
);

/** Position just after the event with this key, or null where there is none. */
export function positionOfKey(recording: Recording, key: string): number | null {
  const seq = seqsByKey(recording).get(key);
  return seq === undefined ? null : seq + 1;
}

/**
 * The same place in another run: just after the last event, at or before `position`, whose key both runs have.
 * 0 when they share none.
 */
export function samePlace(from: Recording, position: number, to: Recording): number {
  for (let seq = Math.min(position, from.events.length) - 1; seq >= 0; seq--) {
    const key = from.events[seq]?.key;
    const found = key === undefined ? null : positionOfKey(to, key);
    if (found !== null) return found;
  }
  return 0;
}
