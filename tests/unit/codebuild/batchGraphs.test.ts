import fc from 'fast-check';
import { expect, it } from 'vitest';
import { worldAt } from '../../../src/simulator/read.ts';
import { simulate } from '../engine/support.ts';
import { alone } from './support.ts';

interface Task {
  dependsOn: number[];
  fails: boolean;
  ignored: boolean;
}

const run = async (tasks: string, lines: string[] = ['true']) => {
  const recording = await simulate(
    alone(
      `version: 0.2\nbatch:\n  build-graph:\n${tasks}phases:\n  build:\n    commands:\n${lines.map((line) => `      - ${line}\n`).join('')}`,
      (scenario, project) => {
        // The batch role is the service role here: it trusts CodeBuild already.
        const role = Object.values(scenario.roles!).find(({ trustPolicy }) =>
          JSON.stringify(trustPolicy).includes('codebuild'),
        )!;
        role.policies.batch = {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action: 'codebuild:*', Resource: '*' }],
        };
        project.buildBatchConfig = { serviceRole: project.serviceRole };
        scenario.interventions = [
          { when: { at: 0 }, type: 'startBuildBatch', project: project.name },
        ];
      },
    ),
  );
  return { recording, batch: worldAt(recording, recording.events.length).batches[0]! };
};

/** What must come of each task: in this order each is known before it is asked for. */
function expected(tasks: readonly Task[]): ('SUCCEEDED' | 'FAILED' | undefined)[] {
  const fine: boolean[] = [];
  return tasks.map(({ dependsOn, fails, ignored }, index) => {
    const starts = dependsOn.every((other) => fine[other]);
    fine[index] = starts && (!fails || ignored);
    if (!starts) return undefined;
    return fails ? 'FAILED' : 'SUCCEEDED';
  });
}

const graph: fc.Arbitrary<Task[]> = fc
  .array(
    fc.record({
      wants: fc.array(fc.nat(9), { maxLength: 3 }),
      fails: fc.boolean(),
      ignored: fc.boolean(),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((list) =>
    list.map(({ wants, fails, ignored }, index) => ({
      dependsOn: index === 0 ? [] : [...new Set(wants.map((want) => want % index))],
      fails,
      ignored,
    })),
  );

it('any graph: what starts, what does not, and how the batch ends', async () => {
  await fc.assert(
    fc.asyncProperty(graph, async (tasks) => {
      // Written backwards, so that most depend on tasks that come later in the file.
      const text = tasks
        .map(
          ({ dependsOn, fails, ignored }, index) =>
            `    - identifier: t${index}\n      ignore-failure: ${ignored}\n      depend-on: [${dependsOn.map((other) => `t${other}`)}]\n      env: { variables: { CODE: "${fails ? 1 : 0}" } }\n`,
        )
        .toReversed()
        .join('');
      const { recording, batch } = await run(text, ['exit $CODE']);
      const groups = tasks.map(
        (_, index) => batch.groups.find(({ identifier }) => identifier === `t${index}`)!,
      );
      const wanted = expected(tasks);
      expect(groups.map(({ status }) => status)).toEqual(wanted);
      const bad = tasks.some(
        ({ ignored }, index) =>
          wanted[index] !== 'SUCCEEDED' && !(ignored && wanted[index] === 'FAILED'),
      );
      expect(batch.buildBatchStatus).toBe(bad ? 'FAILED' : 'SUCCEEDED');
      const buildOf = (index: number) =>
        recording.outcome.builds.find(({ id }) => id === groups[index]!.buildId);
      for (const [index, { dependsOn }] of tasks.entries()) {
        for (const other of dependsOn) {
          const build = buildOf(index);
          if (build !== undefined) {
            expect(build.startedAt).toBeGreaterThan(buildOf(other)!.endedAt!);
          }
        }
      }
    }),
    { numRuns: 12 },
  );
});

it('tasks that wait for each other: the batch fails before anything starts, and says which', async () => {
  const { recording, batch } = await run(
    '    - identifier: a\n      depend-on: [b]\n    - identifier: b\n      depend-on: [a]\n',
  );
  expect(batch.buildBatchStatus).toBe('FAILED');
  expect(batch.message).toContain('wait for each other: a, b');
  expect(recording.outcome.builds).toEqual([]);
});
