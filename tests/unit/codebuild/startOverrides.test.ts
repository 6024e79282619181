import { expect, it } from 'vitest';
import { parseScenario } from '../../../src/simulator/index.ts';
import { alone, commands } from './support.ts';

const withOverrides = (overrides: Record<string, unknown>) =>
  alone(commands('true'), (scenario, { name }) => {
    scenario.interventions = [{ when: { at: 0 }, type: 'startBuild', project: name, overrides }];
  });

it.each([
  [{ artifactsOverride: null }],
  [{ environmentVariablesOverride: { A: 'b' } }],
  [{ timeoutInMinutesOverride: 1 }],
  [{ pipeline: { executionId: 'x' } }],
  [{ autoRetry: { number: 1 } }],
])('startBuild: overrides that StartBuild does not take are refused: %j', (overrides) => {
  expect(parseScenario(withOverrides(overrides)).ok).toBe(false);
});

it('startBuild: overrides of the right types are taken', () => {
  const scenario = withOverrides({ imageOverride: 'aws/codebuild/standard:7.0' });
  expect(parseScenario(scenario).ok).toBe(true);
});
