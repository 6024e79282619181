import { describe, expect, it } from 'vitest';
import { type Verdict, verdictOf } from '../../src/build/corpus/verdict.ts';
import { corpusFiles } from '../../src/build/corpusTable.ts';

const files = corpusFiles();

if (files.length === 0)
  it('runs of the corpus', ({ skip }) => {
    skip('shared/corpus/buildspecs is not there');
  });

/** What is wrong with the files that CodeBuild would not start (STATS.md §5, and a version of Ruby that never was). */
const refusals: readonly [RegExp, string[]][] = [
  [/found subkeys instead/, ['059.yml', '067.yml', '076.yml', '178.yml', '421.yml']],
  [/version/, ['026.yml', '041.yml', '282.yml']],
];

describe.skipIf(files.length === 0)('runs of the corpus (skipped without shared/)', () => {
  it('every buildspec runs to its end; those that AWS rejects are rejected for their reason', async () => {
    const verdicts = new Map<string, Verdict>();
    for (const [file, text] of files) verdicts.set(file, await verdictOf(text));
    const rejected = [...verdicts].filter(([, { kind }]) => kind === 'rejected');
    const expected = refusals.flatMap(([, names]) => names);
    expect(rejected.map(([file]) => file).sort()).toEqual([...expected].sort());
    for (const [reason, names] of refusals) {
      for (const file of names) expect(verdicts.get(file)?.context).toMatch(reason);
    }
    const failed = [...verdicts].filter(([, { kind }]) => kind === 'failed');
    for (const [file, { context }] of failed) expect(context, file).toBeDefined();
  }, 300_000);
});
