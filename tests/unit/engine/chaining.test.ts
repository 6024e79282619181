import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../../src/simulator/read.ts';
import { worldAt } from '../../../src/simulator/read.ts';
import {
  buildRole,
  eventsOf,
  inBuildspec,
  log,
  nodeSite,
  type Policy,
  simulate,
} from './support.ts';

const deploy = 'arn:aws:iam::111122223333:role/deploy';
const upload = '      - aws s3 cp dist/index.html s3://$BUCKET/\n';

/** The build takes a second role, which may write the site; its own role may not. */
function chained(commands: string, more: (scenario: Scenario) => void = () => undefined): Scenario {
  return nodeSite((scenario) => {
    const policy = Object.values(buildRole(scenario).role.policies)[0] as Policy;
    const site = policy.Statement.find(({ Sid }) => Sid === 'Site')!;
    Object.assign(site, { Sid: 'Deploy', Action: 'sts:AssumeRole', Resource: deploy });
    scenario.roles!.deploy = {
      trustPolicy: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { AWS: 'arn:aws:iam::111122223333:role/web-build-role' },
            Action: 'sts:AssumeRole',
          },
        ],
      },
      policies: {
        Site: {
          Version: '2012-10-17',
          Statement: [
            { Effect: 'Allow', Action: 's3:PutObject', Resource: 'arn:aws:s3:::acme-web-site/*' },
          ],
        },
      },
    };
    inBuildspec(scenario, upload, commands);
    more(scenario);
  });
}

const exported = `      - CREDENTIALS=$(aws sts assume-role --role-arn ${deploy} --role-session-name release)
      - export AWS_ACCESS_KEY_ID=$(echo "$CREDENTIALS" | jq -r .Credentials.AccessKeyId)
      - export AWS_SECRET_ACCESS_KEY=$(echo "$CREDENTIALS" | jq -r .Credentials.SecretAccessKey)
      - export AWS_SESSION_TOKEN=$(echo "$CREDENTIALS" | jq -r .Credentials.SessionToken)
${upload}`;
const byProfile = `      - aws configure set profile.deploy.role_arn ${deploy}
      - aws configure set profile.deploy.credential_source EcsContainer
      - aws s3 cp dist/index.html s3://$BUCKET/ --profile deploy
`;

describe('managed policies', () => {
  it('give what they say', async () => {
    const scenario = nodeSite((edited) => {
      const policy = Object.values(buildRole(edited).role.policies)[0] as Policy;
      policy.Statement = policy.Statement.filter(({ Sid }) => Sid !== 'Site');
      buildRole(edited).role.attached = ['arn:aws:iam::aws:policy/AmazonS3FullAccess'];
    });
    const recording = await simulate(scenario);
    expect(recording.outcome.executions[0]?.status).toBe('Succeeded');
  });

  it('says that an attached policy does not exist', async () => {
    const attached = 'arn:aws:iam::111122223333:policy/Nobody';
    const recording = await simulate(
      nodeSite((edited) => {
        buildRole(edited).role.attached = [attached];
      }),
    );
    expect(eventsOf(recording, 'policy.refused')).toMatchObject([
      { code: 'NoSuchEntity', message: `Policy ${attached} does not exist or is not attachable.` },
    ]);
  });
});

describe('a command that takes another role', () => {
  it.each([
    ['exported keys', exported],
    ['a profile', byProfile],
  ])('uploads with it: %s', async (_way, commands) => {
    const recording = await simulate(chained(commands));
    expect(recording.outcome.executions[0]?.status).toBe('Succeeded');
    const put = eventsOf(recording, 'api.call').find(
      ({ call }) => call.operation === 'PutObject' && call.resource.includes('acme-web-site'),
    )!;
    expect(put.call.principal).toMatch(/assumed-role\/deploy\//);
    const assume = eventsOf(recording, 'api.call').find(
      ({ call }) => call.operation === 'AssumeRole' && call.resource === deploy,
    )!;
    expect(assume.call.principal).toMatch(/assumed-role\/web-build-role\/AWSCodeBuild-/);
    expect(assume.call.viaCommand).toBeDefined();
  });

  it('shows the session from its request to its expiry, and who holds it', async () => {
    const recording = await simulate(chained(exported));
    const states = eventsOf(recording, 'session.state').filter(({ role }) => role === 'deploy');
    expect(states.map(({ state }) => state)).toEqual(['requested', 'active']);
    const active = states[1]!;
    expect(active.expiresAt! - active.at).toBeGreaterThan(3_590_000);
    expect(active.expiresAt! - active.at).toBeLessThanOrEqual(3_600_000);
    const end = worldAt(recording, recording.events.length - 1);
    const session = end.sessions.find(({ role }) => role === 'deploy')!;
    expect(session).toMatchObject({ state: 'active', holder: 'container:web-build' });
  });

  it('shows a refusal, too', async () => {
    const recording = await simulate(
      chained(exported, (scenario) => {
        scenario.roles!.deploy!.trustPolicy = {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Service: 'ec2.amazonaws.com' },
              Action: 'sts:AssumeRole',
            },
          ],
        };
      }),
    );
    expect(recording.outcome.executions[0]?.status).toBe('Failed');
    const states = eventsOf(recording, 'session.state').filter(({ role }) => role === 'deploy');
    expect(states.map(({ state }) => state)).toEqual(['requested', 'refused']);
  });

  it('may ask for two sessions of one name in one command', async () => {
    const twice = `      - for i in 1 2; do aws sts assume-role --role-arn ${deploy} --role-session-name release --query AssumedRoleUser.Arn --output text; done
`;
    const recording = await simulate(chained(twice));
    expect(recording.outcome.executions[0]?.status).toBe('Succeeded');
    const active = eventsOf(recording, 'session.state').filter(
      ({ role, state }) => role === 'deploy' && state === 'active',
    );
    expect(new Set(active.map(({ accessKeyId }) => accessKeyId)).size).toBe(2);
  });

  it('leaves no key id in the log', async () => {
    const recording = await simulate(
      chained(`      - aws sts assume-role --role-arn ${deploy} --role-session-name release\n`),
    );
    const lines = log(recording);
    expect(lines).toContain('"AccessKeyId": "***"');
    expect(lines).not.toMatch(/ASIA[A-Z2-7]{16}/);
  });
});
