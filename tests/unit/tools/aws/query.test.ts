import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyQuery } from '../../../../src/simulator/shell/tools/aws/output/query.ts';
import { Failure } from '../../../../src/simulator/shell/tools/support/failure.ts';

const images = {
  imageDetails: [{ imageTags: ['a', 'b'], size: 1 }, { imageTags: ['c'], size: 2 }, { size: 3 }],
};

describe('--query', () => {
  it.each([
    ['imageDetails[0].imageTags[0]', 'a'],
    ['imageDetails[-1].size', 3],
    ['imageDetails[9].size', null],
    ['imageDetails[].size', [1, 2, 3]],
    ['imageDetails[*].imageTags', [['a', 'b'], ['c']]],
    ['imageDetails[].imageTags[]', ['a', 'b', 'c']],
    ['imageDetails[].imageTags[0]', ['a', 'c']],
    ['imageDetails[?size==`2`].imageTags[]', ['c']],
    ["imageDetails[?size=='2'].imageTags[]", []],
    ['length(imageDetails)', 3],
    ['sort_by(imageDetails, &size)[-1].size', 3],
    ["imageDetails[?contains(imageTags || `[]`, 'c')].size | [0]", 2],
    ['imageDetails[*].imageTags | [0][0]', 'a'],
    ['imageDetails[?size!=`2`].size', [1, 3]],
    [
      'imageDetails[].[size, imageTags[0]]',
      [
        [1, 'a'],
        [2, 'c'],
        [3, null],
      ],
    ],
    ['imageDetails[0].{n: size, "the tags": imageTags}', { n: 1, 'the tags': ['a', 'b'] }],
    ['imageDetails[].size | [0]', 1],
    ['nothing.at.all', null],
    ['@', images],
    ['__proto__.x', null],
    ['constructor', null],
  ])('%s', (query, expected) => {
    expect(applyQuery(query, images)).toEqual(expected);
  });

  it('throws nothing but the CLI’s own error, whatever the text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          applyQuery(text, images);
        } catch (reason) {
          expect(reason).toBeInstanceOf(Failure);
        }
      }),
      { numRuns: 1_000 },
    );
    for (const text of ['['.repeat(5_000), 'a'.repeat(10_000), 'nothing(a)', 'a[']) {
      expect(() => applyQuery(text, images)).toThrow(/Bad value for --query/);
    }
  });
});
