import type { LogLine, Recording, SimEvent } from '../../simulator/read.ts';

/** One line of the log on the screen. */
export interface LogRow {
  id: string;
  /** The event that wrote it (its first part). */
  seq: number;
  origin: LogLine['origin'];
  text: string;
  /** It tells of a failure. */
  failed: boolean;
  /** Why the result of its command is not modelled, in words. */
  assumed?: string;
}

/**
 * Pieces of output joined and cut into lines. An agent's line always begins a new one, as in CloudWatch.
 * @param lines as in `World.logs`
 */
export function logRows(recording: Recording, lines: readonly LogLine[]): LogRow[] {
  const rows: LogRow[] = [];
  const runs = commandRuns(recording);
  const flagged = new Set<string>();
  let open: LogRow | null = null;
  for (const { seq, origin, text } of lines) {
    const event = recording.events[seq];
    if (event === undefined) continue;
    const parts = text.split('\n');
    const ended = parts.at(-1) === '';
    if (ended) parts.pop();
    for (const [index, part] of parts.entries()) {
      if (index === 0 && origin === 'output' && open !== null) {
        open.text += part;
        open = null;
        continue;
      }
      const command = commandKey(event);
      const run = runs.get(command);
      const note = flagged.has(command) ? undefined : run?.note;
      flagged.add(command);
      rows.push({
        id: `${seq}.${index}`,
        seq,
        origin,
        text: part,
        failed: tellsFailure(event, recording, run?.exitCode ?? 0),
        ...(note !== undefined && { assumed: note }),
      });
    }
    const last = rows.at(-1);
    open = origin === 'output' && !ended && last !== undefined ? last : null;
  }
  return rows;
}

interface Run {
  exitCode: number;
  note?: string;
}

function commandKey(event: SimEvent): string {
  if (!('index' in event)) return '';
  return `${event.buildId} ${event.phase} ${event.index}`;
}

function commandRuns(recording: Recording): Map<string, Run> {
  const runs = new Map<string, Run>();
  for (const event of recording.events) {
    if (event.type !== 'command.ended') continue;
    const assumed = event.fidelity === 'assumed';
    runs.set(commandKey(event), {
      exitCode: event.exitCode,
      ...(assumed && { note: event.note ?? 'this tool’s result is not modelled' }),
    });
  }
  return runs;
}

function tellsFailure(event: SimEvent, recording: Recording, exitCode: number): boolean {
  if (event.type === 'command.output') return event.stream === 'stderr' && exitCode !== 0;
  if (event.type !== 'log' || event.cause === null) return false;
  const cause = recording.events[event.cause];
  return cause?.type === 'build.phase' && cause.contexts.some(({ message }) => message !== '');
}
