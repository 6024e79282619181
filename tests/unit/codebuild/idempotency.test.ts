import { expect, it } from 'vitest';
import type { TimedIntervention } from '../../../src/simulator/read.ts';
import { eventsOf, simulate } from '../engine/support.ts';
import { alone, commands } from './support.ts';

const start = (at: number, overrides: Record<string, unknown>): TimedIntervention => ({
  when: { at },
  type: 'startBuild',
  project: 'web-build',
  overrides: { idempotencyToken: 'once', ...overrides },
});
const run = (...list: TimedIntervention[]) =>
  simulate(
    alone(commands('true'), (scenario) => {
      scenario.interventions = list;
    }),
  );

it('the same token within five minutes: one build', async () => {
  const recording = await run(start(0, {}), start(60_000, {}));
  expect(recording.outcome.builds).toHaveLength(1);
  expect(eventsOf(recording, 'api.call').some(({ call }) => call.errorCode !== undefined)).toBe(
    false,
  );
});

it('the same token much later: a build of its own', async () => {
  const recording = await run(start(0, {}), start(400_000, {}));
  expect(recording.outcome.builds).toHaveLength(2);
});

it('the same token with other parameters is refused', async () => {
  const recording = await run(start(0, {}), start(60_000, { sourceVersion: 'main' }));
  expect(recording.outcome.builds).toHaveLength(1);
  expect(eventsOf(recording, 'api.call').at(-1)?.call.errorCode).toBe('InvalidInputException');
});
