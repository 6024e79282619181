import { describe, expect, it } from 'vitest';
import { quantile, summary, timed } from '../../bench/statistics.ts';

describe('quantile', () => {
  it('takes the nearest rank, whatever the order', () => {
    const values = [5, 1, 4, 2, 3];
    expect(quantile(values, 0.5)).toBe(3);
    expect(quantile(values, 0.95)).toBe(5);
    expect(quantile(values, 0)).toBe(1);
    expect(values).toEqual([5, 1, 4, 2, 3]);
    expect(quantile([], 0.5)).toBeNaN();
  });
});

describe('timed', () => {
  it('does not count the warm-ups', async () => {
    let calls = 0;
    const times = await timed(4, 3, () => {
      calls += 1;
    });
    expect([calls, times.length]).toEqual([7, 4]);
  });
});

describe('summary', () => {
  it('shows microseconds below a millisecond', () => {
    expect(summary([0.25, 0.25, 12])).toBe('median 250 µs, p95 12.0 ms');
  });
});
