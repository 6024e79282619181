import type { EventOf, EventType, Recording, SimEvent } from '../../simulator/read.ts';
import { worldAt } from '../../simulator/read.ts';
import { type Health, healthOf } from '../health.ts';

type Judges = { [T in EventType]?: (event: EventOf<T>) => Health };

/** How the moment of an event is to be coloured; everything else is simply going on. */
const judges: Judges = {
  webhook: ({ accepted }) => (accepted ? 'busy' : 'bad'),
  'execution.status': ({ status }) => healthOf(status),
  'stage.status': ({ status }) => healthOf(status),
  'action.status': ({ status }) => healthOf(status),
  'build.phase': ({ status }) => healthOf(status),
  'build.ended': ({ status }) => healthOf(status),
  'batch.state': ({ status }) => healthOf(status),
  'session.state': ({ state }) => (state === 'refused' ? 'bad' : 'busy'),
  'command.ended': ({ exitCode }) => (exitCode === 0 ? 'ok' : 'bad'),
  'api.call': ({ call }) => (call.errorCode === undefined ? 'ok' : 'bad'),
  'policy.refused': () => 'bad',
};

export function momentHealth({ events }: Recording, seq: number): Health {
  const event = events[seq];
  if (event === undefined) return 'idle';
  const judge = judges[event.type] as ((event: SimEvent) => Health) | undefined;
  return judge?.(event) ?? 'busy';
}

/** The phase of the build, or the stage of the pipeline, that an event lies in; null outside of both. */
export function phaseOf(recording: Recording, seq: number): string | null {
  if (seq < 0) return null;
  const world = worldAt(recording, seq + 1);
  const build = world.builds.findLast(({ buildStatus }) => buildStatus === 'IN_PROGRESS');
  if (build !== undefined) return build.currentPhase;
  const stages = world.executions.at(-1)?.stages ?? [];
  return stages.findLast(({ status }) => status === 'InProgress')?.name ?? null;
}
