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
