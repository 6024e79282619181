import { beforeAll, describe, expect, it } from 'vitest';
import { compare, type Recording, worldAt } from '../../../src/simulator/read.ts';
import { eventsOf, log, nodeSite, simulate } from './support.ts';

describe('Node site → S3, as it is', () => {
  let recording: Recording;
  beforeAll(async () => {
    recording = await simulate(nodeSite());
  });

  it('a push runs through to the site bucket', () => {
    const { executions, builds, commands, unused } = recording.outcome;
    expect(recording.ended).toBe('idle');
    expect(unused).toEqual([]);
    expect(executions.map(({ status }) => status)).toEqual(['Succeeded']);
    expect(executions[0]?.stages.map(({ name, status }) => [name, status])).toEqual([
      ['Source', 'Succeeded'],
      ['Build', 'Succeeded'],
      ['Deploy', 'Succeeded'],
    ]);
    expect(builds.map(({ buildStatus }) => buildStatus)).toEqual(['SUCCEEDED']);
    expect(commands.map(({ text, exitCode, fidelity }) => [text, exitCode, fidelity])).toEqual([
      ['npm install', 0, 'modelled'],
      ['npm run build', 0, 'modelled'],
      ['aws s3 cp dist/index.html s3://$BUCKET/', 0, 'modelled'],
    ]);
    const end = worldAt(recording, recording.events.length);
    expect(Object.keys(end.objects['acme-web-site'] ?? {})).toContain('index.html');
  });

  it('has the eleven phases in order, with durations', () => {
    const phases = recording.outcome.builds[0]!.phases;
    expect(phases.map(({ phaseType }) => phaseType)).toEqual([
      'SUBMITTED',
      'QUEUED',
      'PROVISIONING',
      'DOWNLOAD_SOURCE',
      'INSTALL',
      'PRE_BUILD',
      'BUILD',
      'POST_BUILD',
      'UPLOAD_ARTIFACTS',
      'FINALIZING',
      'COMPLETED',
    ]);
    for (const phase of phases.slice(0, -1)) {
      expect(phase).toMatchObject({ phaseStatus: 'SUCCEEDED' });
      expect(phase.durationInSeconds).toBe(Math.floor((phase.endedAt! - phase.startedAt) / 1000));
    }
    expect(phases.at(-1)?.phaseStatus).toBeUndefined();
    expect(phases[0]!.endedAt).toBe(phases[1]!.startedAt);
  });

  it('lights the six boxes in the order of the story', () => {
    const first = (test: (event: Recording['events'][number]) => boolean) =>
      recording.events.findIndex(test);
    const order = [
      first((event) => event.type === 'push'),
      first((event) => event.type === 'execution.status'),
      first((event) => event.type === 'build.started'),
      first((event) => event.type === 'container.state' && event.state === 'Running'),
      first((event) => event.type === 'command.started'),
      first((event) => event.type === 'api.call' && event.call.viaCommand !== undefined),
    ];
    expect(order.every((seq) => seq >= 0)).toBe(true);
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });

  it('leaves nobody with the credentials, though the session is still valid at AWS', () => {
    const end = worldAt(recording, recording.events.length);
    expect(end.containers.map(({ state }) => state)).toEqual(['Stopped']);
    const session = end.sessions.find(({ role }) => role === 'web-build-role');
    expect(session).toMatchObject({ state: 'active', holder: null });
    expect(session!.expiresAt).toBeGreaterThan(end.at);
    const mid = eventsOf(recording, 'command.started')[0]!;
    expect(
      worldAt(recording, mid.seq).sessions.find(({ role }) => role === 'web-build-role')?.holder,
    ).toBe('container:web-build');
  });

  it('writes the log as CodeBuild does', () => {
    const lines = log(recording)
      .split('\n')
      .map((line) => line.replace(/^\[Container\] \d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d\.\d{6} /, '> '));
    const at = lines.indexOf('> Running command aws s3 cp dist/index.html s3://$BUCKET/');
    expect(at).toBeGreaterThan(0);
    expect(lines.slice(at + 1, at + 4).join('\n')).toMatch(
      /upload: (\.\/)?dist\/index\.html to s3:\/\/acme-web-site\/index\.html/,
    );
    expect(lines.slice(0, 3)).toEqual([
      '> Running on CodeBuild On-demand',
      '> Waiting for agent ping',
      '> Waiting for DOWNLOAD_SOURCE',
    ]);
    expect(lines).toContain('> Phase context status code:  Message: ');
    expect(lines).toContain('     copying : node/20.20.0');
    expect(lines.filter((line) => line !== '').at(-2)).toBe(
      '> Phase complete: UPLOAD_ARTIFACTS State: SUCCEEDED',
    );
  });

  it('gives every event a key of its own and a cause that lies before it', () => {
    const keys = new Set(recording.events.map(({ key }) => key));
    expect(keys.size).toBe(recording.events.length);
    for (const [seq, event] of recording.events.entries()) {
      expect(event.seq).toBe(seq);
      expect(event.cause ?? -1).toBeLessThan(seq);
      expect(event.at).toBeGreaterThanOrEqual(recording.events[seq - 1]?.at ?? 0);
    }
  });

  it('is the same to the byte when run again', async () => {
    const again = await simulate(nodeSite());
    expect(again.hash).toBe(recording.hash);
    expect(JSON.stringify(again)).toBe(JSON.stringify(recording));
    expect(compare(recording, again).divergence).toBeNull();
  });

  it('keeps the keys of the common beginning after an edit', async () => {
    const other = await simulate(
      nodeSite((scenario) => {
        const files = scenario.repository.files;
        files['buildspec.yml'] = files['buildspec.yml']!.replace('npm run build', 'npm run biuld');
      }),
    );
    const started = (one: Recording) =>
      one.events.findIndex(
        (event) => event.type === 'command.started' && event.index === 0 && event.phase === 'BUILD',
      );
    const keys = (one: Recording) => one.events.slice(0, started(one)).map(({ key }) => key);
    expect(started(recording)).toBeGreaterThan(20);
    expect(keys(other)).toEqual(keys(recording));
  });
});
