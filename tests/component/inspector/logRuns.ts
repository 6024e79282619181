/** Runs whose log is out of the ordinary. */
import type { Recording } from '../../../src/simulator/read.ts';
import { makeRecorder } from '../../../src/simulator/recording/recorder.ts';
import { refusedRun } from './fixture.ts';

const buildId = 'web-build:1';

/** A build that says `lines` lines in one phase. */
export function longRun(lines: number): Recording {
  let now = 0;
  const { events, root } = makeRecorder(() => now);
  const arn = `arn:aws:codebuild:us-east-1:111122223333:build/${buildId}`;
  root.record('build', 'build.started', {
    ...{ buildId, arn, project: 'web-build', number: 1, image: 'aws/codebuild/standard:7.0' },
  });
  const phase = { buildId, phase: 'BUILD' as const };
  root.record('phase', 'build.phase', { ...phase, status: 'IN_PROGRESS', contexts: [] });
  for (let line = 0; line < lines; line++) {
    now += 10;
    const text = `line ${line}\n`;
    root.record('out', 'command.output', { ...phase, index: 0, stream: 'stdout', text });
  }
  return { ...refusedRun(), hash: `long-${lines}`, events };
}

/** The refused run, whose role may not write its log either. */
export function lostRun(): Recording {
  const run = refusedRun();
  const events = run.events.map((event) => {
    if (event.type === 'log') return { ...event, delivered: false };
    if (event.type !== 'api.call' || event.call.service !== 's3') return event;
    const call = { ...event.call, service: 'logs', action: 'logs:PutLogEvents' };
    return { ...event, call };
  });
  return { ...run, events: events.filter(({ type }) => type !== 'command.output') };
}
