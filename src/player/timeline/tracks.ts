import type { BuildStatus, Recording } from '../../simulator/read.ts';
import { perRecording } from '../perRecording.ts';
import { durationOf } from '../places.ts';
import type { Actor } from '../travels.ts';
import { shortPhases } from '../words.ts';

/** Its colour: how it went, or who acts. */
export type BarTone = 'ok' | 'bad' | Actor;
/** Times in ms of virtual time. */
export interface Bar {
  id: string;
  label: string;
  /** For the tooltip: what it was and how it went. */
  title: string;
  tone: BarTone;
  /** Its colour while it lasts. */
  running: Actor;
  start: number;
  end: number;
}
export interface Tick {
  seq: number;
  at: number;
  tone: 'ok' | 'bad';
  title: string;
}
export interface Track {
  name: string;
  /** Rows of bars that do not overlap. */
  rows: Bar[][];
  ticks: Tick[];
}

/** Shown only while they last at least this long. ms */
const shortestBar = 1;

function stack(bars: Bar[]): Bar[][] {
  const rows: Bar[][] = [];
  for (const bar of bars.toSorted((a, b) => a.start - b.start)) {
    const row = rows.find((candidate) => (candidate.at(-1)?.end ?? 0) <= bar.start);
    if (row === undefined) rows.push([bar]);
    else row.push(bar);
  }
  return rows;
}

const track = (name: string, bars: Bar[], ticks: Tick[] = []): Track => ({
  name,
  rows: stack(bars.filter(({ start, end }) => end - start >= shortestBar)),
  ticks,
});

/** From the push to the moment when the pipeline knows of it. */
function pushBars({ events }: Recording): Bar[] {
  return events.flatMap((event): Bar[] => {
    if (event.type !== 'push') return [];
    const webhook = events.find(({ seq, type }) => seq > event.seq && type === 'webhook');
    const { seq, departs: start = event.at, commit } = event;
    const title = `Push of ${commit.id.slice(0, 7)}: ${commit.message}`;
    const bar = { id: `push${seq}`, label: 'git push', title, start, end: webhook?.at ?? event.at };
    return [{ ...bar, tone: 'source', running: 'source' }];
  });
}

function stageBars({ outcome }: Recording, end: number): Bar[] {
  return outcome.executions.flatMap(({ id, stages }) =>
    stages.flatMap(({ name, status, startedAt, endedAt = end }): Bar[] => {
      if (startedAt === undefined || status === null) return [];
      const tone: BarTone =
        status === 'Succeeded' ? 'ok' : status === 'InProgress' ? 'pipeline' : 'bad';
      const title = `Stage ${name}: ${status}`;
      const bar = { id: `${id}/${name}`, label: name, title, tone, running: 'pipeline' as const };
      return [{ ...bar, start: startedAt, end: endedAt }];
    }),
  );
}

const went = (status: BuildStatus | undefined): BarTone =>
  status === 'SUCCEEDED' || status === 'IN_PROGRESS' || status === undefined ? 'build' : 'bad';

function phaseBars({ outcome }: Recording, end: number): Bar[] {
  return outcome.builds.flatMap(({ id, phases }) =>
    phases.map(
      ({ phaseType, phaseStatus, startedAt, endedAt = phaseStatus ? end : startedAt }): Bar => ({
        id: `${id}/${phaseType}`,
        label: shortPhases[phaseType] ?? phaseType,
        title: `Phase ${phaseType}: ${phaseStatus ?? 'marker'}`,
        tone: went(phaseStatus),
        running: 'build',
        start: startedAt,
        end: endedAt,
      }),
    ),
  );
}

function commandBars({ outcome }: Recording): Bar[] {
  return outcome.commands.map(
    ({ buildId, phase, index, text, startedAt, durationMs, exitCode }): Bar => ({
      id: `${buildId}/${phase}/${index}`,
      label: text.split('\n')[0] ?? '',
      title: `${text} · exit code ${exitCode}`,
      tone: exitCode === 0 ? 'service' : 'bad',
      running: 'service',
      start: startedAt,
      end: startedAt + durationMs,
    }),
  );
}

function callTicks({ outcome }: Recording): Tick[] {
  return outcome.calls.map(({ seq, at, service, operation, errorCode }) => ({
    seq,
    at,
    tone: errorCode === undefined ? 'ok' : 'bad',
    title: `${service}:${operation}${errorCode === undefined ? '' : ` · ${errorCode}`}`,
  }));
}

/** From the moment a session is given out until nobody holds it any more. */
function sessionBars({ events, scenario }: Recording, end: number): Bar[] {
  const bars = new Map<string, Bar>();
  for (const event of events) {
    if (event.type === 'session.state' && event.state === 'active') {
      const builds = Object.values(scenario.projects).some(({ serviceRole }) =>
        serviceRole.endsWith(event.role),
      );
      bars.set(event.accessKeyId, {
        id: event.accessKeyId,
        label: `${event.role} session`,
        title: `Temporary credentials of ${event.role}`,
        tone: builds ? 'identity' : 'pipeline',
        running: builds ? 'identity' : 'pipeline',
        start: event.at,
        end,
      });
    }
    const bar =
      event.type === 'session.holder' && event.holder === null
        ? bars.get(event.accessKeyId)
        : undefined;
    if (bar !== undefined) bar.end = event.at;
  }
  return [...bars.values()];
}

/** The story of a run as bars and ticks, one track for each way to look at it. */
export const tracksOf: (recording: Recording) => readonly Track[] = perRecording((recording) => {
  const end = durationOf(recording);
  return [
    track('Pipeline', [...pushBars(recording), ...stageBars(recording, end)]),
    track('Build phases', phaseBars(recording, end)),
    track('Commands', commandBars(recording)),
    track('API calls', [], callTicks(recording)),
    track('Credentials', sessionBars(recording, end)),
  ];
});
