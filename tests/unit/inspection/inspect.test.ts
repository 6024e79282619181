import { describe, expect, it } from 'vitest';
import { inspectAt, type Scenario, simulate } from '../../../src/simulator/index.ts';
import { edited } from '../engine/support.ts';

const scenario: Scenario = edited('node-site-to-s3', ({ repository, projects }) => {
  repository.files['buildspec.yml'] = `version: 0.2
env:
  variables:
    STAGE: beta
phases:
  build:
    commands:
      - echo one > a.txt
      - echo two > a.txt; rm index.html; export STAGE=live; nohup sleep 500 &
      - sleep 5
`;
  repository.files['index.html'] = '<h1>hi</h1>\n';
  const { environment } = Object.values(projects)[0]!;
  environment.environmentVariables = [{ name: 'TEAM', value: 'web', type: 'PLAINTEXT' }];
});

const { events } = await simulate(scenario);
const starts = events.flatMap((event) => (event.type === 'command.started' ? [event.seq] : []));
const end = events.flatMap((event) => (event.type === 'command.ended' ? [event.seq] : []));

/** Last parts of the paths that changed, by what happened to them. */
async function changes(seq: number) {
  const snapshot = await (await inspectAt(scenario, seq)).snapshot();
  return (snapshot?.files ?? [])
    .filter(({ change, path }) => change !== undefined && path.includes('/src/'))
    .map(({ path, change }) => `${change} ${path.split('/').at(-1)}`);
}

describe('a look into a container', () => {
  it('before a command shows what the one before it did; after it, what it did', async () => {
    expect(await changes(starts[0]!)).toEqual([]);
    expect(await changes(end[0]!)).toEqual(['added a.txt']);
    expect(await changes(starts[1]!)).toEqual(['added a.txt']);
    expect(await changes(starts[2]!)).toEqual(['changed a.txt', 'removed index.html']);
  });

  it('gives contents, and what they were', async () => {
    const look = await inspectAt(scenario, starts[2]!);
    const files = (await look.snapshot())?.files ?? [];
    const path = files.find((file) => file.path.endsWith('/a.txt'))?.path ?? '';
    expect(await look.readFile(path)).toEqual({ path, text: 'two\n', size: 4, before: 'one\n' });
    expect(await look.readFile('/nowhere')).toBeNull();
  });

  it('says who set each variable, and what runs', async () => {
    const snapshot = await (await inspectAt(scenario, starts[2]!)).snapshot();
    const who = new Map(snapshot?.variables.map(({ name, value, from }) => [name, [value, from]]));
    expect(who.get('TEAM')).toEqual(['web', 'project']);
    expect(who.get('STAGE')).toEqual(['live', 'command']);
    expect(who.get('CODEBUILD_BUILD_NUMBER')).toEqual(['1', 'codebuild']);
    expect(snapshot?.command).toBe('sleep 5');
    expect(snapshot?.processes.map(({ command }) => command)).toContain('nohup sleep 500');
    expect(snapshot?.disk.total).toBe(64e9);
  });

  it('lists files of the build, not the programs of the image', async () => {
    const snapshot = await (await inspectAt(scenario, starts[0]!)).snapshot();
    const paths = snapshot?.files.map(({ path }) => path) ?? [];
    expect(paths.some((path) => path.endsWith('/package.json'))).toBe(true);
    expect(paths).not.toContain('/usr/bin/git');
  });

  it('there is nothing to see before and after', async () => {
    expect(await (await inspectAt(scenario, 0)).snapshot()).toBeNull();
    expect(await (await inspectAt(scenario, events.length - 1)).snapshot()).toBeNull();
  });
});
