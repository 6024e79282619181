import type { EventOf, EventType, NodeId, Recording, SimEvent } from '../simulator/read.ts';
import { perRecording } from './perRecording.ts';

/** Who acts; each has a colour of its own. */
export type Actor = 'source' | 'pipeline' | 'build' | 'identity' | 'service';

/** Something that goes from one place to another. Times in ms of virtual time. */
export interface Travel {
  /** The event that it leads to. */
  seq: number;
  from: NodeId;
  to: NodeId;
  departs: number;
  at: number;
  actor: Actor;
  /** It is refused where it arrives. */
  denied: boolean;
  /** What travels, in a word or two. */
  label: string;
}

const actors: Record<string, Actor> = {
  developer: 'source',
  github: 'source',
  connection: 'source',
  pipeline: 'pipeline',
  project: 'build',
  container: 'build',
  role: 'identity',
  sts: 'identity',
};
export const actorOf = (node: NodeId): Actor => actors[node.split(':')[0] ?? ''] ?? 'service';

/** Handing over credentials takes no time; on the screen it has to be seen. */
const handOverMs = 250;

interface Trip {
  label: string;
  from?: NodeId;
  to?: NodeId;
  departs?: number;
  actor?: Actor;
  denied?: boolean;
}
type Trips = { [T in EventType]?: (event: EventOf<T>, recording: Recording) => Trip | null };

/** What each type of event sends on its way, beside what the recording says itself. */
const trips: Trips = {
  push: ({ commit }) => ({ label: commit.id.slice(0, 7) }),
  webhook: ({ accepted }) => ({ label: 'webhook', denied: !accepted }),
  'api.call': ({ call }) => ({
    label: call.operation,
    departs: call.startedAt,
    denied: call.errorCode !== undefined,
    ...(call.service === 'sts' && { actor: 'identity' as const, to: roleNode(call.resource) }),
  }),
  'container.state': ({ state, project, at }) =>
    state === 'Provisioning'
      ? {
          label: 'build',
          from: `project:${project}`,
          to: `container:${project}`,
          departs: at - handOverMs,
        }
      : null,
  'session.state': ({ state, role, at }) =>
    state === 'active'
      ? { label: 'session', from: `role:${role}`, to: 'sts', departs: at - handOverMs }
      : null,
  'session.holder': ({ holder, at }) =>
    holder?.startsWith('container:')
      ? { label: 'credentials', from: 'sts', to: holder, departs: at - handOverMs }
      : null,
};

function roleNode(arn: string): NodeId {
  return arn.includes(':role/') ? `role:${arn.split('/').at(-1) ?? ''}` : 'sts';
}

function travelOf(event: SimEvent, recording: Recording): Travel | null {
  const make = trips[event.type] as
    | ((event: SimEvent, recording: Recording) => Trip | null)
    | undefined;
  const trip = make?.(event, recording);
  if (trip === null || trip === undefined) return null;
  const from = trip.from ?? event.from;
  const to = trip.to ?? event.to;
  if (from === undefined || to === undefined) return null;
  return {
    seq: event.seq,
    from,
    to,
    departs: Math.max(0, Math.min(event.at, event.departs ?? trip.departs ?? event.at)),
    at: event.at,
    actor: trip.actor ?? actorOf(from),
    denied: trip.denied ?? false,
    label: trip.label,
  };
}

/** Everything that travels in a run, in the order of arrival. */
export const travelsOf: (recording: Recording) => readonly Travel[] = perRecording((recording) =>
  recording.events.flatMap((event) => travelOf(event, recording) ?? []),
);

const bySeq = perRecording(
  (recording) => new Map(travelsOf(recording).map((travel) => [travel.seq, travel])),
);

export const travelTo = (recording: Recording, seq: number): Travel | undefined =>
  bySeq(recording).get(seq);
