import type { EventType, Payloads, SimEvent } from './events.ts';
import type { EventExtras, Trace } from './types.ts';

export interface Recorder {
  readonly events: SimEvent[];
  /** The thread from which all others branch off. */
  readonly root: Trace;
}

/** @param now ms of virtual time. */
export function makeRecorder(now: () => number): Recorder {
  const events: SimEvent[] = [];
  const uses = new Map<string, number>();

  const uniqueKey = (base: string): string => {
    const n = (uses.get(base) ?? 0) + 1;
    uses.set(base, n);
    return n === 1 ? base : `${base}#${n}`;
  };

  class Thread implements Trace {
    readonly scope: string;
    last: number | null;

    constructor(scope: string, last: number | null) {
      this.scope = scope;
      this.last = last;
    }

    record<T extends EventType>(
      name: string,
      type: T,
      payload: Payloads[T],
      extras: EventExtras = {},
    ): number {
      const seq = events.length;
      const at = now();
      const event = {
        seq,
        key: uniqueKey(this.scope === '' ? name : `${this.scope}/${name}`),
        at,
        type,
        cause: this.last,
        ...definedOnly(extras),
        ...payload,
      };
      events.push(event as unknown as SimEvent);
      this.last = seq;
      return seq;
    }

    child(name: string): Trace {
      return new Thread(this.scope === '' ? name : `${this.scope}/${name}`, this.last);
    }

    after(seq: number): void {
      this.last = seq;
    }
  }

  return { events, root: new Thread('', null) };
}

function definedOnly(extras: EventExtras): EventExtras {
  for (const value of Object.values(extras)) {
    if (value === undefined) return withoutUndefined(extras);
  }
  return extras;
}

function withoutUndefined(extras: EventExtras): EventExtras {
  const entries = Object.entries(extras).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries);
}
