import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../../src/simulator/read.ts';
import { edited, eventsOf, log, simulate } from './support.ts';

const spec = (...commands: string[]) =>
  `version: 0.2\nphases:\n  build:\n    commands:\n${commands.map((each) => `      - ${each}\n`).join('')}artifacts:\n  files:\n    - out.txt\n`;

/** A project with a source of its own, and one build of it. */
const alone = (
  commands: string[],
  change: (scenario: Scenario) => void = () => undefined,
): Scenario =>
  edited('node-site-to-s3', (scenario) => {
    const [project] = Object.values(scenario.projects);
    Object.assign(project!, {
      source: { type: 'GITHUB', location: 'https://github.com/acme/web.git' },
      artifacts: { type: 'S3', location: 'acme-web-site', name: 'out' },
    });
    scenario.repository.files['buildspec.yml'] = spec(...commands);
    scenario.interventions = [{ when: { at: 0 }, type: 'startBuild', project: project!.name }];
    change(scenario);
  });

describe('builds that no pipeline started', () => {
  it('a project with a source of its own: clone, variables, artifacts', async () => {
    const recording = await simulate(
      alone([
        'echo "from $CODEBUILD_INITIATOR $CODEBUILD_SOURCE_REPO_URL"',
        'pwd',
        'git rev-parse HEAD > out.txt',
        'test "$(cat out.txt)" = "$CODEBUILD_RESOLVED_SOURCE_VERSION"',
      ]),
    );
    const said = log(recording);
    expect(said).toContain('from dana https://github.com/acme/web.git\n');
    expect(said).toMatch(/\/codebuild\/output\/src\d+\/src\/github\.com\/acme\/web\n/);
    expect(recording.outcome.builds[0]?.buildStatus).toBe('SUCCEEDED');
    expect(eventsOf(recording, 'object.stored').map(({ objectKey }) => objectKey)).toContain(
      'out/out.txt',
    );
    expect(recording.outcome.executions).toEqual([]);
  });

  it('overrides of StartBuild win over the project', async () => {
    const recording = await simulate(
      alone(['false'], (scenario) => {
        scenario.interventions = [
          {
            when: { at: 0 },
            type: 'startBuild',
            project: Object.keys(scenario.projects)[0]!,
            overrides: {
              buildspecOverride: spec('echo "hello $WHO" > out.txt', 'cat out.txt'),
              environmentVariablesOverride: [{ name: 'WHO', value: 'you', type: 'PLAINTEXT' }],
              imageOverride: 'aws/codebuild/standard:8.0',
              sourceTypeOverride: 'NO_SOURCE',
            },
          },
        ];
      }),
    );
    expect(log(recording)).toContain('hello you\n');
    expect(eventsOf(recording, 'build.started')[0]?.image).toBe('aws/codebuild/standard:8.0');
  });

  it('a retry is a new build with the same parameters', async () => {
    const recording = await simulate(
      alone(['exit 3'], (scenario) => {
        const [project] = Object.keys(scenario.projects);
        scenario.interventions?.push({
          when: { at: 120_000 },
          type: 'retryBuild',
          project: project!,
        });
      }),
    );
    expect(recording.outcome.builds.map(({ buildStatus }) => buildStatus)).toEqual([
      'FAILED',
      'FAILED',
    ]);
    expect(eventsOf(recording, 'build.started').map(({ number }) => number)).toEqual([1, 2]);
    expect(recording.outcome.unused).toEqual([]);
  });

  it('a project of a pipeline cannot be started without one', async () => {
    const recording = await simulate(
      edited('node-site-to-s3', (scenario) => {
        const [project] = Object.keys(scenario.projects);
        scenario.interventions = [{ when: { at: 0 }, type: 'startBuild', project: project! }];
      }),
    );
    expect(recording.outcome.builds).toEqual([]);
    expect(eventsOf(recording, 'api.call').at(-1)?.call.errorMessage).toBe(
      'ArtifactsOverride must be set when using artifacts type CodePipelines',
    );
  });

  it('a project that does not exist: the service says so', async () => {
    const nobody = await simulate(
      alone(['true'], (scenario) => {
        scenario.interventions = [{ when: { at: 0 }, type: 'startBuild', project: 'nobody' }];
      }),
    );
    expect(eventsOf(nobody, 'api.call').at(-1)?.call).toMatchObject({
      errorCode: 'ResourceNotFoundException',
      errorMessage:
        'Project cannot be found: arn:aws:codebuild:us-east-1:111122223333:project/nobody',
    });
  });

  it('a command starts a build of another project, waits for it and sees how it ends', async () => {
    const recording = await simulate(
      edited('node-site-to-s3', (scenario) => {
        const [name, project] = Object.entries(scenario.projects)[0]!;
        scenario.projects.helper = {
          ...structuredClone(project),
          name: 'helper',
          source: { type: 'NO_SOURCE', buildspec: spec('sleep 20', 'exit 7') },
          artifacts: { type: 'NO_ARTIFACTS' },
        };
        for (const { policies, trustPolicy } of Object.values(scenario.roles ?? {})) {
          const trust = trustPolicy as { Statement: { Condition?: unknown }[] };
          for (const statement of trust.Statement) delete statement.Condition;
          for (const policy of Object.values(policies) as { Statement: unknown[] }[]) {
            policy.Statement.push({
              Effect: 'Allow',
              Action: ['codebuild:*', 'logs:*'],
              Resource: '*',
            });
          }
        }
        expect(name).not.toBe('helper');
        scenario.repository.files['buildspec.yml'] = `version: 0.2
phases:
  build:
    commands:
      - id=$(aws codebuild start-build --project-name helper --query build.id --output text)
      - |
        while :; do
          status=$(aws codebuild batch-get-builds --ids "$id" --query 'builds[0].buildStatus' --output text)
          [ "$status" = IN_PROGRESS ] || break
          sleep 5
        done
      - echo "the helper is $status"
      - aws codebuild batch-get-builds --ids "$id" --query 'builds[0].phases[?phaseStatus==\`FAILED\`].phaseType' --output text
`;
      }),
    );
    const said = log(recording);
    expect(said).toContain('the helper is FAILED\n');
    expect(said).toMatch(/\nBUILD\n/);
    expect(recording.outcome.builds.map(({ id }) => id.split(':')[0]).sort()).toEqual([
      'helper',
      'web-build',
    ]);
  });
});
