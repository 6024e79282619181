import { describe, expect, it } from 'vitest';
import { aws } from '../../../../src/simulator/shell/tools/aws/index.ts';
import { type Call, container } from '../support.ts';

const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
const keys = 'aws_access_key_id = AKIAEXAMPLE\naws_secret_access_key = secret\n';

/** What a call as a profile comes to, and the calls it took. */
async function asProfile(profile: string, config: string) {
  const calls: Call[] = [];
  const box = container({
    files: { '/root/.aws/config': config },
    aws: (call) => {
      calls.push(call);
      const Credentials = {
        AccessKeyId: `ASIA${calls.length}`,
        SecretAccessKey: 's',
        SessionToken: 't',
      };
      return { ok: true, output: { Credentials } };
    },
  });
  const result = await box.run(aws, ['sts', 'get-caller-identity', '--profile', profile]);
  return {
    ...result,
    calls: calls.map(({ operation, env, params }) => [
      operation,
      params.RoleArn,
      env.AWS_ACCESS_KEY_ID,
    ]),
  };
}

describe('a profile with a role', () => {
  const a = `[profile a]\nrole_arn = ${role('a')}\nsource_profile = b\n`;

  it('goes through the profile of its source, and that one’s', async () => {
    const b = `[profile b]\nrole_arn = ${role('b')}\nsource_profile = c\n`;
    const result = await asProfile('a', `${a}${b}[profile c]\n${keys}`);
    expect(result.calls).toEqual([
      ['AssumeRole', role('b'), 'AKIAEXAMPLE'],
      ['AssumeRole', role('a'), 'ASIA1'],
      ['GetCallerIdentity', undefined, 'ASIA2'],
    ]);
  });

  it('may have the keys of its own role', async () => {
    const self = `[profile a]\nrole_arn = ${role('a')}\nsource_profile = a\n${keys}`;
    expect((await asProfile('a', self)).calls[0]).toEqual(['AssumeRole', role('a'), 'AKIAEXAMPLE']);
  });

  it.each([
    ['[profile b]\nregion = eu-west-1\n', 'The source profile "b" must have credentials.'],
    [
      `[profile b]\nrole_arn = ${role('b')}\nsource_profile = a\n`,
      "Infinite loop in credential configuration detected. Attempting to load from profile a which has already been visited. Visited profiles: ['a', 'b']",
    ],
    [
      `[profile b]\nrole_arn = ${role('b')}\nsource_profile = b\n`,
      "Infinite loop in credential configuration detected. Attempting to load from profile b which has already been visited. Visited profiles: ['a', 'b']",
    ],
  ])('ends where no keys are: %j', async (b, stderr) => {
    expect(await asProfile('a', `${a}${b}`)).toMatchObject({
      exitCode: 255,
      stderr: `\n${stderr}\n`,
      calls: [],
    });
  });
});
