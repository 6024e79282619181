import { describe, expect, it } from 'vitest';
import { parseBuildspec } from '../../../src/simulator/index.ts';
import { log, nodeSite, phaseOf, simulate } from '../../unit/engine/support.ts';
import { cacheAndBatchCases } from './cases/cacheAndBatch.ts';
import { envCases } from './cases/env.ts';
import { outputCases } from './cases/outputs.ts';
import { outputLogCases } from './cases/outputsInTheLog.ts';
import { phaseCases } from './cases/phases.ts';
import { refusalCases } from './cases/refusals.ts';
import { runtimeCases } from './cases/runtimes.ts';
import { topCases } from './cases/top.ts';

const cases = [
  ...topCases,
  ...envCases,
  ...phaseCases,
  ...runtimeCases,
  ...outputCases,
  ...outputLogCases,
  ...cacheAndBatchCases,
  ...refusalCases,
];

describe.each(cases)('$row: $what', (each) => {
  const { text, reads, warns, refuses, logs, edit } = each;
  const fails = refuses?.[0] ?? each.fails;

  it('is read as CodeBuild reads it', () => {
    const { buildspec, diagnostics } = parseBuildspec(text);
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ message, range }) => [message, range.startLine])).toEqual(
      refuses === undefined ? [] : [refuses],
    );
    if (refuses !== undefined) return;
    expect(buildspec).toMatchObject(reads ?? {});
    expect(diagnostics.map(({ code }) => code)).toEqual(warns ?? []);
  });

  it(fails === undefined ? 'runs' : 'ends the build in DOWNLOAD_SOURCE', async () => {
    const recording = await simulate(
      nodeSite((scenario) => {
        scenario.repository.files['buildspec.yml'] = text;
        edit?.(scenario);
      }),
    );
    const contexts = phaseOf(recording, 'DOWNLOAD_SOURCE')?.contexts;
    expect(contexts?.[0]?.statusCode).toBe(fails === undefined ? '' : 'YAML_FILE_ERROR');
    if (fails instanceof RegExp) expect(contexts?.[0]?.message).toMatch(fails);
    else expect(contexts?.[0]?.message).toBe(fails ?? '');
    const lines = log(recording).split('\n');
    for (const line of logs ?? []) {
      expect(lines.map((written) => written.replace(/^\[Container\] \S+ \S+ /, ''))).toContain(
        line,
      );
    }
    expect(lines.some((line) => line.endsWith('Entering phase INSTALL'))).toBe(fails === undefined);
  });
});
