/** Which programs a buildspec installs itself: found by running it. */
import { makeIds } from '../../simulator/kernel/ids.ts';
import { makeKernel } from '../../simulator/kernel/kernel.ts';
import { createContainerShell } from '../../simulator/shell/index.ts';
import { toolsFor } from '../../simulator/shell/tools/index.ts';
import type { Dialect } from '../../simulator/shell/types.ts';

const start = Date.UTC(2026, 6, 14, 9, 57);
const env = { HOME: '/root', PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' };

/** Those of the names that are on the PATH when all commands have run one after another, whatever they ended with. */
export async function installedBy(
  spec: { texts: readonly string[]; image: string; dialect: Dialect },
  names: readonly string[],
): Promise<ReadonlySet<string>> {
  if (names.length === 0) return new Set();
  const kernel = makeKernel(start, () => 0.5);
  let shown = '';
  let failure: { reason: unknown } | null = null;
  const run = async (): Promise<void> => {
    const shell = await createContainerShell({
      host: {
        clock: kernel.clock,
        ids: makeIds(1),
        dialect: spec.dialect,
        scope: 'corpus',
        account: '111122223333',
        region: 'us-east-1',
        aws: () => Promise.resolve('no-credentials'),
        session: () => null,
        outcomes: [],
        privileged: true,
        image: spec.image,
      },
      tools: toolsFor(spec.image),
      files: {},
      cwd: '/codebuild/output/src1/src',
      env,
    });
    for (const text of spec.texts) await shell.run(text, () => undefined);
    const questions = names.map((name) => `command -v '${name}' > /dev/null && echo '<${name}>'`);
    await shell.run(`${questions.join('\n')}\n:`, (chunk) => {
      shown += chunk.text;
    });
    shell.stop();
  };
  kernel.schedule(0, () => {
    run().catch((reason: unknown) => {
      failure = { reason };
    });
  });
  await kernel.run(() => false);
  if (failure !== null) throw (failure as { reason: unknown }).reason;
  return new Set(names.filter((name) => shown.includes(`<${name}>`)));
}
