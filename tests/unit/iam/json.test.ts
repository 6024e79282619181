import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rangeOfPath } from '../../../src/simulator/iam/index.ts';
import { parseJson } from '../../../src/simulator/iam/json.ts';
import { jsonValue } from '../../../src/simulator/iam/jsonTree.ts';

describe('JSON with positions', () => {
  it('reads what JSON.parse reads', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 8 }), fc.constantFrom(undefined, 1, '\t'), (text, space) => {
        const spaced = JSON.stringify(JSON.parse(text), null, space);
        const { root, errors } = parseJson(spaced);
        expect(errors).toEqual([]);
        expect(jsonValue(root!)).toEqual(JSON.parse(text));
      }),
    );
  });

  it('finds a mistake where JSON.parse finds one', () => {
    const pieces = fc.constantFrom(
      ...'{ } [ ] , : " "a" "b":1 1 -0 01 1.5e3 true nul null \\ \\u00e4 // /* */ \n'.split(' '),
      ' ',
      '"\\n"',
      "'x'",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        const text = parts.join('');
        const isJson = (() => {
          try {
            JSON.parse(text);
            return true;
          } catch {
            return false;
          }
        })();
        const { root, errors } = parseJson(text);
        expect(errors.length === 0 && root !== undefined, text).toBe(isJson);
      }),
      { numRuns: 2000 },
    );
  });

  it('goes on after mistakes', () => {
    const { root, errors } = parseJson('{ \'a\': 1, // one\n "b" 2, "c": [1 2,], }');
    expect(jsonValue(root!)).toEqual({ a: 1, b: 2, c: [1, 2] });
    expect(errors.length).toBeGreaterThan(3);
  });

  it('keeps __proto__ as a member', () => {
    const value = jsonValue(parseJson('{"__proto__":{"x":1}}').root!) as object;
    expect(Object.keys(value)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });
});

describe('rangeOfPath', () => {
  const text =
    '{\r\n  "Statement": [\n    { "Sid": "A" },\n    { "Sid": "B",\n      "Action": ["s3:*"] }\n  ]\n}';

  it('finds an element', () => {
    expect(rangeOfPath(text, ['Statement', 1, 'Action', 0])).toEqual({
      startLine: 5,
      startColumn: 18,
      endLine: 5,
      endColumn: 24,
    });
    expect(rangeOfPath(text, ['Statement', 1])).toEqual({
      startLine: 4,
      startColumn: 5,
      endLine: 5,
      endColumn: 27,
    });
  });

  it('finds nothing where there is nothing', () => {
    expect(rangeOfPath(text, ['Statement', 2])).toBeUndefined();
    expect(rangeOfPath(text, ['Statement', 0, 'Sid', 'x'])).toBeUndefined();
    expect(rangeOfPath('', [])).toBeUndefined();
  });

  it('finds an element in a text with mistakes', () => {
    expect(rangeOfPath('{ "Statement": { "Action": "s3:*", } ', ['Statement', 'Action'])).toEqual({
      startLine: 1,
      startColumn: 28,
      endLine: 1,
      endColumn: 34,
    });
  });
});
