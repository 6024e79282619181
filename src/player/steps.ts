import type { EventOf, EventType, Grain, Recording, SimEvent } from '../simulator/read.ts';
import { perRecording } from './perRecording.ts';

type Judges<Extra> = {
  [T in EventType]?: (event: EventOf<T>, extra: Extra) => boolean;
};
const always = () => true;

/** What begins a stage-sized step. */
const stages: Judges<Set<string>> = {
  push: always,
  webhook: always,
  'execution.status': always,
  'stage.status': always,
};

/** What begins a step worth stopping at; `seen` holds the kinds of calls that came before. */
const steps: Judges<Set<string>> = {
  ...stages,
  'action.status': always,
  'artifact.stored': always,
  'build.started': always,
  'build.phase': (event) => event.status !== 'SUCCEEDED',
  'build.ended': always,
  'batch.state': always,
  'report.created': always,
  'container.state': always,
  'session.state': (event) => event.state !== 'requested',
  'session.holder': ({ holder }) => holder === null || holder.startsWith('container:'),
  'command.started': always,
  'command.ended': always,
  'api.call': ({ call, to }, seen) => {
    if (call.errorCode !== undefined) return true;
    const kind = `${call.service}:${call.operation} ${to}`;
    return seen.has(kind) ? false : Boolean(seen.add(kind));
  },
  'image.stored': always,
  'policy.refused': always,
};

function pick({ events }: Recording, judges: Judges<Set<string>>): number[] {
  const seen = new Set<string>();
  const begins = (event: SimEvent): boolean => {
    const judge = judges[event.type] as
      | ((event: SimEvent, seen: Set<string>) => boolean)
      | undefined;
    return judge?.(event, seen) ?? false;
  };
  return [0, ...events.filter(begins).map((event) => event.seq + 1)];
}

const byGrain: Record<Grain, (recording: Recording) => readonly number[]> = {
  stage: perRecording((recording) => pick(recording, stages)),
  step: perRecording((recording) => pick(recording, steps)),
  event: perRecording(({ events }) => [0, ...events.map((event) => event.seq + 1)]),
};

/**
 * Positions (numbers of events applied) at which a step begins, in order. The first is 0: nothing has happened. At every
 * other one the last applied event is what the step is about.
 */
export const stepsOf = (recording: Recording, grain: Grain): readonly number[] =>
  byGrain[grain](recording);

/** Index of the step that is shown at a position. */
export function stepIndex(positions: readonly number[], position: number): number {
  let low = 0;
  let high = positions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((positions[middle] ?? 0) <= position) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}
