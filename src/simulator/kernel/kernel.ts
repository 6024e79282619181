import { WaitQueue } from './queue.ts';
import { makeRealm } from './realm.ts';
import { turn } from './turn.ts';
import type { Clock } from './types.ts';

/** A wait was ended early: the build timed out, was stopped, or its container is gone. */
export class Cancelled extends Error {
  constructor() {
    super('cancelled');
    this.name = 'Cancelled';
  }
}

/** Bounds of one run, so that no scenario can keep a browser busy for ever. */
export const limits = {
  /** Wake-ups; a real run needs a few thousand. */
  wakeUps: 400_000,
  /** Recorded events. */
  events: 60_000,
} as const;

export interface Kernel {
  clock: Clock;
  /** Call `run` after `ms` of virtual time. Daemons do not keep the simulation going. Returns an undo. */
  schedule(ms: number, run: () => void, options?: { daemon?: boolean }): () => void;
  /** Sets aside all who wait now: they are never woken, and time goes on only for those who come. */
  freeze(): void;
  /** Runs until nothing waits, or `stop` says so. */
  run(stop: (nextDue: number) => boolean): Promise<'idle' | 'until' | 'limit'>;
}

/** @param startUnix Unix ms at virtual time 0. @param random seeded dice for the realm. */
export function makeKernel(startUnix: number, random: () => number): Kernel {
  let queue = new WaitQueue();
  let now = 0;
  const unix = () => startUnix + now;
  const realm = makeRealm(unix, random);

  const schedule: Kernel['schedule'] = (ms, run, options) => {
    const own = queue;
    const waiter = own.add(now + Math.max(0, ms), run, options?.daemon ?? false);
    return () => own.cancel(waiter);
  };

  const sleep: Clock['sleep'] = (ms, cancel) =>
    new Promise((resolve, reject) => {
      if (cancel?.aborted) return reject(new Cancelled());
      const undo = schedule(ms, () => {
        cancel?.removeEventListener('abort', onAbort);
        resolve();
      });
      function onAbort() {
        undo();
        schedule(0, () => reject(new Cancelled()));
      }
      cancel?.addEventListener('abort', onAbort, { once: true });
    });

  return {
    clock: { now: () => now, sleep, unix },
    schedule,
    freeze() {
      queue = new WaitQueue();
    },
    async run(stop) {
      for (let wakeUps = 0; queue.busy > 0; wakeUps++) {
        const first = queue.peek();
        if (first === undefined) break;
        if (stop(first.due)) return 'until';
        if (wakeUps >= limits.wakeUps) return 'limit';
        // Whoever was asked whether to stop may have put something earlier into the queue.
        const next = queue.take();
        if (next === undefined) break;
        now = next.due;
        realm.install();
        try {
          next.wake();
          await turn();
        } finally {
          realm.restore();
        }
      }
      return 'idle';
    },
  };
}
