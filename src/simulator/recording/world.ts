import { Draft } from './draft.ts';
import { apply, emptyWorld } from './fold.ts';
import type { Recording } from './types.ts';
import type { World } from './worldTypes.ts';

/** Events between two kept worlds: any position is at most this many steps from one. */
const keyframeEvery = 64;

interface Cache {
  /** Worlds at positions 0, 64, 128 … as far as they have been needed. */
  keyframes: World[];
  last: World;
}
const caches = new WeakMap<Recording, Cache>();

function advance(recording: Recording, from: World, position: number): World {
  if (from.position === position) return from;
  const draft = new Draft(recording.scenario, from);
  for (let seq = from.position; seq < position; seq++) {
    const event = recording.events[seq];
    if (event !== undefined) apply(draft, event);
  }
  return draft.world;
}

/**
 * The state of everything after the first `position` events (clamped to the recording). The result is shared and kept:
 * treat it as immutable.
 */
export function worldAt(recording: Recording, position: number): World {
  const wanted = Math.max(0, Math.min(Math.trunc(position) || 0, recording.events.length));
  let cache = caches.get(recording);
  if (cache === undefined) {
    cache = { keyframes: [emptyWorld], last: emptyWorld };
    caches.set(recording, cache);
  }
  const { keyframes, last } = cache;
  if (last.position === wanted) return last;
  const index = Math.floor(wanted / keyframeEvery);
  while (keyframes.length <= index) {
    const latest = keyframes[keyframes.length - 1] ?? emptyWorld;
    keyframes.push(advance(recording, latest, keyframes.length * keyframeEvery));
  }
  const keyframe = keyframes[index] ?? emptyWorld;
  // Stepping forward goes on from where the last look was, scrubbing starts at the nearest kept world.
  const near = last.position <= wanted && last.position >= keyframe.position ? last : keyframe;
  cache.last = advance(recording, near, wanted);
  return cache.last;
}
