import { text } from '../params.ts';
import { done } from '../results.ts';
import type { Environment, Params, ServiceDefinition } from '../types.ts';
import { operations } from './operation.ts';

const entriesOf = (params: Params): Params[] =>
  (Array.isArray(params.Entries) ? params.Entries : []).slice(0, 10) as Params[];

const busArn = (env: Environment, entry: Params): string => {
  const bus = text(entry, 'EventBusName') || 'default';
  return bus.startsWith('arn:')
    ? bus
    : `arn:aws:events:${env.region}:${env.account}:event-bus/${bus}`;
};

/** The detail of an event is a JSON object in a text. */
function wellFormed(entry: Params): boolean {
  try {
    const detail: unknown = JSON.parse(text(entry, 'Detail'));
    return typeof detail === 'object' && detail !== null && !Array.isArray(detail);
  } catch {
    return false;
  }
}

const valuesOf = (params: Params, name: string): string[] =>
  [...new Set(entriesOf(params).map((entry) => text(entry, name)))].filter((value) => value !== '');

/** Amazon EventBridge API Reference. PutEvents is checked on every bus that an entry names. */
export const eventsService: ServiceDefinition = {
  service: 'events',
  deniedCode: 'AccessDeniedException',
  deniedStatus: 400,
  quotesResource: false,
  operations: operations('events', {
    PutEvents: {
      resource: (params, env) => [...new Set(entriesOf(params).map((entry) => busArn(env, entry)))],
      context: (params) => ({
        'events:source': valuesOf(params, 'Source'),
        'events:detail-type': valuesOf(params, 'DetailType'),
      }),
      trail: 'data',
      handle(params, env) {
        const Entries = entriesOf(params).map((entry, at) =>
          wellFormed(entry)
            ? { EventId: env.ids.uuid(`${env.trace.scope}/event/${at}`) }
            : { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' },
        );
        const FailedEntryCount = Entries.filter((entry) => 'ErrorCode' in entry).length;
        return done({ FailedEntryCount, Entries });
      },
    },
  }),
};
