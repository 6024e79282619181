import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../../src/simulator/read.ts';
import { edited, log, simulate } from '../../unit/engine/support.ts';
import { variableCases } from './variables.ts';

const printing = 'version: 0.2\nphases:\n  build:\n    commands:\n      - env\n';

/** What `env` prints in a build of the built-in site, between two lines of the agent. */
async function printed(change: (scenario: Scenario) => void): Promise<Map<string, string>> {
  const recording = await simulate(
    edited('node-site-to-s3', (scenario) => {
      scenario.repository.files['buildspec.yml'] = printing;
      Object.values(scenario.projects)[0]!.environment.image = 'aws/codebuild/standard:7.0';
      change(scenario);
    }),
  );
  const text = log(recording).split('Running command env\n')[1]?.split('\n\n')[0] ?? '';
  return new Map(
    text.split('\n').map((line): [string, string] => {
      const at = line.indexOf('=');
      return [line.slice(0, at), line.slice(at + 1)];
    }),
  );
}

const runs = new Map<unknown, Promise<Map<string, string>>>();
const none = () => undefined;

describe('the variables of a build', () => {
  it.each(variableCases)('$name: $when, $form', async ({ name, form, edit = none }) => {
    const run = runs.get(edit) ?? printed(edit);
    runs.set(edit, run);
    const values = await run;
    expect(values.size).toBeGreaterThan(20);
    if (form === null) expect(values.has(name)).toBe(false);
    else expect(values.get(name)).toMatch(form);
  });
});

describe('precedence', () => {
  const buildspec = (name: string) =>
    printing.replace('phases:', `env:\n  variables:\n    ${name}: buildspec\nphases:`);
  const inPipeline = (scenario: Scenario, name: string) => {
    const action = scenario.pipeline.stages[1]!.actions[0]!;
    const variables = JSON.stringify([{ name, value: 'pipeline', type: 'PLAINTEXT' }]);
    action.configuration = { ...action.configuration, EnvironmentVariables: variables };
  };
  const inProject = (scenario: Scenario, name: string) => {
    const { environment } = Object.values(scenario.projects)[0]!;
    environment.environmentVariables = [{ name, value: 'project', type: 'PLAINTEXT' }];
  };

  it.each([
    ['the pipeline over all others', 'WHO', [inProject, inPipeline], 'pipeline'],
    ['the project over the buildspec', 'WHO', [inProject], 'project'],
    ['the buildspec over the image', 'NODE_20_VERSION', [], 'buildspec'],
  ] as const)('%s', async (_what, name, places, winner) => {
    const values = await printed((scenario) => {
      scenario.repository.files['buildspec.yml'] = buildspec(name);
      for (const put of places) put(scenario, name);
    });
    expect(values.get(name)).toBe(winner);
  });
});
