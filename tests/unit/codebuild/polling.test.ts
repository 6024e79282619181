import { expect, it } from 'vitest';
import { eventsOf, inBuildspec, nodeSite, type Policy, simulate } from '../engine/support.ts';

const looksOf = (recording: Awaited<ReturnType<typeof simulate>>) =>
  eventsOf(recording, 'api.call').filter(({ call }) => call.operation === 'BatchGetBuilds');

it('CodePipeline looks while the build runs, and once more when it is over', async () => {
  const recording = await simulate(nodeSite());
  const looks = looksOf(recording);
  const [end] = eventsOf(recording, 'build.ended');
  expect(looks.length).toBeGreaterThan(1);
  expect(looks.filter(({ at }) => at > end!.at)).toHaveLength(1);
  expect(looks.every(({ call }) => call.principal.includes('web-pipeline-role'))).toBe(true);
});

it('a long build is looked at less and less often', async () => {
  const recording = await simulate(
    nodeSite((scenario) => inBuildspec(scenario, 'npm run build', 'sleep 3000')),
  );
  expect(looksOf(recording).length).toBeLessThan(20);
});

it('a pipeline that may not look: its action fails early, and the build goes on to its end', async () => {
  const recording = await simulate(
    nodeSite((scenario) => {
      for (const { policies } of Object.values(scenario.roles!)) {
        for (const policy of Object.values(policies) as Policy[]) {
          for (const statement of policy.Statement) {
            statement.Action = [statement.Action ?? []]
              .flat()
              .filter((action) => action !== 'codebuild:BatchGetBuilds');
          }
        }
      }
    }),
  );
  const [failure] = eventsOf(recording, 'action.status').filter(
    ({ status }) => status === 'Failed',
  );
  expect(failure?.errorDetails?.message).toMatch(
    /^Error calling batchGetBuilds: User: .* is not authorized to perform: codebuild:BatchGetBuilds on resource: /,
  );
  const [end] = eventsOf(recording, 'build.ended');
  expect(end?.status).toBe('SUCCEEDED');
  expect(failure!.at).toBeLessThan(end!.at);
});
