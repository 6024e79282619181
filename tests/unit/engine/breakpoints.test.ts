import { describe, expect, it } from 'vitest';
import { Cancelled } from '../../../src/simulator/kernel/kernel.ts';
import { drive, newKernel, newShell, runAll, runIn } from '../shell/support/container.ts';

const resumed = '(sleep 60; codebuild-resume) & codebuild-breakpoint; echo on';

describe('codebuild-breakpoint', () => {
  it('holds a build with a session connection until codebuild-resume', async () => {
    const [run] = await runAll([resumed], { debugSession: true });
    expect(run).toMatchObject({ exitCode: 0, out: 'on\n' });
    expect(run!.ms).toBeGreaterThanOrEqual(60_000);
  });

  it('is passed over by any other build', async () => {
    const [run] = await runAll(['codebuild-breakpoint; echo on'], {});
    expect(run).toMatchObject({ exitCode: 0, out: 'on\n' });
    expect(run!.ms).toBeLessThan(1000);
  });

  it('holds the build until its timeout when nobody resumes', async () => {
    const kernel = newKernel();
    const timeout = new AbortController();
    kernel.schedule(300_000, () => timeout.abort());
    const held = drive(kernel, async () => {
      const shell = await newShell(kernel, { debugSession: true });
      return runIn(shell, kernel, 'codebuild-breakpoint', timeout.signal);
    });
    await expect(held).rejects.toThrow(Cancelled);
    expect(kernel.clock.now()).toBe(300_000);
  });
});
