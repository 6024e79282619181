/**
 * just-bash reads the host's clock and its dice. While the simulation is awake they show virtual time and seeded numbers;
 * `restore` gives the host's own back.
 */
export interface Realm {
  install(): void;
  restore(): void;
}

/** @param unix Unix ms of the present virtual moment. @param random evenly in [0, 1), seeded. */
export function makeRealm(unix: () => number, random: () => number): Realm {
  const HostDate = globalThis.Date;
  const hostRandom = Math.random;
  const hostNow = performance.now;
  const VirtualDate = new Proxy(HostDate, {
    construct(target, args, newTarget): object {
      return Reflect.construct(target, args.length === 0 ? [unix()] : args, newTarget);
    },
    apply: () => new HostDate(unix()).toUTCString(),
    get(target, property, receiver): unknown {
      if (property === 'now') return unix;
      return Reflect.get(target, property, receiver);
    },
  });
  return {
    install() {
      globalThis.Date = VirtualDate;
      Math.random = random;
      performance.now = unix;
    },
    restore() {
      globalThis.Date = HostDate;
      Math.random = hostRandom;
      performance.now = hostNow;
    },
  };
}

let tail: Promise<unknown> = Promise.resolve();

/** One simulation at a time per realm: runs `task` when all earlier ones have ended. */
export function exclusively<T>(task: () => Promise<T>): Promise<T> {
  const result = tail.then(task);
  tail = result.catch(() => undefined);
  return result;
}
