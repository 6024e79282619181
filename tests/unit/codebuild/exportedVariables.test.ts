import { expect, it } from 'vitest';
import { log, nodeSite, simulate } from '../engine/support.ts';
import { allowBuilds, alone } from './support.ts';

const spec = (names: string, ...list: string[]) =>
  `version: 0.2\nenv:\n  exported-variables: [${names}]\nphases:\n  build:\n    commands:\n${list.map((each) => `      - ${each}\n`).join('')}`;

it('what a build exports: values at its end, and nothing unset, secret or named AWS_', async () => {
  const recording = await simulate(
    alone(
      spec('TAG, NOTHING, AWS_THING, PASSWORD', 'export TAG=one', 'TAG=two', 'export AWS_THING=x'),
      (scenario, project) => {
        project.environment.environmentVariables = [
          { name: 'PASSWORD', value: '/shop/password', type: 'PARAMETER_STORE' },
        ];
        scenario.resources = {
          ...scenario.resources,
          parameters: { '/shop/password': { value: 'hush' } },
        };
        allowBuilds(scenario, 'ssm:GetParameters');
      },
    ),
  );
  expect(recording.outcome.builds[0]).toMatchObject({
    buildStatus: 'SUCCEEDED',
    exportedEnvironmentVariables: [{ name: 'TAG', value: 'two' }],
  });
});

it('a later action sees them by the namespace of the action, and an earlier name only so', async () => {
  const recording = await simulate(
    nodeSite((scenario) => {
      const build = scenario.pipeline.stages[1]!;
      const first = build.actions[0]!;
      first.namespace = 'Build';
      const [project] = Object.values(scenario.projects);
      scenario.projects.check = { ...structuredClone(project!), name: 'check' };
      scenario.projects.check.source.buildspec = 'check.yml';
      build.actions.push({
        name: 'Check',
        actionTypeId: first.actionTypeId,
        runOrder: 2,
        inputArtifacts: first.inputArtifacts ?? [],
        configuration: {
          ProjectName: 'check',
          EnvironmentVariables: JSON.stringify([{ name: 'SEEN', value: '#{Build.TAG}' }]),
        },
      });
      scenario.repository.files['buildspec.yml'] =
        `${spec('TAG', 'export TAG=v7', 'echo hi > index.html')}artifacts:\n  files: [index.html]\n`;
      scenario.repository.files['check.yml'] = spec('', 'echo "seen $SEEN, own [$TAG]"');
      for (const { policies, trustPolicy } of Object.values(scenario.roles!)) {
        policies.all = {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
        };
        for (const statement of (trustPolicy as { Statement: { Condition?: unknown }[] })
          .Statement) {
          delete statement.Condition;
        }
      }
    }),
  );
  expect(log(recording)).toContain('seen v7, own []\n');
});
