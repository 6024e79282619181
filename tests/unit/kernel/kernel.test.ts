import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Cancelled, makeKernel } from '../../../src/simulator/kernel/kernel.ts';

const start = Date.parse('2026-07-14T09:56:00Z');
const forever = () => false;

describe('kernel', () => {
  it('wakes waiters by due time, then in the order they were put in', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(50), { maxLength: 60 }), async (delays) => {
        const kernel = makeKernel(start, () => 0);
        const woken: [number, number][] = [];
        delays.forEach((ms, i) => {
          kernel.schedule(ms, () => woken.push([kernel.clock.now(), i]));
        });
        expect(await kernel.run(forever)).toBe('idle');
        const expected = delays
          .map((ms, i): [number, number] => [ms, i])
          .sort((a, b) => a[0] - b[0] || a[1] - b[1]);
        expect(woken).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  it('lets one task run dry before it wakes the next, however many awaits it has', async () => {
    const kernel = makeKernel(start, () => 0);
    const log: string[] = [];
    const task = async (name: string, awaits: number) => {
      for (let round = 0; round < 3; round++) {
        await kernel.clock.sleep(10);
        log.push(`${name}${round} in`);
        for (let i = 0; i < awaits; i++) await Promise.resolve();
        log.push(`${name}${round} out`);
      }
    };
    kernel.schedule(0, () => void task('a', 400));
    kernel.schedule(0, () => void task('b', 1));
    await kernel.run(forever);
    expect(log).toEqual(
      [0, 1, 2].flatMap((n) => [`a${n} in`, `a${n} out`, `b${n} in`, `b${n} out`]),
    );
  });

  it('shows virtual time and seeded dice while awake, and the host’s own afterwards', async () => {
    const kernel = makeKernel(start, () => 0.25);
    const hostNow = Date.now();
    const seen: unknown[] = [];
    kernel.schedule(1500, () => {
      seen.push(Date.now(), new Date().toISOString(), Math.random(), new Date(0).getTime());
      seen.push(new Date() instanceof Date);
    });
    await kernel.run(forever);
    expect(seen).toEqual([start + 1500, '2026-07-14T09:56:01.500Z', 0.25, 0, true]);
    expect(Date.now()).toBeGreaterThanOrEqual(hostNow);
    expect(Date.now() - hostNow).toBeLessThan(60_000);
  });

  it('gives the host its clock back when a task throws', async () => {
    const kernel = makeKernel(start, () => 0);
    kernel.schedule(5, () => {
      throw new Error('broken task');
    });
    await expect(kernel.run(forever)).rejects.toThrow('broken task');
    expect(Math.abs(Date.now() - start)).toBeGreaterThan(60_000);
  });

  it('ends a cancelled wait at once, at the moment of the cancellation', async () => {
    const kernel = makeKernel(start, () => 0);
    const cut = new AbortController();
    let ended: { at: number; reason: unknown } | null = null;
    kernel.clock.sleep(3_600_000, cut.signal).catch((reason: unknown) => {
      ended = { at: kernel.clock.now(), reason };
    });
    kernel.schedule(700, () => cut.abort());
    await kernel.run((due) => due > 10_000);
    expect(ended).toMatchObject({ at: 700 });
    expect((ended as { reason: unknown } | null)?.reason).toBeInstanceOf(Cancelled);
  });

  it('does not wait for daemons', async () => {
    const kernel = makeKernel(start, () => 0);
    let fired = false;
    kernel.schedule(
      3_600_000,
      () => {
        fired = true;
      },
      { daemon: true },
    );
    kernel.schedule(5, () => undefined);
    expect(await kernel.run(forever)).toBe('idle');
    expect([fired, kernel.clock.now()]).toEqual([false, 5]);
  });

  it('stops before the first moment after the limit', async () => {
    const kernel = makeKernel(start, () => 0);
    const woken: number[] = [];
    for (const ms of [10, 20, 30]) kernel.schedule(ms, () => woken.push(ms));
    expect(await kernel.run((due) => due > 20)).toBe('until');
    expect(woken).toEqual([10, 20]);
  });
});
