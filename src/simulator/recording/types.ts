import type { SourceRef } from '../diagnostics.ts';
import type { Scenario } from '../scenario/types.ts';
import type { EventType, NodeId, Payloads, RuleId, SimEvent } from './events.ts';
import type { Outcome } from './results.ts';

/** Everything that happened in one run, and what came of it. Plain JSON. */
export interface Recording {
  formatVersion: 1;
  /** Version of the engine that made it. */
  engine: string;
  /** SHA-256 over scenario, events and blobs. */
  hash: string;
  ended: 'idle' | 'until' | 'limit';
  scenario: Scenario;
  events: SimEvent[];
  /** By SHA-256: file contents, texts over 4 KiB. */
  blobs: Record<string, string>;
  outcome: Outcome;
}

/** What an event may carry besides its payload. */
export interface EventExtras {
  sources?: SourceRef[];
  rule?: RuleId;
  from?: NodeId;
  to?: NodeId;
  /** ms; default: the event's own time. */
  departs?: number;
  also?: number[];
}

/**
 * A thread of the story: where it stands in the key space and which event came last in it.
 * Every recorded event is caused by the thread's last one and becomes the last one.
 */
export interface Trace {
  readonly scope: string;
  /** Seq of the last event of this thread. */
  readonly last: number | null;
  /** Record an event with key `<scope>/<name>` (made unique with `#n`); returns its seq. */
  record<T extends EventType>(
    name: string,
    type: T,
    payload: Payloads[T],
    extras?: EventExtras,
  ): number;
  /** A thread below this one: keys start with `<scope>/<name>`, causes start at this thread's last event. */
  child(name: string): Trace;
  /** Continue with `seq` as the cause of what comes next. */
  after(seq: number): void;
}
