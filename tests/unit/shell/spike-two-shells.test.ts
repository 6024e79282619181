import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ContainerShell } from '../../../src/simulator/shell/types.ts';
import { drive, newKernel, newShell } from './support/container.ts';

interface Entry {
  at: number;
  who: string;
  text: string;
}

/** Runs the commands side by side, each in its own container, and tells who printed what when. */
async function race(commands: string[]): Promise<Entry[]> {
  const kernel = newKernel();
  const log: Entry[] = [];
  await drive(kernel, async () => {
    const shells: ContainerShell[] = [];
    for (const _ of commands) shells.push(await newShell(kernel));
    await Promise.all(
      commands.map((command, i) =>
        shells[i]?.run(command, ({ at, text }) => {
          log.push({ at, who: String.fromCharCode(65 + i), text });
        }),
      ),
    );
  });
  return log;
}

describe('two shells on one virtual clock', () => {
  it('take turns by due time', async () => {
    const log = await race([
      'echo 1; sleep 2; echo 2; sleep 2; echo 3',
      'sleep 1; echo 1; sleep 2; echo 2',
    ]);
    expect(log.map(({ who, text }) => who + text.trim())).toEqual(['A1', 'B1', 'A2', 'B2', 'A3']);
  });

  it('never interleave inside an instant, under load', async () => {
    const busy =
      'for i in 1 2 3; do x=$(echo $i | cut -c1 | tr 1 2); echo "$x" | cat; echo "$(date)" > f; cat f; done';
    const log = await race(Array.from({ length: 6 }, () => busy));
    expect(log).toHaveLength(6 * 6);
    for (let i = 1; i < log.length; i++) {
      expect(log[i]?.at).toBeGreaterThanOrEqual(log[i - 1]?.at ?? 0);
    }
    expect(await race(Array.from({ length: 6 }, () => busy))).toEqual(log);
  });

  it('give the same order whatever they do in between', async () => {
    const step = fc.oneof(
      fc.integer({ min: 0, max: 3 }).map((n) => `sleep ${n}`),
      fc.constantFrom(
        'echo a | cat',
        'x=$(echo b)',
        'echo c',
        '(echo d >&2)',
        'true && echo e',
        'expr 1 + 1',
      ),
    );
    const script = fc.array(step, { minLength: 1, maxLength: 6 }).map((steps) => steps.join('; '));
    await fc.assert(
      fc.asyncProperty(fc.array(script, { minLength: 2, maxLength: 3 }), async (scripts) => {
        const first = await race(scripts);
        expect(await race(scripts)).toEqual(first);
        const alone = await race([scripts[0] ?? '']);
        expect(first.filter(({ who }) => who === 'A')).toEqual(alone);
      }),
      { numRuns: 25 },
    );
  });
});
