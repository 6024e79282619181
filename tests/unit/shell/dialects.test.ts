import { describe, expect, it } from 'vitest';
import recorded from './fixtures/dialects.json' with { type: 'json' };
import { run } from './support/container.ts';

/**
 * What each construct comes to in dash 0.5.12, in bash 5.2 as `sh`, and in bash 5.2: both streams, then the exit status. `$0`
 * stands for `/codebuild/output/tmp/script.sh`, whose fourth line is the first of the command (reference: codebuild §3.4).
 * Recorded from the shells themselves.
 */
const CONSTRUCTS = recorded as [
  construct: string,
  script: string,
  dash: string,
  posix: string,
  bash: string,
][];

const SCRIPT = '/codebuild/output/tmp/script.sh';

describe.each(['dash', 'bash-posix', 'bash'] as const)('%s', (dialect) => {
  it.each(CONSTRUCTS)('%s: %s', async (_, script, dash, posix, bash) => {
    const ran = await run(script, { dialect });
    const expected = { dash, 'bash-posix': posix, bash }[dialect];
    expect(`${ran.out.replaceAll(SCRIPT, '$0')}[${ran.exitCode}]`).toBe(expected);
  });
});
