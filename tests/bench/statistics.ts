/** A quantile (0 … 1) of unsorted numbers, by the nearest rank; NaN for none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** Milliseconds of each of `runs` calls, after `warmUps` calls that are not counted. */
export async function timed(
  runs: number,
  warmUps: number,
  call: (index: number) => unknown,
): Promise<number[]> {
  for (let index = 0; index < warmUps; index += 1) await call(index);
  const times: number[] = [];
  for (let index = 0; index < runs; index += 1) {
    const start = performance.now();
    await call(index);
    times.push(performance.now() - start);
  }
  return times;
}

/** `median 12.3 ms, p95 15.0 ms`. */
export function summary(times: readonly number[]): string {
  const shown = (value: number): string =>
    value < 1 ? `${(value * 1000).toFixed(0)} µs` : `${value.toFixed(1)} ms`;
  return `median ${shown(quantile(times, 0.5))}, p95 ${shown(quantile(times, 0.95))}`;
}
