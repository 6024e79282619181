import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffLines, excerpts } from '../../../src/studio/inspector/diff/lines.ts';

const lines = fc.array(fc.constantFrom('a', 'b', 'c', '{', '}'), { maxLength: 12 });

describe('difference of two texts', () => {
  it('holds both texts whole, whatever they are', () => {
    fc.assert(
      fc.property(lines, lines, (a, b) => {
        const found = diffLines(a.join('\n'), b.join('\n'));
        const without = (kind: string) =>
          found.filter((line) => line.kind !== kind).map(({ text }) => text);
        expect(without('added')).toEqual(a.join('\n') === '' ? [] : a);
        expect(without('removed')).toEqual(b.join('\n') === '' ? [] : b);
      }),
    );
  });

  it('takes away and adds as little as it can', () => {
    const found = diffLines('a\nb\nc\nd', 'a\nc\nd\ne');
    expect(found.map(({ kind }) => kind)).toEqual(['same', 'removed', 'same', 'same', 'added']);
  });

  it('stays quick for very long texts that have nothing in common', () => {
    const long = (letter: string) => Array.from({ length: 5_000 }, (_, i) => letter + i).join('\n');
    expect(diffLines(long('a'), long('b'))).toHaveLength(10_000);
  });

  it('leaves out equal lines that are far from every change, and counts them', () => {
    const before = Array.from({ length: 20 }, (_, i) => `${i}`);
    const parts = excerpts(diffLines(before.join('\n'), before.with(10, 'new').join('\n')));
    expect(parts.map((part) => ('skipped' in part ? part.skipped : part.lines.length))).toEqual([
      8, 6, 7,
    ]);
  });
});
