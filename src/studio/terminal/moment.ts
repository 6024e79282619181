import type { Recording, SimEvent } from '../../simulator/read.ts';
import type { ShellMoment } from '../session/types.ts';

const buildOf = (event: SimEvent | undefined): string | null =>
  event !== undefined && 'buildId' in event ? event.buildId : null;

/** The start of the command that an event belongs to. */
function startOf(recording: Recording, event: SimEvent): SimEvent | undefined {
  if (!('index' in event)) return undefined;
  return recording.events.findLast(
    (each) =>
      each.seq <= event.seq &&
      each.type === 'command.started' &&
      each.buildId === event.buildId &&
      each.phase === event.phase &&
      each.index === event.index,
  );
}

/** The build that runs at an event: the one it is about, else the one that began last. */
function buildAt(recording: Recording, seq: number): string | null {
  const own = buildOf(recording.events[seq]);
  if (own !== null) return own;
  const started = recording.events.findLast(
    (event) => event.seq <= seq && event.type === 'container.state' && event.state === 'Running',
  );
  return buildOf(started);
}

/** Before the command of an event, so that one can try it; else at the event itself. Null: no container runs then. */
export function shellMomentAt(recording: Recording, seq: number): ShellMoment | null {
  const event = recording.events[seq];
  if (event === undefined) return null;
  const start = startOf(recording, event);
  const at = start ?? event;
  const buildId = buildAt(recording, at.seq);
  const state = recording.events.findLast(
    (each) => each.seq <= at.seq && each.type === 'container.state' && each.buildId === buildId,
  );
  if (buildId === null || state?.type !== 'container.state' || state.state !== 'Running') {
    return null;
  }
  return {
    seq: at.seq,
    buildId,
    project: state.project,
    at: at.at,
    ...(start?.type === 'command.started' ? { command: start.text } : {}),
  };
}
