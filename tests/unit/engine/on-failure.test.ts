import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readOnFailure } from '../../../src/simulator/codebuild/onFailure.ts';
import { expression } from '../../../src/simulator/text/expression.ts';

const retry = (value: string) => {
  const read = readOnFailure(value);
  if (read?.action !== 'RETRY') throw new Error(`${value} is no RETRY`);
  return read;
};

describe('on-failure, read', () => {
  it.each([
    ['ABORT', 'ABORT'],
    ['abort', 'ABORT'],
    ['CONTINUE', 'CONTINUE'],
  ])('%s is %s', (value, action) => expect(readOnFailure(value)).toEqual({ action }));

  // CodeBuild User Guide, "Build specification reference": forms of RETRY, as its examples write them.
  it.each([
    ['RETRY', 3, 'anything', true],
    ['RETRY-4', 4, 'anything', true],
    ['RETRY-0', 0, 'anything', true],
    ['RETRY-invalid+', 3, 'an invaliddd name', true],
    ['RETRY-invalid+', 3, 'a valid name', false],
    ['RETRY-8-invalid+', 8, 'it is invalid', true],
    ['Retry-3-.*connection timed out.*', 3, 'x: connection timed out.', true],
    ['Retry-.*Error: Unable to connect to database.*', 3, 'no such error', false],
    ['RETRY-5xx', 3, 'status 5xx', true],
  ])('%s: %i times, “%s”: %s', (value, count, message, matches) => {
    expect(retry(value).count).toBe(count);
    expect(retry(value).matches(message)).toBe(matches);
  });

  it('says what is wrong, and then tries nothing again', () => {
    expect(readOnFailure('STOP')).toBeNull();
    expect(retry('RETRY-101')).toMatchObject({ count: 0, problem: expect.stringContaining('100') });
    expect(retry('RETRY-(?=x)').problem).toContain('looks ahead');
    expect(retry('RETRY-(x').problem).toContain('not closed');
    expect(retry(`RETRY-${'a'.repeat(600)}`).problem).toContain('longer than 500');
  });
});

describe('expressions of learners', () => {
  it('match as the host’s do', () => {
    const part = fc.constantFrom(
      ...[
        'a',
        'b',
        '.',
        '[ab]',
        '[^a]',
        '\\d',
        '\\w',
        '\\b',
        'a|b',
        '(?:ab)',
        '(b)',
        '^',
        '$',
        '1',
      ],
    );
    const sign = fc.constantFrom('', '', '*', '+', '?', '{2}', '{1,3}', '*?');
    const pieces = fc.array(fc.tuple(part, sign), { minLength: 1, maxLength: 6 });
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '1', ' ', '\n'), maxLength: 12 });
    fc.assert(
      fc.property(pieces, text, (list, subject) => {
        const source = list
          .map(([piece, end]) => (/^[\^$]$|\\b/.test(piece) ? piece : `(${piece})${end}`))
          .join('');
        const own = expression(source);
        expect(own.ok && own.matches(subject)).toBe(new RegExp(source).test(subject));
      }),
      { numRuns: 500 },
    );
  });

  it.each(['(a+)+$', '(a|a)*$', '(a*)*b', '(.*)*x', '((a?){30}){30}'])(
    '%s does not hang',
    (source) => {
      const own = expression(source);
      const before = performance.now();
      if (own.ok) own.matches(`${'a'.repeat(10_000)}!`);
      expect(performance.now() - before).toBeLessThan(3000);
    },
  );

  it('stay within bounds, whatever is written', () => {
    expect(expression('(){1000}{1000}{1000}').ok).toBe(false);
    expect(expression('a{1000}{1000}').ok).toBe(false);
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (source) => {
        const own = expression(source);
        if (own.ok) own.matches('constructor __proto__ 12');
        else expect(own.problem).not.toBe('');
      }),
    );
  });
});
