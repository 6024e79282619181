import type { Travel } from '../travels.ts';
import { boxOf } from './model.ts';
import type { BoxId, Diagram, Wire } from './types.ts';

/** A wire as it is travelled on: along it, or against it. */
export interface Leg {
  wire: Wire;
  reversed: boolean;
}

function leg(diagram: Diagram, from: BoxId, to: BoxId): Leg | null {
  const along = diagram.wires.find((wire) => wire.from === from && wire.to === to);
  if (along !== undefined) return { wire: along, reversed: false };
  const against = diagram.wires.find((wire) => wire.from === to && wire.to === from);
  return against === undefined ? null : { wire: against, reversed: true };
}

/** The wires from one box to another: a direct one, or two with a box between them. */
function legsBetween(diagram: Diagram, from: BoxId, to: BoxId): Leg[] {
  const direct = leg(diagram, from, to);
  if (direct !== null) return [direct];
  // What GitHub's connection stores goes through the pipeline; credentials go through the role.
  const via = diagram.boxes.filter(
    ({ kind, id }) =>
      (kind === 'pipeline' && from.startsWith('github:')) ||
      (kind === 'role' && (from === 'sts' || to === 'sts') && id !== from),
  );
  for (const { id } of via) {
    const first = leg(diagram, from, id);
    const second = leg(diagram, id, to);
    if (first !== null && second !== null) return [first, second];
  }
  return [];
}

/** The wires that something travels on; none when it stays within one box. */
export function routeOf(diagram: Diagram, { from, to }: Pick<Travel, 'from' | 'to'>): Leg[] {
  const start = boxOf(diagram, from);
  const end = boxOf(diagram, to);
  return start === null || end === null || start === end ? [] : legsBetween(diagram, start, end);
}
