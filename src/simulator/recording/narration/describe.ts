import { rules } from '../../rules/index.ts';
import type { EventOf, EventType, SimEvent } from '../events.ts';
import type { Recording } from '../types.ts';
import type { Grain, Narration } from '../worldTypes.ts';
import { texts } from './texts.ts';
import type { Text } from './types.ts';

/** Causes beyond this are left out: nobody reads them. */
const longestChain = 40;

/** Steps of machinery: true, but no link in an explanation. */
const silent: ReadonlySet<EventType> = new Set([
  'machine.state',
  'log',
  'session.holder',
  'build.phase',
]);

function textOf(event: SimEvent): Text {
  const make = texts[event.type] as (event: EventOf<EventType>) => Text;
  return make(event);
}

const tellsFailure = (event: SimEvent): boolean =>
  event.type === 'build.phase' && event.status !== 'IN_PROGRESS' && event.status !== 'SUCCEEDED';

/** Only the last words of a command that failed explain anything. */
const endsInFailure = (event: SimEvent): boolean =>
  event.type === 'command.ended' && event.exitCode !== 0;

function chainOf(recording: Recording, event: SimEvent): { seq: number; text: string }[] {
  const chain: { seq: number; text: string }[] = [];
  let later: SimEvent = event;
  for (let cause = event.cause; cause !== null && chain.length < longestChain; ) {
    const link = recording.events[cause];
    if (link === undefined || link.seq >= event.seq) break;
    const spoken = !silent.has(link.type) || tellsFailure(link);
    const idle = link.type === 'command.output' && !endsInFailure(later);
    if (spoken && !idle) chain.push({ seq: link.seq, text: textOf(link).title });
    later = link;
    cause = link.cause;
  }
  return chain;
}

/**
 * One event in words, with the chain of causes that led to it.
 * @param seq out of range: the nearest event; an empty recording gives a neutral sentence.
 */
export function describe(
  recording: Recording,
  seq: number,
  _options: { locale?: string; grain?: Grain } = {},
): Narration {
  const { events } = recording;
  const event = events[Math.max(0, Math.min(Math.trunc(seq) || 0, events.length - 1))];
  if (event === undefined) {
    return {
      title: 'Nothing has happened yet',
      body: 'Press git push to send a commit on its way.',
      terms: [],
    };
  }
  const text = textOf(event);
  const rule = event.rule === undefined ? undefined : rules[event.rule];
  const why = chainOf(recording, event);
  return {
    title: text.title,
    body: text.body,
    terms: text.terms ?? [],
    ...(text.message === undefined ? {} : { message: text.message }),
    ...(why.length === 0 ? {} : { why }),
    ...(rule === undefined ? {} : { source: { title: rule.source, evidence: rule.evidence } }),
  };
}
