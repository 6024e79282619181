import { perRecording } from '../../../player/perRecording.ts';
import type { PhaseType, Recording } from '../../../simulator/read.ts';
import { type Commands, commandKey, commandsOf, tellsFailure } from './failing.ts';

/** Who wrote a line: CodeBuild's agent, or a command, to one of its two streams. */
export type LogOrigin = 'agent' | 'stdout' | 'stderr';

/** One line of a build's log, whole. */
export interface LogRow {
  /** Unique in its log. */
  id: string;
  /** Place in the log, from 0. */
  index: number;
  /** The event that wrote it (its first part). */
  seq: number;
  /** ms of virtual time of that event. */
  at: number;
  origin: LogOrigin;
  text: string;
  /** Place of its section in `BuildLog.sections`. */
  section: number;
  /** It tells of a failure. */
  failed: boolean;
  /** False: CloudWatch never got it. */
  delivered: boolean;
  /** Why the result of its command is not modelled, in words. */
  assumed?: string;
  /** Of a line written in several parts: how many characters there are from each event on. */
  growth?: { seq: number; length: number }[];
}
/** The lines of one phase: rows `first` up to, not with, `end`. */
export interface LogSection {
  phase: PhaseType;
  /** Which of the build's phases it is, from 0; -1: it had not begun one. */
  phaseIndex: number;
  first: number;
  end: number;
  /** The first command that failed. */
  failure?: { seq: number; exitCode: number };
}
/** All that one build writes, from its start to its end. */
export interface BuildLog {
  buildId: string;
  group: string;
  stream: string;
  rows: LogRow[];
  sections: LogSection[];
}

interface Writer {
  log: BuildLog;
  phase: PhaseType;
  phases: number;
  delivered: boolean;
  /** A line of output that has no end yet. */
  open: LogRow | null;
}

/** The logs of a recording by build id: made once, a position only decides how much of them is shown. */
export const buildLogs = perRecording((recording): ReadonlyMap<string, BuildLog> => {
  const writers = new Map<string, Writer>();
  const commands = commandsOf(recording);
  for (const event of recording.events) {
    if (!('buildId' in event) || event.type === 'container.state') continue;
    const writer = writers.get(event.buildId) ?? newWriter(event.buildId);
    writers.set(event.buildId, writer);
    if (event.type === 'build.phase' && event.status === 'IN_PROGRESS') {
      writer.phase = event.phase;
      writer.phases++;
    } else if (event.type === 'log') {
      Object.assign(writer.log, { group: event.group, stream: event.stream });
      writer.delivered = event.delivered;
      write(writer, event, event.origin === 'agent' ? 'agent' : 'stdout', commands);
    } else if (event.type === 'command.output') write(writer, event, event.stream, commands);
    else if (event.type === 'command.ended' && event.exitCode !== 0) {
      const section = sectionOf(writer);
      section.failure ??= { seq: event.seq, exitCode: event.exitCode };
    }
  }
  return new Map([...writers].map(([id, { log }]) => [id, log]));
});

const newWriter = (buildId: string): Writer => ({
  log: { buildId, group: '', stream: '', rows: [], sections: [] },
  phase: 'SUBMITTED',
  phases: 0,
  delivered: true,
  open: null,
});

/** The section of the phase that runs; begun with its first line, so none is empty but one whose command was silent. */
function sectionOf({ log, phase, phases }: Writer): LogSection {
  const last = log.sections.at(-1);
  if (last?.phaseIndex === phases - 1) return last;
  const end = log.rows.length;
  const section: LogSection = { phase, phaseIndex: phases - 1, first: end, end };
  log.sections.push(section);
  return section;
}

type Written = Extract<Recording['events'][number], { type: 'log' | 'command.output' }>;

/** Pieces of output are joined and cut into lines. An agent's line always begins a new one, as in CloudWatch. */
function write(writer: Writer, event: Written, origin: LogOrigin, commands: Commands): void {
  if (event.text === '') return;
  const { rows, sections } = writer.log;
  const parts = event.text.split('\n');
  const ended = parts.at(-1) === '';
  if (ended) parts.pop();
  for (const [place, text] of parts.entries()) {
    const { open } = writer;
    if (place === 0 && origin !== 'agent' && open !== null) {
      open.growth ??= [{ seq: open.seq, length: open.text.length }];
      open.text += text;
      open.growth.push({ seq: event.seq, length: open.text.length });
      continue;
    }
    const section = sectionOf(writer);
    const run = commands.get(commandKey(event));
    const assumed = run?.note;
    if (run !== undefined) delete run.note;
    rows.push({
      id: `${event.seq}.${place}`,
      index: rows.length,
      seq: event.seq,
      at: event.at,
      origin,
      text,
      section: sections.length - 1,
      failed: tellsFailure(event, text, run?.exitCode ?? 0),
      delivered: writer.delivered,
      ...(assumed !== undefined && { assumed }),
    });
    section.end = rows.length;
  }
  writer.open = origin !== 'agent' && !ended ? (rows.at(-1) ?? null) : null;
}

/** How many rows of a log there are after `position` events. */
export function rowsAt({ rows }: BuildLog, position: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle]?.seq ?? 0) < position) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A line as far as it is written after `position` events. */
export function textAt({ text, growth }: LogRow, position: number): string {
  const part = growth?.findLast(({ seq }) => seq < position);
  return part === undefined ? text : text.slice(0, part.length);
}
