import type { FilledScenario, Scenario } from './types.ts';

/** Fills in what a scenario may leave out. */
export function fillDefaults(scenario: Scenario): FilledScenario {
  return {
    ...scenario,
    roles: scenario.roles ?? {},
    resources: scenario.resources ?? {},
    account: scenario.account ?? { id: '111122223333', region: 'us-east-1' },
    seed: scenario.seed ?? 1,
    startTime: scenario.startTime ?? '2026-07-14T09:56:00.000Z',
    outcomes: scenario.outcomes ?? [],
    interventions: scenario.interventions ?? [{ when: { at: 0 }, type: 'push' }],
  };
}
