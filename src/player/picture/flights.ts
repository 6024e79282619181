import type { Recording } from '../../simulator/read.ts';
import { type Point, pointAlong } from '../diagram/geometry.ts';
import type { Layout } from '../diagram/layout/index.ts';
import { diagramOf } from '../diagram/model.ts';
import { routeOf } from '../diagram/routes.ts';
import { timescaleOf } from '../timescale.ts';
import { type Travel, travelsOf } from '../travels.ts';

/** A travel on the screen: along which line, and when, in ms on the screen. */
export interface Flight {
  travel: Travel;
  points: readonly Point[];
  departs: number;
  arrives: number;
}

/** How long what has arrived can still be seen. ms on the screen. */
const linger = 260;

/** Every travel of a run that crosses the picture, on the exact lines of its wires. */
export function flightsOf(recording: Recording, layout: Layout): Flight[] {
  const diagram = diagramOf(recording.scenario);
  const scale = timescaleOf(recording);
  return travelsOf(recording).flatMap((travel) => {
    const points = routeOf(diagram, travel).flatMap(({ wire, reversed }) => {
      const line = layout.paths.get(wire.id)?.points ?? [];
      return reversed ? line.toReversed() : line;
    });
    if (points.length < 2) return [];
    const departs = scale.toScreen(travel.departs);
    const arrives = scale.toScreen(travel.at);
    return arrives > departs ? [{ travel, points, departs, arrives }] : [];
  });
}

/**
 * Where a flight is at a moment; null before and after it.
 * @param screen ms on the screen
 * @param playing what has arrived can still be seen for a while
 */
export function whereIs(flight: Flight, screen: number, playing: boolean): Point | null {
  const { departs, arrives, points } = flight;
  const gone = playing ? screen > arrives + linger : screen >= arrives;
  if (screen <= departs || gone) return null;
  return pointAlong(points, (screen - departs) / (arrives - departs));
}
