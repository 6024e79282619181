/**
 * The player's own scale of time. Waits that teach nothing are shortened, and what travels in a few ms of virtual time is
 * given long enough to be seen. The recording is not touched: this is only how fast the playhead moves over it.
 */
import type { Recording } from '../simulator/read.ts';
import { perRecording } from './perRecording.ts';
import { durationOf } from './places.ts';
import { travelsOf } from './travels.ts';

/** ms; a wait up to `plain` is shown as it is, a longer one grows with its logarithm. */
const wait = { plain: 900, growth: 500 };
/** ms on the screen that each needs to be seen. */
const shortest = { travel: 650, phase: 800, command: 1400 };

export interface Timescale {
  /** ms on the screen of the whole run at speed 1. */
  total: number;
  /** Some wait is shortened. */
  shortened: boolean;
  /** ms of virtual time → ms on the screen. */
  toScreen(time: number): number;
  /** ms on the screen → ms of virtual time. */
  toTime(screen: number): number;
}

const shown = (ms: number): number =>
  ms <= wait.plain ? ms : wait.plain + wait.growth * Math.log(ms / wait.plain);

/** Index of the last knot at or before a value. */
function before(knots: readonly number[], value: number): number {
  let low = 0;
  let high = knots.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((knots[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

/** The line through the knots `xs` → `ys`, both rising. */
function interpolate(xs: readonly number[], ys: readonly number[], x: number): number {
  const i = before(xs, x);
  const [x0 = 0, x1 = x0, y0 = 0, y1 = y0] = [xs[i], xs[i + 1], ys[i], ys[i + 1]];
  return x1 > x0 ? y0 + ((y1 - y0) * (Math.min(x, x1) - x0)) / (x1 - x0) : y0;
}

/** A stretch of virtual time that is to last at least `least` ms on the screen. */
interface Stretch {
  from: number;
  to: number;
  least: number;
}

/** What has to be seen, the smaller before the larger that may hold it. */
function stretchesOf(recording: Recording): Stretch[] {
  const { builds, commands } = recording.outcome;
  return [
    ...travelsOf(recording).map(({ departs, at }) => ({
      from: departs,
      to: at,
      least: shortest.travel,
    })),
    ...commands.map(({ startedAt, durationMs }) => ({
      from: startedAt,
      to: startedAt + durationMs,
      least: shortest.command,
    })),
    ...builds.flatMap(({ phases }) =>
      phases.map(({ startedAt, endedAt = startedAt }) => ({
        from: startedAt,
        to: endedAt,
        least: shortest.phase,
      })),
    ),
  ];
}

export const timescaleOf: (recording: Recording) => Timescale = perRecording((recording) => {
  const stretches = stretchesOf(recording);
  const moments = [0, ...recording.events.map(({ at }) => at), ...stretches.map((s) => s.from)];
  const times = [...new Set(moments)].sort((a, b) => a - b);
  const spans = times.map((time, i) => shown((times[i + 1] ?? time) - time));
  for (const { from, to, least } of stretches) {
    const first = before(times, from);
    const last = before(times, to);
    const span = spans.slice(first, last).reduce((sum, ms) => sum + ms, 0);
    if (span === 0 || span >= least) continue;
    for (let i = first; i < last; i++) spans[i] = ((spans[i] ?? 0) * least) / span;
  }
  const screens: number[] = [];
  let total = 0;
  for (const span of spans) {
    screens.push(total);
    total += span;
  }
  const duration = durationOf(recording);
  return {
    total,
    shortened: times.some((time, i) => (times[i + 1] ?? time) - time > wait.plain),
    toScreen: (time) => interpolate(times, screens, Math.max(0, Math.min(time, duration))),
    toTime: (screen) =>
      Math.min(duration, interpolate(screens, times, Math.max(0, Math.min(screen, total)))),
  };
});
