import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearest } from '../../../src/simulator/iam/nearest.ts';

/** The distance by its definition. */
function distance(a: string, b: string): number {
  const d = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (__, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const changed = d[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      let least = Math.min(changed, d[i - 1]![j]! + 1, d[i]![j - 1]! + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, d[i - 2]![j - 2]! + 1);
      }
      d[i]![j] = least;
    }
  }
  return d[a.length]![b.length]!;
}

describe('nearest', () => {
  it('finds what differs by a slip of the pen', () => {
    const names = ['StartBuild', 'StopBuild', 'RetryBuild', 'BatchGetBuilds'];
    expect(nearest('StartBiuld', names)).toBe('StartBuild');
    expect(nearest('startbuilds', names)).toBe('StartBuild');
    expect(nearest('MakeCoffee', names)).toBeUndefined();
    expect(nearest('s4', ['s3', 'sns'])).toBe('s3');
    expect(nearest('x'.repeat(100_000), names)).toBeUndefined();
  });

  it('gives a candidate of the least distance, and none that is farther than two', () => {
    const word = fc.string({
      unit: fc.constantFrom('a', 'b', 'c', 'd'),
      minLength: 5,
      maxLength: 8,
    });
    fc.assert(
      fc.property(word, fc.array(word, { maxLength: 6 }), (wanted, names) => {
        const distances = names.map((name) => distance(wanted, name));
        const least = Math.min(3, ...distances);
        const found = nearest(wanted, names);
        if (least > 2) expect(found).toBeUndefined();
        else expect(distance(wanted, found!)).toBe(least);
      }),
    );
  });
});
