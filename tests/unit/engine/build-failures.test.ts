import { describe, expect, it } from 'vitest';
import type { Recording, Scenario } from '../../../src/simulator/read.ts';
import { buildRole, causesOf, eventsOf, log, nodeSite, simulate } from './support.ts';

/** The site's build with other phases. */
const withPhases = (phases: string, change: (scenario: Scenario) => void = () => undefined) =>
  nodeSite((scenario) => {
    scenario.repository.files['buildspec.yml'] = `version: 0.2\nphases:\n${phases}`;
    change(scenario);
  });
const phasesOf = (recording: Recording, build = 0) =>
  recording.outcome.builds[build]?.phases.map(({ phaseType, phaseStatus }) =>
    `${phaseType} ${phaseStatus ?? ''}`.trim(),
  );
const run = (phases: string, change?: (scenario: Scenario) => void) =>
  simulate(withPhases(phases, change));
const since = (recording: Recording, from: string) => {
  const all = phasesOf(recording) ?? [];
  return all.slice(all.findIndex((phase) => phase.startsWith(from)));
};

const failingBuild = (onFailure: string) => `  build:
    on-failure: ${onFailure}
    commands:
      - exit 3
  post_build:
    commands:
      - echo after
`;

describe('on-failure', () => {
  it('ABORT in BUILD skips POST_BUILD and the upload', async () => {
    const recording = await run(failingBuild('ABORT'));
    expect(since(recording, 'BUILD')).toEqual([
      'BUILD FAILED',
      'FINALIZING SUCCEEDED',
      'COMPLETED',
    ]);
    expect(log(recording)).not.toContain('Entering phase POST_BUILD');
  });

  it('CONTINUE in INSTALL goes on, and the build is FAILED', async () => {
    const recording = await run(`  install:
    on-failure: CONTINUE
    commands:
      - exit 3
  build:
    commands:
      - echo "succeeding=$CODEBUILD_BUILD_SUCCEEDING"
`);
    expect(since(recording, 'INSTALL').slice(0, 3)).toEqual([
      'INSTALL FAILED',
      'PRE_BUILD SUCCEEDED',
      'BUILD SUCCEEDED',
    ]);
    expect(log(recording)).toContain('succeeding=0');
    expect(recording.outcome.builds[0]?.buildStatus).toBe('FAILED');
  });

  it('RETRY-2 makes two more builds', async () => {
    const recording = await run(failingBuild('RETRY-2'));
    const { builds, executions } = recording.outcome;
    expect(builds.map(({ buildNumber, buildStatus }) => [buildNumber, buildStatus])).toEqual([
      [1, 'FAILED'],
      [2, 'FAILED'],
      [3, 'FAILED'],
    ]);
    expect(builds[2]?.previousAttempt).toBe(builds[1]?.id);
    expect(builds[0]).not.toHaveProperty('previousAttempt');
    // The last attempt is used up: what follows is what always follows.
    expect(phasesOf(recording, 0)).not.toContain('POST_BUILD SUCCEEDED');
    expect(phasesOf(recording, 2)).toContain('POST_BUILD SUCCEEDED');
    expect(executions[0]?.status).toBe('Failed');
  });

  it('RETRY helps what fails now and then: the pipeline goes on with the attempt that succeeds', async () => {
    const recording = await run(
      `  build:
    on-failure: RETRY
    commands:
      - test "$CODEBUILD_BUILD_NUMBER" -ge 3
      - mkdir -p dist && cp src/index.html dist/
artifacts:
  files: dist/index.html
`,
    );
    expect(recording.outcome.builds.map(({ buildStatus }) => buildStatus)).toEqual([
      'FAILED',
      'FAILED',
      'SUCCEEDED',
    ]);
    expect(recording.outcome.executions[0]?.status).toBe('Succeeded');
  });

  it('RETRY with an expression looks at the message', async () => {
    const matching = await run(failingBuild('RETRY-1-exit status 3'));
    expect(matching.outcome.builds).toHaveLength(2);
    const other = await run(failingBuild('RETRY-1-exit status 4'));
    expect(other.outcome.builds).toHaveLength(1);
    expect(phasesOf(other)).toContain('POST_BUILD SUCCEEDED');
  });

  it('means nothing in an image that is not CodeBuild’s own', async () => {
    const recording = await run(failingBuild('ABORT'), (scenario) => {
      for (const project of Object.values(scenario.projects)) {
        project.environment.image = 'public.ecr.aws/docker/library/node:20';
      }
    });
    expect(phasesOf(recording)).toContain('POST_BUILD SUCCEEDED');
  });
});

describe('finally and CODEBUILD_BUILD_SUCCEEDING', () => {
  const say = (where: string) => `echo "${where} $CODEBUILD_BUILD_SUCCEEDING"`;

  it('finally runs after success and after failure; the variable turns 0 when the phase is over', async () => {
    const recording = await run(`  install:
    commands:
      - ${say('install')}
    finally:
      - ${say('install-finally')}
  build:
    commands:
      - exit 2
      - echo skipped
    finally:
      - ${say('build-finally')}
  post_build:
    commands:
      - ${say('post_build')}
      - test "$CODEBUILD_BUILD_SUCCEEDING" -eq 1
    finally:
      - ${say('post_build-finally')}
`);
    const said = eventsOf(recording, 'command.output').map(({ text }) => text.trim());
    expect(said).toEqual([
      'install 1',
      'install-finally 1',
      'build-finally 1',
      'post_build 0',
      'post_build-finally 0',
    ]);
    expect(since(recording, 'BUILD').slice(0, 3)).toEqual([
      'BUILD FAILED',
      'POST_BUILD FAILED',
      'UPLOAD_ARTIFACTS SUCCEEDED',
    ]);
    const lines = log(recording);
    expect(lines.indexOf('exit 2 exit status 2')).toBeLessThan(lines.indexOf('build-finally 1'));
    expect(lines.indexOf('build-finally 1')).toBeLessThan(
      lines.indexOf('Phase complete: BUILD State: FAILED'),
    );
  });

  it('a finally that fails fails its phase; the first failure of the phase is the one reported', async () => {
    const own = await run(`  build:
    commands:
      - 'true'
    finally:
      - exit 4
      - echo skipped
`);
    const message = (recording: Recording) =>
      recording.outcome.builds[0]?.phases.find(({ phaseType }) => phaseType === 'BUILD')
        ?.contexts[0]?.message;
    expect(message(own)).toBe('Error while executing command: exit 4. Reason: exit status 4');
    expect(log(own)).not.toMatch(/^skipped$/m);
    const both = await run(`  build:
    commands:
      - exit 3
    finally:
      - exit 4
`);
    expect(message(both)).toBe('Error while executing command: exit 3. Reason: exit status 3');
    expect(log(both)).toContain('exit 4 exit status 4');
  });
});

describe('a phase that is cut off', () => {
  const stopIn =
    (phase: string, delay = 0) =>
    (scenario: Scenario) => {
      const project = Object.keys(scenario.projects)[0]!;
      scenario.interventions = [
        { type: 'push', when: { at: 0 } },
        { type: 'stopBuild', project, when: { after: `exec1/Build/Build/build1/${phase}`, delay } },
      ];
    };

  it.each([
    ['SUBMITTED', ['SUBMITTED STOPPED', 'COMPLETED']],
    ['QUEUED', ['QUEUED STOPPED', 'COMPLETED']],
    ['PROVISIONING', ['PROVISIONING STOPPED', 'COMPLETED']],
    ['DOWNLOAD_SOURCE', ['DOWNLOAD_SOURCE STOPPED', 'FINALIZING SUCCEEDED', 'COMPLETED']],
    ['BUILD', ['BUILD STOPPED', 'FINALIZING SUCCEEDED', 'COMPLETED']],
    ['UPLOAD_ARTIFACTS', ['UPLOAD_ARTIFACTS STOPPED', 'FINALIZING SUCCEEDED', 'COMPLETED']],
  ])('a stop in %s leads to %j', async (phase, path) => {
    const recording = await simulate(nodeSite(stopIn(phase, 20)));
    expect(since(recording, phase)).toEqual(path);
    expect(recording.outcome.builds[0]?.buildStatus).toBe('STOPPED');
    expect(log(recording)).not.toContain(`Phase complete: ${phase}`);
    expect(recording.outcome.executions[0]?.status).toBe('Failed');
  });

  it('a command stops its own build: aws codebuild stop-build', async () => {
    const recording = await run(
      `  build:
    commands:
      - aws codebuild stop-build --id "$CODEBUILD_BUILD_ID"
      - sleep 60
    finally:
      - echo tidy
  post_build:
    commands:
      - echo after
`,
      (scenario) => {
        const { policies } = buildRole(scenario).role;
        policies.stop = {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action: 'codebuild:StopBuild', Resource: '*' }],
        };
      },
    );
    expect(since(recording, 'BUILD')).toEqual([
      'BUILD STOPPED',
      'FINALIZING SUCCEEDED',
      'COMPLETED',
    ]);
    expect(log(recording)).not.toMatch(/^(tidy|after)$/m);
    const end = eventsOf(recording, 'build.phase').find(({ status }) => status === 'STOPPED');
    expect(causesOf(recording, end!.seq).map(({ type }) => type)).toContain('api.call');
  });

  it('a stop in FINALIZING comes too late', async () => {
    const recording = await simulate(nodeSite(stopIn('FINALIZING', 20)));
    expect(recording.outcome.builds[0]?.buildStatus).toBe('SUCCEEDED');
  });

  it('a command that is cut off ends before its phase, which ends before the next begins', async () => {
    const recording = await run(
      `  build:
    commands:
      - while true; do sleep 60; done
    finally:
      - echo tidy
`,
      (scenario) => {
        for (const project of Object.values(scenario.projects)) project.timeoutInMinutes = 5;
      },
    );
    const [command] = eventsOf(recording, 'command.ended');
    const end = eventsOf(recording, 'build.phase').find(({ status }) => status === 'TIMED_OUT');
    expect(command).toMatchObject({ exitCode: 137 });
    expect(command!.seq).toBeLessThan(end!.seq);
    expect(command!.at).toBe(end!.at);
    expect(log(recording)).not.toContain('tidy');
    expect(log(recording)).not.toContain('Phase complete: BUILD');
  });
});
