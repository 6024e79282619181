import { describe, expect, it } from 'vitest';
import { toolsFor } from '../../../src/simulator/shell/tools/index.ts';
import type { Dialect } from '../../../src/simulator/shell/types.ts';
import recorded from './fixtures/programs.json' with { type: 'json' };
import { run } from './support/container.ts';

/**
 * Scripts as buildspecs have them, with what dash 0.5.12 or bash 5.2 and the GNU programs printed (both streams, then the exit
 * status) when they ran in an empty directory.
 */
describe('programs, as observed', () => {
  it.each(recorded as [Dialect, string, string][])('%s: %s', async (dialect, script, expected) => {
    const image = 'aws/codebuild/standard:7.0';
    const ran = await run(script, { dialect, image, tools: toolsFor(image) });
    expect(`${ran.out}[${ran.exitCode}]`).toBe(expected);
  });
});
