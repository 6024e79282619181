import { describe, expect, it } from 'vitest';
import type { CodeBuildProject } from '../../../src/simulator/read.ts';
import { eventsOf, log, nodeSite, phaseOf, simulate } from './support.ts';

const minute = 60_000;
const onLambda = (commands: string[], change: Partial<CodeBuildProject> = {}, more = '') =>
  simulate(
    nodeSite((scenario) => {
      scenario.repository.files['buildspec.yml'] =
        `version: 0.2\nphases:\n  build:\n${more}    commands:\n${commands.map((command) => `      - ${command}\n`).join('')}`;
      for (const project of Object.values(scenario.projects)) {
        Object.assign(project, change);
        project.environment = {
          ...project.environment,
          type: 'LINUX_LAMBDA_CONTAINER',
          computeType: 'BUILD_LAMBDA_2GB',
          image: 'aws/codebuild/amazonlinux-x86_64-lambda-standard:nodejs20',
          ...change.environment,
        };
      }
    }),
  );

describe('Lambda compute', () => {
  it('writes below /tmp only, where the source lies', async () => {
    const recording = await onLambda([
      'pwd && touch here.txt && ls here.txt',
      'mkdir /opt/x || true',
      'echo x > /var/tmp/y || true',
      'echo $HOME',
    ]);
    const text = log(recording);
    expect(text).toMatch(/\n\/tmp\/codebuild\/output\/src\d+\/src\nhere.txt\n/);
    expect(text).toContain("mkdir: cannot create directory '/opt/x': Read-only file system");
    expect(text).toMatch(/script\.sh: line 4: \/var\/tmp\/y: Read-only file system/);
    expect(text).toContain('\n/tmp\n');
    expect(phaseOf(recording, 'BUILD')?.phaseStatus).toBe('SUCCEEDED');
  });

  it('has neither root nor Docker', async () => {
    const text = log(await onLambda(['id -u', 'yum install -y jq || true', 'docker info || true']));
    expect(text).not.toContain('\n0\n');
    expect(text).toContain('This command has to be run with superuser privileges');
    expect(text).toMatch(/docker: (command )?not found|Cannot connect to the Docker daemon/);
  });

  it('ends after 15 minutes, whatever the project says', async () => {
    const recording = await onLambda(['sleep 3000'], { timeoutInMinutes: 60 });
    const [ended] = eventsOf(recording, 'build.ended');
    const [started] = eventsOf(recording, 'build.started');
    expect(ended?.status).toBe('TIMED_OUT');
    expect(ended!.at - started!.at).toBeLessThan(15 * minute + 2000);
    expect(phaseOf(recording, 'BUILD')?.contexts[0]?.statusCode).toBe('BUILD_TIMED_OUT');
  });

  it('knows no on-failure', async () => {
    const recording = await onLambda(['exit 1'], {}, '    on-failure: ABORT\n');
    expect(phaseOf(recording, 'POST_BUILD')?.phaseStatus).toBe('SUCCEEDED');
  });

  it('does not start with a VPC', async () => {
    const vpcConfig = { vpcId: 'vpc-1', subnets: ['subnet-1'], securityGroupIds: ['sg-1'] };
    const recording = await onLambda(['true'], { vpcConfig });
    expect(recording.outcome.builds).toEqual([]);
    expect(JSON.stringify(recording.outcome.executions)).toContain(
      'VPC is not supported for Lambda compute',
    );
  });
});
