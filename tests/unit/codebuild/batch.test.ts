import { describe, expect, it } from 'vitest';
import {
  describe as describeEvent,
  type Recording,
  type Scenario,
  worldAt,
} from '../../../src/simulator/read.ts';
import { buildRole, eventsOf, log, nodeSite, type Policy, simulate } from '../engine/support.ts';
import { allowBuilds, alone } from './support.ts';

/** Gives the project a batch role that may start, stop and retry builds. */
function batchRole(scenario: Scenario, actions = ['StartBuild', 'StopBuild', 'RetryBuild']): void {
  const { role } = buildRole(scenario);
  scenario.roles!['batch-role'] = {
    trustPolicy: structuredClone(role.trustPolicy),
    policies: {
      builds: {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Action: actions.map((name) => `codebuild:${name}`), Resource: '*' },
        ],
      } satisfies Policy,
    },
  };
  const project = Object.values(scenario.projects)[0]!;
  project.buildBatchConfig = { serviceRole: 'arn:aws:iam::111122223333:role/batch-role' };
}

/** A batch of a project with a source of its own, started by the developer. */
const batchOf = (spec: string, change: (scenario: Scenario) => void = () => undefined): Scenario =>
  alone(`version: 0.2\n${spec}`, (scenario, project) => {
    batchRole(scenario);
    scenario.interventions = [{ when: { at: 0 }, type: 'startBuildBatch', project: project.name }];
    change(scenario);
  });

const batches = (recording: Recording) => worldAt(recording, recording.events.length).batches;
const groups = (recording: Recording, index = 0) =>
  Object.fromEntries(
    batches(recording)[index]!.groups.map(({ identifier, status }) => [identifier, status]),
  );

const graph = `batch:
  build-graph:
    - identifier: one
    - identifier: two
      depend-on: [one]
      env: { variables: { WHAT: second } }
    - identifier: other
      buildspec: other.yml
phases:
  build:
    commands:
      - echo "this is $CODEBUILD_BATCH_BUILD_IDENTIFIER $WHAT"
      - test "$CODEBUILD_BATCH_BUILD_IDENTIFIER" != "$FAILS"
`;
const failing =
  (identifier: string) =>
  (scenario: Scenario): void => {
    scenario.repository.files['other.yml'] =
      'version: 0.2\nphases:\n  build:\n    commands: [sleep 600]\n';
    const project = Object.values(scenario.projects)[0]!;
    project.environment.environmentVariables = [{ name: 'FAILS', value: identifier }];
  };

describe('batch builds', () => {
  it('a graph: a build starts when those have succeeded that it depends on', async () => {
    const recording = await simulate(batchOf(graph, failing('')));
    expect(batches(recording)[0]).toMatchObject({
      buildBatchStatus: 'SUCCEEDED',
      currentPhase: 'SUCCEEDED',
    });
    expect(groups(recording)).toEqual({ one: 'SUCCEEDED', two: 'SUCCEEDED', other: 'SUCCEEDED' });
    expect(log(recording)).toContain('this is one \n');
    expect(log(recording)).toContain('this is two second\n');
    const [first, second] = ['one', 'two'].map((name) =>
      recording.outcome.builds.find(
        ({ id }) =>
          id ===
          batches(recording)[0]!.groups.find(({ identifier }) => identifier === name)!.buildId,
      ),
    );
    expect(second!.startedAt).toBeGreaterThan(first!.endedAt!);
    const phases = eventsOf(recording, 'batch.state').map(({ phase }) => phase);
    expect([...new Set(phases)]).toEqual([
      'SUBMITTED',
      'DOWNLOAD_BATCHSPEC',
      'IN_PROGRESS',
      'SUCCEEDED',
    ]);
  });

  it('is told step by step', async () => {
    const recording = await simulate(batchOf(graph, failing('')));
    const titles = recording.events.map(({ seq }) => describeEvent(recording, seq).title);
    for (const title of [
      'CodeBuild accepts a batch of builds',
      'CodeBuild reads what the batch is made of',
      'CodeBuild starts a build of the batch',
      'The batch has succeeded',
    ]) {
      expect(titles).toContain(title);
    }
    expect(titles.some((title) => title.includes('CodePipeline'))).toBe(false);
  });

  it('a build that fails: what depends on it never starts, the others go on', async () => {
    const recording = await simulate(batchOf(graph, failing('one')));
    expect(batches(recording)[0]?.buildBatchStatus).toBe('FAILED');
    expect(groups(recording)).toEqual({ one: 'FAILED', two: undefined, other: 'SUCCEEDED' });
  });

  it('fast-fail: the first failure stops the others', async () => {
    const recording = await simulate(
      batchOf(graph.replace('batch:', 'batch:\n  fast-fail: true'), failing('one')),
    );
    expect(groups(recording)).toEqual({ one: 'FAILED', two: undefined, other: 'STOPPED' });
    expect(batches(recording)[0]?.buildBatchStatus).toBe('FAILED');
  });

  it('ignore-failure: the batch succeeds without it', async () => {
    const recording = await simulate(
      batchOf(
        graph.replace('identifier: one', 'identifier: one\n      ignore-failure: true'),
        failing('one'),
      ),
    );
    expect(groups(recording)).toEqual({ one: 'FAILED', two: 'SUCCEEDED', other: 'SUCCEEDED' });
    expect(batches(recording)[0]?.buildBatchStatus).toBe('SUCCEEDED');
  });

  it('a batch role that may not start builds: none starts, and the batch says why', async () => {
    const recording = await simulate(
      batchOf(graph, (scenario) => {
        failing('')(scenario);
        batchRole(scenario, ['StopBuild']);
      }),
    );
    expect(recording.outcome.builds).toEqual([]);
    expect(batches(recording)[0]).toMatchObject({
      buildBatchStatus: 'FAILED',
      currentPhase: 'FAILED',
      message: expect.stringContaining('not authorized to perform: codebuild:StartBuild'),
    });
  });

  it('a project without a batch role, and a buildspec without a batch', async () => {
    const without = await simulate(
      batchOf(graph, (scenario) => {
        delete Object.values(scenario.projects)[0]!.buildBatchConfig;
      }),
    );
    expect(batches(without)).toEqual([]);
    const plain = await simulate(batchOf('phases:\n  build:\n    commands: [ls]\n'));
    expect(batches(plain)[0]).toMatchObject({ buildBatchStatus: 'FAILED', groups: [] });
    expect(plain.outcome.builds).toEqual([]);
  });

  it('restrictions and limits: too many builds, and builds that wait for one another', async () => {
    const matrix = `batch:\n  build-matrix:\n    dynamic:\n      env:\n        variables: { N: ["1", "2", "3"] }\nphases:\n  build:\n    commands: ['echo "number $N"']\n`;
    const restricted = await simulate(
      batchOf(matrix, (scenario) => {
        const project = Object.values(scenario.projects)[0]!;
        Object.assign(project.buildBatchConfig as object, {
          restrictions: { maximumBuildsAllowed: 2 },
        });
      }),
    );
    expect(batches(restricted)[0]?.message).toContain('allows 2');
    const limited = await simulate(
      batchOf(matrix, (scenario) => {
        scenario.account = { id: '111122223333', region: 'us-east-1', concurrentBuilds: 1 };
      }),
    );
    expect(batches(limited)[0]?.buildBatchStatus).toBe('SUCCEEDED');
    for (const number of [1, 2, 3]) expect(log(limited)).toContain(`number ${number}\n`);
  });

  it('a fanout shares the tests: each file in one build, all files in some', async () => {
    const fanout = (strategy: string) =>
      batchOf(
        `batch:
  build-fanout:
    parallelism: 3
phases:
  build:
    commands:
      - >-
        codebuild-tests-run --sharding-strategy ${strategy}
        --files-search "codebuild-glob-search 'tests/**/*.test.js'"
        --test-command 'for f in $CODEBUILD_CURRENT_SHARD_FILES; do echo "tested $f"; done'
`,
        ({ repository }) => {
          for (const name of ['a', 'b', 'c', 'deep/d', 'e']) {
            repository.files[`tests/${name}.test.js`] = '';
          }
        },
      );
    for (const strategy of ['equal-distribution', 'stability']) {
      const recording = await simulate(fanout(strategy));
      expect(batches(recording)[0]?.buildBatchStatus).toBe('SUCCEEDED');
      const tested = log(recording).match(/^tested .*$/gm) ?? [];
      expect(tested.sort()).toEqual(
        ['a', 'b', 'c', 'deep/d', 'e'].map((name) => `tested tests/${name}.test.js`),
      );
    }
    const even = await simulate(fanout('equal-distribution'));
    const perBuild = even.outcome.commands.map(
      ({ output: chunks }) =>
        chunks
          .map(({ text }) => text)
          .join('')
          .match(/tested/g)?.length ?? 0,
    );
    expect(Math.max(...perBuild) - Math.min(...perBuild)).toBeLessThanOrEqual(1);
  });

  it('a batch that takes too long is timed out, and its builds are stopped', async () => {
    const recording = await simulate(
      batchOf(graph, (scenario) => {
        failing('')(scenario);
        Object.assign(Object.values(scenario.projects)[0]!.buildBatchConfig as object, {
          timeoutInMins: 5,
        });
      }),
    );
    expect(batches(recording)[0]?.buildBatchStatus).toBe('TIMED_OUT');
    expect(groups(recording).other).toBe('STOPPED');
  });

  it('commands start a batch, watch it, and retry what failed', async () => {
    const recording = await simulate(
      alone(`version: 0.2\n${graph}`, (scenario, project) => {
        failing('one')(scenario);
        batchRole(scenario);
        allowBuilds(scenario, 'codebuild:*', 'logs:*');
        scenario.projects.boss = {
          ...structuredClone(project),
          name: 'boss',
          source: {
            type: 'NO_SOURCE',
            buildspec: `version: 0.2
phases:
  build:
    commands:
      - id=$(aws codebuild start-build-batch --project-name ${project.name} --query buildBatch.id --output text)
      - |
        until [ "$(aws codebuild batch-get-build-batches --ids "$id" --query 'buildBatches[0].complete')" = true ]; do
          sleep 60
        done
      - aws codebuild batch-get-build-batches --ids "$id" --query 'buildBatches[0].buildBatchStatus' --output text
      - aws codebuild retry-build-batch --id "$id" --retry-type RETRY_FAILED_BUILDS --query 'buildBatch.buildGroups[].identifier' --output text
      - aws codebuild list-build-batches-for-project --project-name ${project.name} --query 'length(ids)'
`,
          },
        };
        for (const { trustPolicy } of Object.values(scenario.roles!)) {
          for (const statement of (trustPolicy as Policy).Statement) delete statement.Condition;
        }
        scenario.interventions = [{ when: { at: 0 }, type: 'startBuild', project: 'boss' }];
      }),
    );
    expect(log(recording)).toMatch(/\nFAILED\n[\s\S]*\nother\n[\s\S]*\n2\n/);
    expect(groups(recording, 1)).toEqual({ one: 'FAILED', two: undefined, other: 'SUCCEEDED' });
    // The build that had succeeded did not run again.
    expect(recording.outcome.builds.filter(({ id }) => !id.startsWith('boss'))).toHaveLength(3);
  });

  it('a build of a batch that is retried by hand is a build by itself', async () => {
    const recording = await simulate(
      batchOf(graph, (scenario) => {
        failing('one')(scenario);
        scenario.repository.files['other.yml'] =
          'version: 0.2\nphases: { build: { commands: [ls] } }';
        const [project] = Object.keys(scenario.projects);
        scenario.interventions?.push({
          when: { at: 900_000 },
          type: 'retryBuild',
          project: project!,
        });
      }),
    );
    expect(recording.outcome.builds).toHaveLength(3);
    const retried = recording.outcome.builds.at(-1)!;
    expect(retried).toMatchObject({ buildStatus: 'SUCCEEDED', initiator: 'dana' });
    expect(batches(recording)[0]!.groups.map(({ buildId }) => buildId)).not.toContain(retried.id);
    expect(batches(recording)[0]!.endedAt).toBeLessThan(retried.startedAt);
  });

  it('stopped: builds that run are stopped, and no further one starts', async () => {
    const recording = await simulate(
      batchOf(graph, (scenario) => {
        failing('')(scenario);
        const [project] = Object.keys(scenario.projects);
        scenario.interventions?.push({
          when: { at: 10_000 },
          type: 'stopBuildBatch',
          project: project!,
        });
      }),
    );
    expect(batches(recording)[0]).toMatchObject({
      buildBatchStatus: 'STOPPED',
      currentPhase: 'STOPPED',
    });
    expect(groups(recording)).toEqual({ one: 'STOPPED', two: undefined, other: 'STOPPED' });
  });
});

describe('batches under a pipeline', () => {
  const inPipeline = (combine: boolean, outputs: string[]) =>
    nodeSite((scenario) => {
      batchRole(scenario);
      const { pipeline } = scenario;
      const action = pipeline.stages[1]!.actions[0]!;
      action.configuration = {
        ...action.configuration,
        BatchEnabled: 'true',
        ...(combine ? { CombineArtifacts: 'true' } : {}),
      };
      action.outputArtifacts = outputs.map((name) => ({ name }));
      const deploy = pipeline.stages[2]!.actions[0]!;
      deploy.inputArtifacts = [{ name: outputs[0]! }];
      for (const { policies } of Object.values(scenario.roles!)) {
        for (const policy of Object.values(policies) as Policy[]) {
          for (const statement of policy.Statement) {
            if ([statement.Action ?? []].flat().includes('codebuild:StartBuild')) {
              statement.Action = 'codebuild:*';
            }
          }
        }
      }
      scenario.repository.files['buildspec.yml'] = `version: 0.2
batch:
  build-list:
    - identifier: left
    - identifier: right
phases:
  build:
    commands:
      - echo hello > $CODEBUILD_BATCH_BUILD_IDENTIFIER.txt
      - echo more > more.txt
artifacts:
  files: ["*t.txt"]
  secondary-artifacts:
    extra: { files: [more.txt] }
`;
    });
  const stored = (recording: Recording) =>
    Object.fromEntries(
      eventsOf(recording, 'artifact.stored').map(({ name, files }) => [name, files]),
    );

  it('each build makes the outputs of its identifier', async () => {
    const recording = await simulate(inPipeline(false, ['left', 'right', 'right_extra']));
    expect(recording.outcome.executions[0]?.status).toBe('Succeeded');
    expect(stored(recording)).toMatchObject({
      left: ['left.txt'],
      right: ['right.txt'],
      right_extra: ['more.txt'],
    });
    expect(recording.outcome.builds.map(({ initiator }) => initiator)).toEqual([
      'codepipeline/web-pipeline',
      'codepipeline/web-pipeline',
    ]);
    const looks = recording.outcome.calls.filter(
      ({ operation }) => operation === 'BatchGetBuildBatches',
    );
    expect(looks.length).toBeGreaterThan(0);
  });

  it('CombineArtifacts: one output with the files of all builds', async () => {
    const recording = await simulate(inPipeline(true, ['BuildOutput']));
    expect(recording.outcome.executions[0]?.status).toBe('Succeeded');
    expect(stored(recording).BuildOutput).toEqual(['left.txt', 'right.txt']);
  });

  it('a pipeline that may not start batches: the action fails', async () => {
    const scenario = inPipeline(false, ['left']);
    for (const { policies } of Object.values(scenario.roles!)) {
      for (const policy of Object.values(policies) as Policy[]) {
        for (const statement of policy.Statement) {
          if (statement.Action === 'codebuild:*') {
            statement.Action = ['codebuild:StartBuild', 'codebuild:BatchGetBuilds'];
          }
        }
      }
    }
    const recording = await simulate(scenario);
    const failure = eventsOf(recording, 'action.status').find(({ status }) => status === 'Failed');
    expect(failure?.errorDetails?.message).toMatch(
      /^Error calling startBuildBatch: User: .* is not authorized to perform: codebuild:StartBuildBatch/,
    );
  });
});
