import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Filter, passes } from '../../../../src/simulator/shell/tools/aws/s3/filters.ts';
import { fnmatch } from '../../../../src/simulator/shell/tools/support/fnmatch.ts';

/** Reference: the pattern as a regular expression, as Python translates it. */
function reference(text: string, pattern: string): boolean {
  const source = [...pattern]
    .map((each) =>
      each === '*'
        ? '[\\s\\S]*'
        : each === '?'
          ? '[\\s\\S]'
          : each.replace(/[.+^${}()|[\]\\]/g, '\\$&'),
    )
    .join('');
  return new RegExp(`^${source}$`).test(text);
}

const letters = fc.constantFrom('a', 'b', '/', '.', '*', '?');
const name = fc.array(fc.constantFrom('a', 'b', '/', '.'), { maxLength: 8 }).map((l) => l.join(''));
const glob = fc.array(letters, { maxLength: 6 }).map((l) => l.join(''));

describe('fnmatch', () => {
  it('agrees with the regular expression of the pattern', () => {
    fc.assert(
      fc.property(
        name,
        glob,
        (text, pattern) => fnmatch(text, pattern) === reference(text, pattern),
      ),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['a.js', '*.[jt]s', true],
    ['a.ms', '*.[jt]s', false],
    ['a.ms', '*.[!jt]s', true],
    ['a5', 'a[0-9]', true],
    ['ax', 'a[0-9]', false],
    ['a]', 'a[]]', true],
    ['a[', 'a[', true],
    ['deep/er/a.css', '*.css', true],
    ['a', '', false],
  ])('%s against %s: %s', (text, pattern, matches) => {
    expect(fnmatch(text, pattern)).toBe(matches);
  });

  it('ends soon for a pattern of many stars', () => {
    expect(fnmatch('a'.repeat(5_000), `${'a*'.repeat(200)}b`)).toBe(false);
  });
});

describe('filters', () => {
  const filter = fc.record<Filter>({
    type: fc.constantFrom('include', 'exclude'),
    pattern: glob,
  });

  it('the last filter that matches decides, and without one the file is in', () => {
    fc.assert(
      fc.property(name, fc.array(filter, { maxLength: 5 }), (file, filters) => {
        const path = `/src/${file}`;
        const last = filters.findLast(({ pattern }) =>
          reference(path, pattern.startsWith('/') ? pattern : `/src/${pattern}`),
        );
        return passes(path, filters, ['/src', 'bucket/p']) === (last?.type !== 'exclude');
      }),
    );
  });

  it('hold from both roots', () => {
    const filters: Filter[] = [{ type: 'exclude', pattern: 'tmp/*' }];
    expect(passes('bucket/p/tmp/x', filters, ['/src', 'bucket/p'])).toBe(false);
    expect(passes('/src/tmp/x', filters, ['/src', 'bucket/p'])).toBe(false);
    expect(passes('/src/a/tmp/x', filters, ['/src', 'bucket/p'])).toBe(true);
    expect(passes('/x', [{ type: 'exclude', pattern: '*' }], ['/', 'bucket'])).toBe(false);
  });
});
