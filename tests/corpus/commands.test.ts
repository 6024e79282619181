import { describe, expect, it } from 'vitest';
import { measure, type Words } from '../../src/build/corpus/measure.ts';
import { corpusFiles } from '../../src/build/corpusTable.ts';

const files = corpusFiles();

if (files.length === 0)
  it('commands of the corpus', ({ skip }) => {
    skip('shared/corpus/buildspecs is not there');
  });

const shown = (words: Words): string =>
  words.sorted
    .map(([word, row]) => `${word} ${row.uses} (${[...row.files].slice(0, 2).join(' ')})`)
    .join(', ');

describe.skipIf(files.length === 0)('commands of the corpus (skipped without shared/)', () => {
  it('at least 99 % of their first words are known', async () => {
    const { all, counts, known, installed, absent, unknown } = await measure(files);
    console.log(
      [
        `${all} commands: ${[...counts].map(([kind, count]) => `${kind} ${count}`).join(', ')}`,
        `known: ${(known * 100).toFixed(2)} %`,
        `not on the image, installed by the buildspec (${installed.uses}): ${shown(installed)}`,
        `known, but not there: 127 (${absent.uses}): ${shown(absent)}`,
        `unknown: 127 (${unknown.uses}): ${shown(unknown)}`,
      ].join('\n'),
    );
    expect(all).toBeGreaterThan(5000);
    expect(known).toBeGreaterThanOrEqual(0.99);
    expect(installed.uses).toBeGreaterThan(absent.uses);
  }, 120_000);
});
