import { describe, expect, it } from 'vitest';
import type { CallResult } from '../../../src/simulator/cloud/types.ts';
import type { Role } from '../../../src/simulator/read.ts';
import { account, allowing, trusting } from './support.ts';

const deployArn = 'arn:aws:iam::111122223333:role/deploy';
const trustingAccount = (condition?: object) => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::111122223333:root' },
      Action: ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'],
      ...(condition === undefined ? {} : { Condition: condition }),
    },
  ],
});
const deploy = (more: Partial<Role> = {}): Record<string, Role> => ({
  deploy: { trustPolicy: trustingAccount(), policies: { All: allowing('s3:*') }, ...more },
});
const credentials = (result: CallResult) =>
  (result.ok ? result.output.Credentials : {}) as {
    AccessKeyId: string;
    SecretAccessKey: string;
    SessionToken: string;
    Expiration: number;
  };
const codeOf = (result: CallResult) => (result.ok ? 'ok' : result.error.code);
const assumeDeploy = (more: Record<string, unknown> = {}) => ({
  RoleArn: deployArn,
  RoleSessionName: 'release',
  ...more,
});

describe('role chaining', () => {
  it('lets a chained role last an hour at the most', async () => {
    const box = account({
      policy: allowing('sts:AssumeRole'),
      roles: deploy({ maxSessionDuration: 43_200 }),
    });
    const hour = await box.asWorker('sts', 'AssumeRole', assumeDeploy({ DurationSeconds: 3600 }));
    expect(credentials(hour).Expiration).toBe(box.kernel.clock.now() + 3_600_000);
    const longer = await box.asWorker('sts', 'AssumeRole', assumeDeploy({ DurationSeconds: 3601 }));
    expect(longer).toMatchObject({
      error: {
        code: 'ValidationError',
        message:
          'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining',
      },
    });
  });

  it('needs both: the caller’s policy and, in the trust policy, its account', async () => {
    const without = account({ policy: allowing('s3:*'), roles: deploy() });
    expect(codeOf(await without.asWorker('sts', 'AssumeRole', assumeDeploy()))).toBe(
      'AccessDenied',
    );
    const untrusted = account({
      policy: allowing('sts:AssumeRole'),
      roles: deploy({ trustPolicy: trusting('ec2.amazonaws.com') }),
    });
    const refused = await untrusted.asWorker('sts', 'AssumeRole', assumeDeploy());
    expect(refused).toMatchObject({
      error: {
        message: `User: arn:aws:sts::111122223333:assumed-role/worker/AWSCodeBuild-1 is not authorized to perform: sts:AssumeRole on resource: ${deployArn}`,
      },
    });
  });

  it('is enough when the trust policy names the role itself, in the same account', async () => {
    const box = account({
      policy: allowing('s3:*'),
      roles: deploy({
        trustPolicy: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { AWS: 'arn:aws:iam::111122223333:role/worker' },
              Action: 'sts:AssumeRole',
            },
          ],
        },
      }),
    });
    expect(codeOf(await box.asWorker('sts', 'AssumeRole', assumeDeploy()))).toBe('ok');
  });

  it('reaches a role of another account, which its own policies then bind', async () => {
    const other = 'arn:aws:iam::444455556666:role/deploy';
    const box = account({
      policy: allowing('sts:AssumeRole'),
      accounts: {
        '444455556666': {
          roles: deploy({ policies: { Read: allowing('s3:GetObject') } }),
          resources: { buckets: { theirs: { objects: { 'a.txt': 'a' } } } },
        },
      },
    });
    const session = await box.asWorker('sts', 'AssumeRole', assumeDeploy({ RoleArn: other }));
    const { AccessKeyId: accessKeyId } = credentials(session);
    const signer = { type: 'session', accessKeyId } as const;
    const params = { Bucket: 'theirs', Key: 'a.txt' };
    expect(codeOf(await box.call({ service: 's3', operation: 'GetObject', params, signer }))).toBe(
      'ok',
    );
    const put = await box.call({
      service: 's3',
      operation: 'PutObject',
      params: { ...params, Body: new Uint8Array() },
      signer,
    });
    expect(put).toMatchObject({
      error: {
        code: 'AccessDenied',
        message: expect.stringContaining(
          'arn:aws:sts::444455556666:assumed-role/deploy/release is not authorized to perform: s3:PutObject',
        ),
      },
    });
    // The first account's role may not touch it: the bucket has no policy that lets it in.
    expect(codeOf(await box.asWorker('s3', 'GetObject', params))).toBe('AccessDenied');
  });
});

describe('what a request to STS carries', () => {
  it.each([
    [{ StringEquals: { 'sts:ExternalId': 'x-1' } }, { ExternalId: 'x-1' }, 'ok'],
    [{ StringEquals: { 'sts:ExternalId': 'x-1' } }, { ExternalId: 'x-2' }, 'AccessDenied'],
    [{ StringEquals: { 'sts:ExternalId': 'x-1' } }, {}, 'AccessDenied'],
    [{ StringLike: { 'sts:RoleSessionName': 'rel*' } }, {}, 'ok'],
    [{ StringLike: { 'sts:RoleSessionName': 'dev*' } }, {}, 'AccessDenied'],
    [
      { StringEquals: { 'aws:RequestTag/team': 'web' } },
      { Tags: [{ Key: 'team', Value: 'web' }] },
      'ok',
    ],
    [{ StringEquals: { 'aws:RequestTag/team': 'web' } }, {}, 'AccessDenied'],
    [{ StringEquals: { 'sts:SourceIdentity': 'ann' } }, { SourceIdentity: 'ann' }, 'ok'],
    [{ NumericLessThanEquals: { 'sts:DurationSeconds': '900' } }, { DurationSeconds: 900 }, 'ok'],
  ])('%j with %j: %s', async (condition, more, expected) => {
    const box = account({
      policy: allowing('sts:*'),
      roles: deploy({ trustPolicy: trustingAccount(condition) }),
    });
    expect(codeOf(await box.asWorker('sts', 'AssumeRole', assumeDeploy(more)))).toBe(expected);
  });

  it.each([
    [{ RoleSessionName: 'a b' }, 'ValidationError'],
    [{ RoleSessionName: 'x' }, 'ValidationError'],
    [{ RoleSessionName: 'x'.repeat(65) }, 'ValidationError'],
    [{ DurationSeconds: 60 }, 'ValidationError'],
    [{ Policy: 'no json' }, 'MalformedPolicyDocument'],
    [{ Policy: '{}' }, 'MalformedPolicyDocument'],
    [{ PolicyArns: [{ arn: 'arn:aws:iam::111122223333:policy/Nobody' }] }, 'ValidationError'],
    [{ PolicyArns: [{ arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }] }, 'ok'],
    [{ RoleArn: 'notarn' }, 'ValidationError'],
    [{ RoleArn: 'a'.repeat(29) }, 'ValidationError'],
  ])('%j gives %s', async (more, code) => {
    const box = account({ policy: allowing('sts:*'), roles: deploy() });
    expect(codeOf(await box.asWorker('sts', 'AssumeRole', assumeDeploy(more)))).toBe(code);
  });

  it('lets a session policy take away, and not give', async () => {
    const box = account({ policy: allowing('sts:*'), roles: deploy() });
    const session = await box.asWorker(
      'sts',
      'AssumeRole',
      assumeDeploy({ Policy: JSON.stringify(allowing('s3:GetObject', 'ecr:*')) }),
    );
    const signer = { type: 'session', accessKeyId: credentials(session).AccessKeyId } as const;
    const put = { Bucket: 'box', Key: 'a', Body: new Uint8Array() };
    const denied = await box.call({ service: 's3', operation: 'PutObject', params: put, signer });
    expect(denied).toMatchObject({
      error: {
        message: expect.stringContaining('because no session policy allows the s3:PutObject'),
      },
    });
    const more = await box.call({
      service: 'ecr',
      operation: 'GetAuthorizationToken',
      params: {},
      signer,
    });
    expect(more).toMatchObject({
      error: { message: expect.stringContaining('because no identity-based policy allows') },
    });
  });

  it('gives tags to the session, which policies can ask for', async () => {
    const box = account({
      policy: allowing('sts:*'),
      roles: deploy({
        tags: { team: 'ops', stage: 'prod' },
        policies: {
          Own: {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Action: 's3:PutObject',
                Resource: `arn:aws:s3:::box/\${aws:PrincipalTag/team}/*`,
              },
            ],
          },
        },
      }),
    });
    const session = await box.asWorker(
      'sts',
      'AssumeRole',
      assumeDeploy({ Tags: [{ Key: 'team', Value: 'web' }] }),
    );
    const signer = { type: 'session', accessKeyId: credentials(session).AccessKeyId } as const;
    const put = (Key: string) =>
      box.call({
        service: 's3',
        operation: 'PutObject',
        params: { Bucket: 'box', Key, Body: new Uint8Array() },
        signer,
      });
    expect(codeOf(await put('web/a'))).toBe('ok');
    expect(codeOf(await put('ops/a'))).toBe('AccessDenied');
  });
});

describe('credentials', () => {
  it('knows keys only with their token and secret', async () => {
    const box = account({ policy: allowing('s3:*') });
    await box.assume();
    const session = [...box.door.state.sessions.values()][0]!;
    const ask = (keys: { secretAccessKey?: string; token?: string }, service = 'sts') =>
      box.call({
        service,
        operation: service === 'sts' ? 'GetCallerIdentity' : 'ListBuckets',
        params: {},
        signer: { type: 'session', accessKeyId: session.accessKeyId, ...keys },
      });
    const { secretAccessKey, token } = session;
    expect(codeOf(await ask({ secretAccessKey, token }))).toBe('ok');
    expect(codeOf(await ask({ secretAccessKey, token: '' }))).toBe('InvalidClientTokenId');
    expect(codeOf(await ask({ secretAccessKey: 'wrong', token }))).toBe('SignatureDoesNotMatch');
    expect(codeOf(await ask({ secretAccessKey, token: 'other' }, 's3'))).toBe('InvalidToken');
  });

  it('gives no session token to a session', async () => {
    const box = account({ policy: allowing('*') });
    expect(await box.asWorker('sts', 'GetSessionToken', {})).toMatchObject({
      error: { message: 'Cannot call GetSessionToken with session credentials' },
    });
  });

  it('lets a web identity in by the trust policy alone', async () => {
    const provider = 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com';
    const trust = (sub: string) => ({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Federated: provider },
          Action: 'sts:AssumeRoleWithWebIdentity',
          Condition: { StringLike: { 'token.actions.githubusercontent.com:sub': sub } },
        },
      ],
    });
    const claims = btoa(
      JSON.stringify({
        iss: 'https://token.actions.githubusercontent.com',
        sub: 'repo:acme/web:ref:refs/heads/main',
        aud: 'sts.amazonaws.com',
      }),
    );
    const ask = (sub: string, token: string) =>
      account({ policy: allowing('s3:*'), roles: deploy({ trustPolicy: trust(sub) }) }).asWorker(
        'sts',
        'AssumeRoleWithWebIdentity',
        assumeDeploy({ WebIdentityToken: token }),
      );
    expect(codeOf(await ask('repo:acme/web:*', `e30.${claims}.x`))).toBe('ok');
    expect(await ask('repo:acme/other:*', `e30.${claims}.x`)).toMatchObject({
      error: {
        code: 'AccessDenied',
        message: 'Not authorized to perform sts:AssumeRoleWithWebIdentity',
      },
    });
    expect(codeOf(await ask('repo:acme/web:*', 'no token'))).not.toBe('ok');
  });

  it('attaches managed policies by their ARN', async () => {
    const box = account({
      policy: allowing('sts:*'),
      role: {
        attached: [
          'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess',
          'arn:aws:iam::aws:policy/Nobody',
        ],
      },
    });
    expect(codeOf(await box.asWorker('s3', 'ListBuckets', {}))).toBe('ok');
    const put = { Bucket: 'box', Key: 'a', Body: new Uint8Array() };
    expect(codeOf(await box.asWorker('s3', 'PutObject', put))).toBe('AccessDenied');
  });

  it('asks for the permission of an operation that it does not simulate', async () => {
    const ask = (policy: unknown) =>
      account({ policy }).asWorker(
        'glue',
        'StartJobRun',
        {},
        {
          assumedResource: 'arn:aws:glue:{region}:{account}:job/nightly',
        },
      );
    expect(await ask(allowing('glue:StartJobRun'))).toMatchObject({
      ok: true,
      assumed: expect.stringContaining('glue:StartJobRun'),
    });
    expect(await ask(allowing('s3:*'))).toMatchObject({
      error: {
        code: 'AccessDeniedException',
        message: expect.stringContaining(
          'glue:StartJobRun on resource: arn:aws:glue:us-east-1:111122223333:job/nightly',
        ),
      },
    });
  });
});
