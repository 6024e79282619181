/** The same commands with the same stubs on the same virtual time: in bare just-bash, and in our shell. */
import { Bash, defineCommand } from 'just-bash/browser';
import type { Kernel } from '../../src/simulator/kernel/kernel.ts';
import { exclusively } from '../../src/simulator/kernel/realm.ts';
import { createContainerShell } from '../../src/simulator/shell/index.ts';
import { BASE_ENV, newKernel, testHost } from '../unit/shell/support/container.ts';

/** What a stub takes: ms of virtual time. */
const stubMs = 1000;
const cwd = '/codebuild/output/src1/src';

export interface Commands {
  texts: readonly string[];
  image: string;
  /** Programs that only take their time and exit with 0. */
  stubs: ReadonlySet<string>;
}

/** Runs a task on a clock of its own until nothing waits any more. */
function onKernel(task: (kernel: Kernel) => Promise<void>): Promise<void> {
  return exclusively(async () => {
    const kernel = newKernel();
    let result: Promise<void> | null = null;
    kernel.schedule(0, () => {
      result = task(kernel);
    });
    await kernel.run(() => false);
    await result;
  });
}

export function runBare({ texts, stubs }: Commands): Promise<void> {
  return onKernel(async (kernel) => {
    const customCommands = [...stubs].map((name) =>
      defineCommand(name, async () => {
        await kernel.clock.sleep(stubMs);
        return { stdout: '', stderr: '', exitCode: 0 };
      }),
    );
    const sleep = (ms: number) => kernel.clock.sleep(ms);
    const bash = new Bash({ cwd, env: BASE_ENV, customCommands, sleep });
    for (const text of texts) await bash.exec(text);
  });
}

export function runOurs({ texts, image, stubs }: Commands): Promise<void> {
  return onKernel(async (kernel) => {
    const tools = [...stubs].map((name) => ({
      name,
      run: async () => {
        await kernel.clock.sleep(stubMs);
        return 0;
      },
    }));
    const host = testHost(kernel, { image });
    const shell = await createContainerShell({ host, tools, files: {}, cwd, env: BASE_ENV });
    for (const text of texts) await shell.run(text, () => undefined);
  });
}
