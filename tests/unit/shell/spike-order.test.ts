import { describe, expect, it } from 'vitest';
import type { Tool } from '../../../src/simulator/shell/types.ts';
import { drive, newKernel, newShell, run } from './support/container.ts';

const slow: Tool = {
  name: 'slow',
  async run(ctx) {
    ctx.stdout('one\n');
    await ctx.sleep(1000);
    ctx.stderr('two\n');
    await ctx.sleep(500);
    ctx.stdout('three\n');
    return 0;
  },
};

/** Chunks as `stream@ms text`, ms rounded down to whole seconds unless asked otherwise. */
async function shown(command: string, grain = 1000): Promise<string[]> {
  const { chunks } = await run(command, { tools: [slow] });
  const at = (ms: number) => Math.floor(ms / grain);
  return chunks.map((c) => `${c.stream === 'stderr' ? 'err' : 'out'}@${at(c.at)} ${c.text.trim()}`);
}

describe('output per simple command', () => {
  it('comes in order, with stream and virtual time', async () => {
    expect(await shown('echo 1; echo 2 >&2; sleep 3; echo 3')).toEqual([
      'out@0 1',
      'err@0 2',
      'out@3 3',
    ]);
  });

  it.each([
    ['a group', '{ echo 1; echo 2 >&2; sleep 1; echo 3; } 2>&1', ['out@0 1', 'out@0 2', 'out@1 3']],
    ['a subshell', '( echo 1; sleep 1; echo 2 >&2 )', ['out@0 1', 'err@1 2']],
    ['a loop', 'for i in 1 2; do echo $i; sleep 1; done', ['out@0 1', 'out@1 2']],
    ['a function', 'f() { echo $1; sleep 1; echo b >&2; }; f a 2>&1', ['out@0 a', 'out@1 b']],
    ['a condition', 'if sleep 1; then echo y; else echo n; fi', ['out@1 y']],
    ['a list', 'echo a && sleep 2 && echo b || echo c', ['out@0 a', 'out@2 b']],
    ['a tool', 'slow; echo end', ['out@0 one', 'err@1 two', 'out@1 three', 'out@1 end']],
    ['a tool, redirected', 'slow 2>&1', ['out@0 one', 'out@1 two', 'out@1 three']],
    [
      'eval and a child shell',
      "eval 'echo a; sleep 1'; sh -c 'echo b; sleep 1; echo c'",
      ['out@0 a', 'out@1 b', 'out@2 c'],
    ],
  ])('inside %s', async (_, command, expected) => {
    expect(await shown(command)).toEqual(expected);
  });

  it('does not show what is piped, captured or redirected', async () => {
    expect(
      await shown(
        'echo a > f; echo b 2>/dev/null >&2; x=$(slow 2>/dev/null); echo $x; slow | cat >/dev/null',
      ),
    ).toEqual(['out@1 one three', 'err@2 two']);
  });

  it('hands output of a pipe on as it arrives', async () => {
    expect(await shown('slow 2>&1 | tee log; cat log | head -n 1')).toEqual([
      'out@0 one',
      'out@1 two',
      'out@1 three',
      'out@1 one',
    ]);
    expect(await shown('slow | while read l; do echo "<$l>"; done')).toEqual([
      'out@0 <one>',
      'err@1 two',
      'out@1 <three>',
    ]);
  });

  it("puts the interpreter's own messages where they belong", async () => {
    expect(
      await shown('echo 1; nope; cd /nope; echo 2; set -x; true; nope2 > f 2>&1; cat f'),
    ).toEqual([
      'out@0 1',
      'err@0 /codebuild/output/tmp/script.sh: 4: nope: not found',
      "err@0 /codebuild/output/tmp/script.sh: 4: cd: can't cd to /nope",
      'out@0 2',
      'err@0 + true',
      'err@0 + nope2',
      'err@0 + cat f',
      'out@0 /codebuild/output/tmp/script.sh: 4: nope2: not found',
      'err@0 + CODEBUILD_LAST_EXIT=0',
      'err@0 + export -p',
      'err@0 + pwd',
      'err@0 + exit 0',
    ]);
  });

  it('is handed over live: before later commands have run', async () => {
    const kernel = newKernel();
    const seen: [string, boolean][] = [];
    await drive(kernel, async () => {
      const shell = await newShell(kernel);
      const fs = shell.fs as { exists(path: string): Promise<boolean> };
      const pending: Promise<void>[] = [];
      await shell.run('echo first; sleep 1; touch later; echo second', ({ text }) => {
        pending.push(
          fs.exists('/codebuild/output/src1/src/later').then((there) => {
            seen.push([text, there]);
          }),
        );
      });
      await Promise.all(pending);
    });
    expect(seen).toEqual([
      ['first\n', false],
      ['second\n', true],
    ]);
  });

  it('costs at least 1 ms of virtual time per simple command', async () => {
    const { ms, chunks } = await run('a=1; true; test -n x; echo end');
    expect(chunks[0]?.at).toBe(4);
    expect(ms).toBeGreaterThanOrEqual(4);
  });
});
