import { describe, expect, it } from 'vitest';
import { eventsOf, log, nodeSite, simulate } from '../engine/support.ts';
import { allowBuilds, alone, commands } from './support.ts';

const statuses = (recording: Awaited<ReturnType<typeof simulate>>) =>
  recording.outcome.builds.map(({ buildStatus }) => buildStatus);

describe('auto-retry', () => {
  it('a failed build is tried again as often as the limit says, by the service role', async () => {
    const recording = await simulate(
      alone(commands('exit 1'), (scenario, project) => {
        project.autoRetryLimit = 2;
        allowBuilds(scenario, 'codebuild:RetryBuild');
      }),
    );
    expect(statuses(recording)).toEqual(['FAILED', 'FAILED', 'FAILED']);
    const retries = eventsOf(recording, 'api.call').filter(
      ({ call }) => call.operation === 'RetryBuild',
    );
    expect(retries.map(({ call }) => call.principal)).toEqual([
      expect.stringContaining('assumed-role/web-build-role/AWSCodeBuild-'),
      expect.stringContaining('assumed-role/web-build-role/AWSCodeBuild-'),
    ]);
  });

  it('stops when one succeeds, and each build knows which retry it is', async () => {
    const recording = await simulate(
      alone(
        commands(
          'aws codebuild batch-get-builds --ids "$CODEBUILD_BUILD_ID" --query builds[0].autoRetryConfig.autoRetryNumber',
          'test "$CODEBUILD_BUILD_NUMBER" = 2',
        ),
        (scenario, project) => {
          project.autoRetryLimit = 5;
          allowBuilds(scenario, 'codebuild:*');
        },
      ),
    );
    expect(statuses(recording)).toEqual(['FAILED', 'SUCCEEDED']);
    expect(log(recording)).toMatch(/\n0\n[\s\S]*\n1\n/);
  });

  it('a role that may not call RetryBuild: the first build was the last', async () => {
    const recording = await simulate(
      alone(commands('exit 1'), (_scenario, project) => {
        project.autoRetryLimit = 2;
      }),
    );
    expect(statuses(recording)).toEqual(['FAILED']);
    expect(eventsOf(recording, 'api.call').at(-1)?.call).toMatchObject({
      operation: 'RetryBuild',
      errorCode: 'AccessDeniedException',
    });
  });

  it('never for a build of a pipeline', async () => {
    const recording = await simulate(
      nodeSite((scenario) => {
        Object.values(scenario.projects)[0]!.autoRetryLimit = 2;
        scenario.repository.files['buildspec.yml'] = commands('exit 1');
        allowBuilds(scenario, 'codebuild:RetryBuild');
      }),
    );
    expect(statuses(recording)).toEqual(['FAILED']);
  });
});
