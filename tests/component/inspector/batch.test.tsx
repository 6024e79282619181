import { cleanup, screen, within } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import type { BatchState, Recording } from '../../../src/simulator/read.ts';
import { makeRecorder } from '../../../src/simulator/recording/recorder.ts';
import { refusedRun } from './fixture.ts';
import { show } from './show.tsx';

afterEach(cleanup);

const batch: BatchState = {
  batchId: 'web-build:b',
  arn: 'arn:aws:codebuild:us-east-1:111122223333:build-batch/web-build:b',
  number: 3,
  project: 'web-build',
  phase: 'IN_PROGRESS',
  status: 'IN_PROGRESS',
  groups: [],
};

function run(states: Partial<BatchState>[], builds: string[]): Recording {
  const { events, root } = makeRecorder(() => 0);
  for (const [index, buildId] of builds.entries()) {
    root.record(buildId, 'build.started', {
      buildId,
      arn: `arn:aws:codebuild:us-east-1:111122223333:build/${buildId}`,
      project: 'web-build',
      number: index + 1,
      image: 'aws/codebuild/standard:7.0',
    });
  }
  for (const state of states) root.record('batch', 'batch.state', { ...batch, ...state });
  return { ...refusedRun(), hash: JSON.stringify(states), events };
}

it('a build of a batch: the others, what they wait for, and a way to each', async () => {
  const groups = [
    { identifier: 'one', dependsOn: [], ignoreFailure: true, status: 'FAILED', buildId: 'web:1' },
    {
      identifier: 'two',
      dependsOn: [],
      ignoreFailure: false,
      status: 'SUCCEEDED',
      buildId: 'web:2',
    },
    { identifier: 'late', dependsOn: ['one', 'two'], ignoreFailure: false },
  ] satisfies BatchState['groups'];
  const { user } = show(run([{ groups }], ['web:1', 'web:2']), 2, 'build');
  const table = screen.getByRole('table', { name: /Builds of the batch/ });
  expect(within(table).getByRole('row', { name: /^one/ }).textContent).toContain('FAILED');
  expect(within(table).getByRole('row', { name: /^one/ }).textContent).toContain('failure ignored');
  const late = within(table).getByRole('row', { name: /late/ });
  expect(late.textContent).toContain('one, two');
  expect(late.textContent).toContain('not started');
  expect(within(late).queryByRole('button')).toBeNull();
  await user.click(within(table).getByRole('button', { name: 'one' }));
  expect(screen.getByRole<HTMLSelectElement>('combobox', { name: 'Build' }).value).toBe('web:1');
});

it('a batch that started no build says why', () => {
  const message = 'The buildspec has no “batch”';
  const states: Partial<BatchState>[] = [{}, { phase: 'FAILED', status: 'FAILED', message }];
  show(run(states, []), 1, 'build');
  expect(screen.getByText(message)).toBeTruthy();
  expect(screen.getByText('wording not verified')).toBeTruthy();
  expect(screen.getByRole('heading', { name: /Batch #3/ }).textContent).toContain('FAILED');
});
