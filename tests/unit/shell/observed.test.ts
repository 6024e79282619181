import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Dialect } from '../../../src/simulator/shell/types.ts';
import { run } from './support/container.ts';

/**
 * Scripts with what the real shells printed for them: dash 0.5.12 and bash 5.2 on Debian, standard error into standard output,
 * each script between the three lines that CodeBuild puts before it and the four behind it. `script.sh` stands for the path
 * of the script, `wd` for its directory.
 */
interface Observed {
  script: string;
  out: string;
  exitCode: number;
}

const dialects: Dialect[] = ['dash', 'bash', 'bash-posix'];

describe.each(dialects)('%s behaves as observed', (dialect) => {
  const path = join(import.meta.dirname, 'fixtures', `${dialect}.json`);
  const cases = JSON.parse(readFileSync(path, 'utf8')) as Observed[];

  it('has its share of observations', () => {
    expect(cases.length).toBeGreaterThan(250);
  });

  it.each(cases.map((one) => [one.script.slice(0, 90), one] as const))('%s', async (_, one) => {
    const ran = await run(one.script, { dialect, cwd: '/wd', env: { PATH: '/usr/bin:/bin' } });
    const out = ran.out.replaceAll('/codebuild/output/tmp/', '').replaceAll('/wd', 'wd');
    expect({ out, exitCode: ran.exitCode }).toEqual({ out: one.out, exitCode: one.exitCode });
  });
});
