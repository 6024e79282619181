/**
 * just-bash reads the host's clock and its dice. While the simulation is awake they show virtual time and seeded numbers;
 * `restore` gives the host's own back.
 */
export interface Realm {
  install(): void;
  restore(): void;
}

/** A date and time without a zone: the host would read it in its own. */
const zoneless = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?$/;

/** A `Date` for a place whose clock shows virtual time and whose time zone is UTC, as in a build container. */
function virtualDate(HostDate: DateConstructor, unix: () => number): DateConstructor {
  class VirtualDate extends HostDate {
    constructor(...args: unknown[]) {
      const [first, ...rest] = args;
      if (args.length === 0) super(unix());
      else if (rest.length > 0) super(HostDate.UTC(...(args as Parameters<typeof Date.UTC>)));
      else if (typeof first === 'string' && zoneless.test(first)) super(`${first}Z`);
      else super(first as string | number | Date);
    }
    static override now = unix;
    static override [Symbol.hasInstance](value: unknown): boolean {
      return Object.prototype.toString.call(value) === '[object Date]';
    }
    override getTimezoneOffset(): number {
      return 0;
    }
    override getFullYear(): number {
      return this.getUTCFullYear();
    }
    override getMonth(): number {
      return this.getUTCMonth();
    }
    override getDate(): number {
      return this.getUTCDate();
    }
    override getDay(): number {
      return this.getUTCDay();
    }
    override getHours(): number {
      return this.getUTCHours();
    }
    override getMinutes(): number {
      return this.getUTCMinutes();
    }
    override getSeconds(): number {
      return this.getUTCSeconds();
    }
    override getMilliseconds(): number {
      return this.getUTCMilliseconds();
    }
  }
  return new Proxy(VirtualDate as unknown as DateConstructor, {
    apply: () => new VirtualDate().toUTCString(),
  });
}

function compareCodeUnits(this: string, other: string): number {
  const own = String(this);
  return own < other ? -1 : own > other ? 1 : 0;
}

/** @param unix Unix ms of the present virtual moment. @param random evenly in [0, 1), seeded. */
export function makeRealm(unix: () => number, random: () => number): Realm {
  const HostDate = globalThis.Date;
  const hostRandom = Math.random;
  const hostNow = performance.now;
  const hostCompare = String.prototype.localeCompare;
  const VirtualDate = virtualDate(HostDate, unix);
  return {
    install() {
      globalThis.Date = VirtualDate;
      Math.random = random;
      performance.now = unix;
      // Browsers and Node carry different collation tables; a container's locale is POSIX.
      String.prototype.localeCompare = compareCodeUnits;
    },
    restore() {
      globalThis.Date = HostDate;
      Math.random = hostRandom;
      performance.now = hostNow;
      String.prototype.localeCompare = hostCompare;
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
