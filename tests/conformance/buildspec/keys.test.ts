import { describe, expect, it } from 'vitest';
import { parseBuildspec } from '../../../src/simulator/index.ts';
import { log, nodeSite, phaseOf, simulate } from '../../unit/engine/support.ts';
import { envCases } from './cases/env.ts';
import { topCases } from './cases/top.ts';

const cases = [...topCases, ...envCases];

describe.each(cases)('$row: $what', ({ text, reads, warns, refuses, logs, edit }) => {
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

  it(refuses === undefined ? 'runs' : 'ends the build in DOWNLOAD_SOURCE', async () => {
    const recording = await simulate(
      nodeSite((scenario) => {
        scenario.repository.files['buildspec.yml'] = text;
        edit?.(scenario);
      }),
    );
    const contexts = phaseOf(recording, 'DOWNLOAD_SOURCE')?.contexts;
    expect(contexts).toEqual([
      refuses === undefined
        ? { statusCode: '', message: '' }
        : { statusCode: 'YAML_FILE_ERROR', message: refuses[0] },
    ]);
    const lines = log(recording).split('\n');
    for (const line of logs ?? []) {
      expect(lines.map((each) => each.replace(/^\[Container\] \S+ \S+ /, ''))).toContain(line);
    }
    expect(lines.some((line) => line.endsWith('Entering phase INSTALL'))).toBe(
      refuses === undefined,
    );
  });
});
