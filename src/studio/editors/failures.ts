import type { SourceRef } from '../../simulator/diagnostics.ts';
import type { EventOf, EventType, SimEvent } from '../../simulator/recording/events.ts';
import type { Recording } from '../../simulator/recording/types.ts';
import { callAt } from '../inspector/causes.ts';

/** A place in a document where a run went wrong. */
export interface Failure {
  /** The event that failed. */
  seq: number;
  source: SourceRef;
  /** A few words: `s3:PutObject denied`. */
  text: string;
}

type Verdict<T extends EventType> = (event: EventOf<T>) => string | null;

/** Which events are failures, and in which words. */
const verdicts: { [T in EventType]?: Verdict<T> } = {
  'api.call': ({ call }) => {
    if (call.errorCode === undefined) return null;
    return call.decision.result === 'Allowed'
      ? `${call.service}:${call.operation}: ${call.errorCode}`
      : `${call.action} denied`;
  },
  'command.ended': ({ exitCode }) => (exitCode === 0 ? null : `exit code ${exitCode}`),
  'build.phase': ({ phase, status, contexts }) =>
    status === 'FAILED' || status === 'FAULT' || status === 'TIMED_OUT'
      ? `${phase}: ${contexts[0]?.statusCode || status}`
      : null,
  'action.status': ({ status, errorDetails }) =>
    status === 'Failed' ? (errorDetails?.code ?? 'action failed') : null,
  'session.state': ({ state, role }) => (state === 'refused' ? `${role} cannot be assumed` : null),
  'policy.refused': ({ code }) => code,
};

/** What failed, in a few words; null for anything that did not. */
export function failureText(event: SimEvent): string | null {
  const verdict = verdicts[event.type] as Verdict<EventType> | undefined;
  return verdict?.(event) ?? null;
}

/** Every place that a failure of the run points to; of several failures of one place the first. */
export function failuresOf(recording: Recording): Failure[] {
  const found = new Map<string, Failure>();
  for (const event of recording.events) {
    if (event.sources === undefined) continue;
    const refused = failureText(event) === null ? null : callAt(recording, event.seq);
    const failed = refused ?? event;
    const text = failureText(failed);
    if (text === null) continue;
    for (const source of event.sources) {
      const place = JSON.stringify([source.document, source.path]);
      if (!found.has(place)) found.set(place, { seq: failed.seq, source, text });
    }
  }
  return [...found.values()];
}
