import type { SimEvent } from './events.ts';
import type { Recording } from './types.ts';
import type { Comparison } from './worldTypes.ts';

/** An event without what depends on its place and moment. */
function content(event: SimEvent): string {
  const { seq: _seq, at: _at, cause: _cause, also: _also, departs: _departs, ...rest } = event;
  return JSON.stringify(rest, (name, value) =>
    name === 'startedAt' || name === 'at' || name === 'durationMs' || name === 'expiresAt'
      ? undefined
      : value,
  );
}

/** Lays two runs side by side by key, and finds where they begin to differ. */
export function compare(a: Recording, b: Recording): Comparison {
  const places = new Map(b.events.map((event) => [event.key, event.seq]));
  const aligned = a.events.map((event) => places.get(event.key) ?? -1);
  const shorter = Math.min(a.events.length, b.events.length);
  let common = 0;
  while (common < shorter) {
    const left = a.events[common];
    const right = b.events[common];
    if (left === undefined || right === undefined || content(left) !== content(right)) break;
    common++;
  }
  const left = a.events[common];
  const right = b.events[common];
  if (left === undefined && right === undefined) return { common, divergence: null, aligned };
  return {
    common,
    aligned,
    divergence: {
      a: left?.seq ?? null,
      b: right?.seq ?? null,
      reason: reasonOf(left, right),
    },
  };
}

function reasonOf(left: SimEvent | undefined, right: SimEvent | undefined): string {
  if (left === undefined) return `Only the second run goes on, with ${right?.key}.`;
  if (right === undefined) return `Only the first run goes on, with ${left.key}.`;
  return left.key === right.key
    ? `Both runs reach ${left.key}, with a different result.`
    : `The first run goes on with ${left.key}, the second with ${right.key}.`;
}
