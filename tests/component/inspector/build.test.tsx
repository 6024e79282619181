import { cleanup, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { describe as describeEvent, type Recording } from '../../../src/simulator/read.ts';
import { variablesOf } from '../../../src/studio/inspector/buildPage/facts.ts';
import { siteRun } from '../fixtures/recording.ts';
import { refusedRun } from './fixture.ts';
import { longRun } from './logRuns.ts';
import { seqOf, show } from './show.tsx';

afterEach(cleanup);

const last = (run: Recording) => run.events.length - 1;

describe('build page', () => {
  it('lists the phases up to the playhead, and the failing one in AWS’s words and in plain ones', () => {
    const run = refusedRun();
    show(run, last(run), 'build');
    const table = screen.getByRole('table', { name: /Phases of the build/ });
    const row = within(table).getByRole('row', { name: /POST_BUILD/ });
    expect(row.textContent).toMatch(/POST_BUILD.*FAILED.*0 s/);
    expect(table.textContent).toContain(
      'COMMAND_EXECUTION_ERROR: Error while executing command: aws s3 cp',
    );
    const phases = run.events.filter(({ type }) => type === 'build.phase');
    expect(table.textContent).toContain(describeEvent(run, phases.at(-1)!.seq).body);
    cleanup();
    show(run, seqOf(run, 'cmd0'), 'build');
    const running = screen.getByRole('row', { name: /POST_BUILD/ });
    expect(running.textContent).toContain('IN PROGRESS');
    expect(running.getAttribute('aria-current')).toBe('true');
    expect(screen.queryByText(/COMMAND_EXECUTION_ERROR/)).toBeNull();
  });

  it('says who started it, and leads to a phase and to the log', async () => {
    const run = siteRun();
    const { at, session, user } = show(run, last(run), 'build');
    expect(screen.getByText('codepipeline/web-pipeline')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'INSTALL' }));
    expect(run.events[at()]).toMatchObject({ type: 'build.phase', phase: 'INSTALL' });
    await user.click(screen.getAllByRole('button', { name: 'Show it in the log' })[0]!);
    expect(session.getState().tab).toBe('logs');
  });

  it('copies the ARN', async () => {
    const run = refusedRun();
    const { user } = show(run, last(run), 'build');
    await user.click(screen.getByRole('button', { name: 'Copy build ARN' }));
    expect(await navigator.clipboard.readText()).toBe(
      'arn:aws:codebuild:us-east-1:111122223333:build/web-build:1',
    );
  });

  it('says before the first build that there is none', () => {
    show(refusedRun(), -1, 'build');
    expect(screen.getByText('No build has started yet.')).toBeTruthy();
  });
});

describe('variables of a build', () => {
  const run = siteRun();
  const build = run.outcome.builds[0]!;
  const scenario = structuredClone(run.scenario);
  scenario.projects!['web-build']!.environment.environmentVariables = [
    { name: 'BUCKET', value: 'a' },
    { name: 'PASSWORD', value: '/shop/password', type: 'PARAMETER_STORE' },
  ];
  const declared = (EnvironmentVariables: unknown) => ({
    ...scenario.pipeline.stages[1]!.actions[0]!,
    configuration: { ProjectName: 'web-build', EnvironmentVariables } as Record<string, string>,
  });

  it('are the project’s, overridden by the action’s', () => {
    const action = declared('[{"name":"BUCKET","value":"b","type":"PLAINTEXT"}]');
    expect(variablesOf(scenario, build, action)).toEqual([
      { name: 'BUCKET', value: 'b', type: 'PLAINTEXT', from: 'pipeline' },
      { name: 'PASSWORD', value: '/shop/password', type: 'PARAMETER_STORE', from: 'project' },
    ]);
  });

  it.each(['{', 'null', '[null, 1, {"value":"x"}]', 7])('bear %s as the action’s', (text) => {
    expect(variablesOf(scenario, build, declared(text))).toHaveLength(2);
  });
});

describe('several builds', () => {
  it('are chosen once for log, build page and reports', async () => {
    const one = longRun(2);
    const second = one.events.map((event) => ({
      ...event,
      seq: event.seq + one.events.length,
      key: `second/${event.key}`,
      ...('buildId' in event && { buildId: 'web-build:2' }),
      ...(event.type === 'build.started' && { number: 2 }),
    }));
    const run = { ...one, events: [...one.events, ...second] } as Recording;
    const { user } = show(run, last(run), 'build');
    expect(screen.getByText('#2')).toBeTruthy();
    await user.selectOptions(screen.getByRole('combobox', { name: 'Build' }), 'web-build:1');
    expect(screen.getByText('#1')).toBeTruthy();
    await user.click(screen.getByRole('tab', { name: 'Logs' }));
    expect(screen.getByRole('treegrid', { name: 'Log of build web-build:1' })).toBeTruthy();
  });
});
