import { perRecording } from '../../player/perRecording.ts';
import type { EventOf, Recording, SimEvent, SourceRef } from '../../simulator/read.ts';

/** Links followed from an event back to what it belongs to. */
const nearby = 12;

/** An event and its causes, back to the command it belongs to (or a few links, where it belongs to none). */
function* withinCommand(recording: Recording, seq: number): Generator<SimEvent> {
  let at: SimEvent | undefined = recording.events[seq];
  for (let steps = 0; at !== undefined && steps < nearby; steps += 1) {
    yield at;
    if (at.type === 'command.started' || at.cause === null) return;
    at = recording.events[at.cause];
  }
}

/** The call to explain at an event: its own, or the refused one that this failure comes from. */
export function callAt(recording: Recording, seq: number): EventOf<'api.call'> | null {
  for (const event of withinCommand(recording, seq)) {
    if (event.type !== 'api.call') continue;
    return event.seq === seq || event.call.errorCode !== undefined ? event : null;
  }
  return null;
}

/** One run of a command: from its start to its end, if it came to one. */
export interface RunOfCommand {
  started: EventOf<'command.started'>;
  ended: EventOf<'command.ended'> | null;
}

const placeOf = (event: { buildId: string; phase: string; index: number }): string =>
  `${event.buildId} ${event.phase} ${event.index}`;

/** In the order in which they began. */
const runsOf = perRecording((recording): ReadonlyMap<string, RunOfCommand> => {
  const runs = new Map<string, RunOfCommand>();
  for (const event of recording.events) {
    if (event.type === 'command.started') runs.set(placeOf(event), { started: event, ended: null });
    const run = event.type === 'command.ended' ? runs.get(placeOf(event)) : undefined;
    if (run !== undefined && event.type === 'command.ended') run.ended = event;
  }
  return runs;
});

/** Every command that began, in order. */
export const commandRuns = (recording: Recording): RunOfCommand[] => [
  ...runsOf(recording).values(),
];

/** The command that an event is a part of: its start, its output, its end, a call it made. */
export function commandAt(recording: Recording, seq: number): RunOfCommand | null {
  const event = recording.events[seq];
  if (event === undefined) return null;
  const said = event.type === 'log' && event.origin === 'output';
  const called = event.type === 'api.call' && event.call.viaCommand !== undefined;
  if (!('index' in event) && !said && !called) return null;
  for (const each of withinCommand(recording, seq))
    if ('index' in each) return runsOf(recording).get(placeOf(each)) ?? null;
  return null;
}

/** What an event points to, with the line of the command that it is a part of. */
export function sourcesAt(recording: Recording, seq: number): readonly SourceRef[] {
  const event = recording.events[seq];
  if (event === undefined) return [];
  const inCommand = 'index' in event || (event.type === 'api.call' && event.call.viaCommand);
  const command = inCommand
    ? [...withinCommand(recording, seq)].find(({ type }) => type === 'command.started')
    : undefined;
  const own = event.sources ?? [];
  return command === undefined || command.seq === seq || own.some(isBuildspec)
    ? own
    : [...(command.sources ?? []), ...own];
}

const isBuildspec = ({ document }: SourceRef): boolean => document === 'buildspec';
