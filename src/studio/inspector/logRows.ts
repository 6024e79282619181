import { perRecording } from '../../player/perRecording.ts';
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
        failed: tellsFailure(event, part, run?.exitCode ?? 0),
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

const commandRuns = perRecording((recording): ReadonlyMap<string, Run> => {
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
});

/** The agent's words about a phase that did not succeed. */
const failurePhrase = /State: (?:FAILED|FAULT|TIMED_OUT)|status code: \S|did not exit successfully/;

function tellsFailure(event: SimEvent, text: string, exitCode: number): boolean {
  if (event.type === 'command.output')
    return event.stream === 'stderr' && exitCode !== 0 && text.trim() !== '';
  return event.type === 'log' && event.origin === 'agent' && failurePhrase.test(text);
}
