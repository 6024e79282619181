import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compilePattern,
  compileText,
  globTokens,
  matches,
} from '../../../src/simulator/iam/match.ts';

/** The definition itself: exponential, fine for short texts. */
function naive(pattern: string, text: string): boolean {
  if (pattern === '') return text === '';
  const rest = pattern.slice(1);
  if (pattern[0] === '*') {
    return naive(rest, text) || (text !== '' && naive(pattern, text.slice(1)));
  }
  return (
    text !== '' && (pattern[0] === '?' || pattern[0] === text[0]) && naive(rest, text.slice(1))
  );
}

const word = (letters: string, maxLength: number) =>
  fc.array(fc.constantFrom(...letters), { maxLength }).map((list) => list.join(''));

describe('wildcard patterns', () => {
  it('match as their definition says', () => {
    fc.assert(
      fc.property(word('ab*?', 9), word('ab', 12), (pattern, text) => {
        expect(matches(compileText(pattern), text), `${pattern} ~ ${text}`).toBe(
          naive(pattern, text),
        );
        expect(matches(compilePattern(globTokens(pattern)), text)).toBe(naive(pattern, text));
      }),
      { numRuns: 5000 },
    );
  });

  it.each([
    ['?**', ''],
    ['?*?', 'a'],
    ['ab*bc', 'abc'],
    ['*?*', ''],
  ])('%s does not match “%s”', (pattern, text) => {
    expect(matches(compileText(pattern), text)).toBe(false);
  });

  it('with long stretches that have question marks', () => {
    const stretch = `${'a?'.repeat(40)}b`;
    const pattern = compileText(`*${stretch}*`);
    expect(matches(pattern, `${'a'.repeat(200)}b`)).toBe(true);
    expect(matches(pattern, `xx${'ac'.repeat(40)}bxx`)).toBe(true);
    expect(matches(pattern, 'a'.repeat(500))).toBe(false);
    expect(matches(pattern, `${'ac'.repeat(39)}b`)).toBe(false);
  });

  it('take literal text from values literally', () => {
    const pattern = compilePattern([{ literal: 'a*' }, 'run']);
    expect(matches(pattern, 'a*x')).toBe(true);
    expect(matches(pattern, 'ax')).toBe(false);
  });
});
