import { describe, expect, it } from 'vitest';
import { drive, newKernel, newShell, run, runIn } from './support/container.ts';

const COMMANDS = [
  'echo "Logging in"',
  'export TAG=$(echo abcdef123 | cut -c1-7)',
  'if [ -f package.json ]; then echo yes; fi',
  'mkdir -p dist && cp package.json dist/',
  'printf \'[{"name":"web"}]\' > imagedefinitions.json',
  'ls dist; cat imagedefinitions.json',
];

/** ms of the host; the kernel has `performance` show virtual time while it is awake. */
const hostMs = () => Number(process.hrtime.bigint() / 1000n) / 1000;

async function oneContainer(): Promise<number> {
  const kernel = newKernel();
  const started = hostMs();
  await drive(kernel, async () => {
    const shell = await newShell(kernel, { files: { 'package.json': '{}' } });
    for (const command of COMMANDS) await runIn(shell, kernel, command);
  });
  return hostMs() - started;
}

describe('speed', () => {
  it('a container with six short commands takes less than 15 ms warm', async () => {
    for (let i = 0; i < 20; i++) await oneContainer();
    const times: number[] = [];
    for (let i = 0; i < 21; i++) times.push(await oneContainer());
    const median = times.sort((a, b) => a - b)[10] ?? Number.POSITIVE_INFINITY;
    expect(median).toBeLessThan(15);
  });

  it.each(['while true; do :; done', 'x=a; while :; do x=$x$x; done'])(
    'gives up on %s in less than 300 ms',
    async (command) => {
      await run(command);
      const started = hostMs();
      const ran = await run(command);
      expect(ran.endless).toBe(true);
      expect(hostMs() - started).toBeLessThan(300);
    },
  );
});
