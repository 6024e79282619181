import { describe, expect, it } from 'vitest';
import { account, allowing, trusting } from './support.ts';

const body = new TextEncoder().encode('hello');
const worker = 'arn:aws:sts::111122223333:assumed-role/worker/AWSCodeBuild-1';
const errorOf = (result: { ok: boolean } & object) => Reflect.get(result, 'error');

describe('sts', () => {
  it('lets the trust policy decide who gets a role', async () => {
    const good = account({ policy: allowing() });
    expect(await good.assume()).toMatchObject({
      ok: true,
      output: { AssumedRoleUser: { Arn: worker } },
    });
    const bad = account({
      policy: allowing('*'),
      role: { trustPolicy: trusting('ec2.amazonaws.com') },
    });
    expect(await bad.assume()).toMatchObject({ ok: false, error: { code: 'AccessDenied' } });
    expect(bad.recorder.events[0]).toMatchObject({
      type: 'api.call',
      call: { decision: { decidedBy: 'trust', result: 'ImplicitlyDenied' } },
      sources: [{ document: 'trust:worker', path: ['Statement', 0] }],
    });
  });

  it('refuses a role that does not exist', async () => {
    const { call } = account({ policy: allowing('*') });
    const result = await call({
      service: 'sts',
      operation: 'AssumeRole',
      params: { RoleArn: 'arn:aws:iam::111122223333:role/nobody', RoleSessionName: 'x' },
      signer: { type: 'service', name: 'codebuild.amazonaws.com' },
    });
    expect(result).toMatchObject({ ok: false, error: { code: 'AccessDenied' } });
  });

  it('tells callers who they are without any permission', async () => {
    const { asWorker } = account({
      policy: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Deny', Action: '*', Resource: '*' }],
      },
    });
    expect(await asWorker('sts', 'GetCallerIdentity', {})).toMatchObject({
      ok: true,
      output: { Account: '111122223333', Arn: worker },
    });
  });

  it('gives credentials of the known shapes, the same for the same story', async () => {
    const one = account({ policy: allowing() });
    const two = account({ policy: allowing() });
    await one.assume();
    await two.assume();
    const [session] = one.door.state.sessions.values();
    expect(session?.accessKeyId).toMatch(/^ASIA[A-Z2-7]{16}$/);
    expect(session?.secretAccessKey).toHaveLength(40);
    expect(session?.roleId).toMatch(/^AROA[A-Z2-7]{17}$/);
    expect([...two.door.state.sessions.values()]).toEqual([session]);
  });
});

describe('credentials', () => {
  it('are worth nothing after their expiry, each service in its own words', async () => {
    const { kernel, call, assume, door } = account({ policy: allowing('*') });
    await assume();
    const signer = {
      type: 'session' as const,
      accessKeyId: [...door.state.sessions.keys()][0]!,
    };
    kernel.schedule(3_600_001, () => undefined);
    await kernel.run(() => false);
    expect(
      errorOf(
        await call({
          service: 's3',
          operation: 'GetObject',
          params: { Bucket: 'box', Key: 'k' },
          signer,
        }),
      ),
    ).toMatchObject({ code: 'ExpiredToken', message: 'The provided token has expired.' });
    expect(
      errorOf(
        await call({ service: 'ecr', operation: 'GetAuthorizationToken', params: {}, signer }),
      ),
    ).toMatchObject({
      code: 'ExpiredTokenException',
      message: 'The security token included in the request is expired',
    });
  });

  it('that nobody issued are unknown', async () => {
    const { call } = account({ policy: allowing('*') });
    const signer = { type: 'session' as const, accessKeyId: 'AKIAIOSFODNN7EXAMPLE' };
    expect(
      errorOf(
        await call({
          service: 's3',
          operation: 'GetObject',
          params: { Bucket: 'box', Key: 'k' },
          signer,
        }),
      ),
    ).toMatchObject({ code: 'InvalidAccessKeyId' });
  });
});

describe('s3', () => {
  it('stores and hands out objects, and records what changed after the call', async () => {
    const { asWorker, recorder, door } = account({ policy: allowing('s3:PutObject') });
    const put = await asWorker('s3', 'PutObject', { Bucket: 'box', Key: 'a/b', Body: body });
    // The ETag of a single-part upload is its MD5.
    expect(put).toMatchObject({ ok: true, output: { ETag: '"5d41402abc4b2a76b9719d911017c592"' } });
    expect(recorder.events.map(({ type }) => type)).toEqual([
      'api.call',
      'api.call',
      'object.stored',
    ]);
    expect(recorder.events[2]).toMatchObject({
      cause: 1,
      bytes: 5,
      sha256: '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824',
    });
    expect(door.state.buckets.get('box')?.objects.get('a/b')?.bytes).toEqual(body);
  });

  it('words a denial with the ARN in quotes and leads to the nearest statement', async () => {
    const { asWorker, recorder } = account({
      policy: {
        Version: '2012-10-17',
        Statement: [
          { Sid: 'Logs', Effect: 'Allow', Action: 'logs:*', Resource: 'arn:aws:logs:*:*:*' },
          { Sid: 'Site', Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::box/*' },
        ],
      },
    });
    const result = await asWorker('s3', 'PutObject', { Bucket: 'box', Key: 'k', Body: body });
    expect(errorOf(result)).toEqual({
      code: 'AccessDenied',
      status: 403,
      message: `User: ${worker} is not authorized to perform: s3:PutObject on resource: "arn:aws:s3:::box/k" because no identity-based policy allows the s3:PutObject action`,
    });
    expect(recorder.events[1]?.sources).toEqual([
      { document: 'role:worker/policy:Work', path: ['Statement', 1] },
    ]);
  });

  it('asks for s3:PutObjectAcl only when an ACL is sent', async () => {
    const { asWorker } = account({ policy: allowing('s3:PutObject') });
    const params = { Bucket: 'box', Key: 'k', Body: body };
    expect((await asWorker('s3', 'PutObject', params)).ok).toBe(true);
    expect(
      errorOf(await asWorker('s3', 'PutObject', { ...params, ACL: 'public-read' })),
    ).toMatchObject({
      message: expect.stringContaining('s3:PutObjectAcl'),
    });
  });

  it('tells a missing key only to those who may list the bucket', async () => {
    const params = { Bucket: 'box', Key: 'nothing' };
    const reader = account({ policy: allowing('s3:GetObject') });
    expect(errorOf(await reader.asWorker('s3', 'GetObject', params))).toMatchObject({
      code: 'AccessDenied',
    });
    expect(errorOf(await reader.asWorker('s3', 'HeadObject', params))).toEqual({
      code: '403',
      message: 'Forbidden',
      status: 403,
    });
    const lister = account({ policy: allowing('s3:GetObject', 's3:ListBucket') });
    expect(errorOf(await lister.asWorker('s3', 'GetObject', params))).toMatchObject({
      code: 'NoSuchKey',
      message: 'The specified key does not exist.',
    });
    expect(errorOf(await lister.asWorker('s3', 'HeadObject', params))).toMatchObject({
      code: '404',
    });
  });

  it('lists by prefix, and folders by delimiter', async () => {
    const { asWorker } = account({
      policy: allowing('s3:ListBucket'),
      resources: {
        buckets: { box: { objects: { 'a.txt': '1', 'd/x': '2', 'd/y': '3', e: '4' } } },
      },
    });
    const result = await asWorker('s3', 'ListObjectsV2', {
      Bucket: 'box',
      Prefix: '',
      Delimiter: '/',
    });
    expect(result).toMatchObject({
      ok: true,
      output: {
        Contents: [{ Key: 'a.txt', Size: 1 }, { Key: 'e' }],
        CommonPrefixes: [{ Prefix: 'd/' }],
      },
    });
  });

  it('obeys the bucket’s own policy', async () => {
    const { asWorker } = account({
      policy: allowing(),
      resources: {
        buckets: {
          box: {
            policy: {
              Version: '2012-10-17',
              Statement: [
                {
                  Effect: 'Allow',
                  Principal: { AWS: 'arn:aws:iam::111122223333:role/worker' },
                  Action: 's3:PutObject',
                  Resource: 'arn:aws:s3:::box/*',
                },
              ],
            },
          },
        },
      },
    });
    expect((await asWorker('s3', 'PutObject', { Bucket: 'box', Key: 'k', Body: body })).ok).toBe(
      true,
    );
  });

  it('knows buckets that do not exist', async () => {
    const { asWorker } = account({ policy: allowing('s3:*') });
    expect(
      errorOf(await asWorker('s3', 'PutObject', { Bucket: 'none', Key: 'k', Body: body })),
    ).toMatchObject({
      code: 'NoSuchBucket',
      message: 'The specified bucket does not exist',
    });
  });
});

describe('ecr', () => {
  it('grants the registry token for "*" only', async () => {
    const narrow = account({
      policy: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Action: 'ecr:GetAuthorizationToken',
            Resource: 'arn:aws:ecr:us-east-1:111122223333:repository/app',
          },
        ],
      },
    });
    expect((await narrow.asWorker('ecr', 'GetAuthorizationToken', {})).ok).toBe(false);
    const wide = account({ policy: allowing('ecr:GetAuthorizationToken') });
    expect((await wide.asWorker('ecr', 'GetAuthorizationToken', {})).ok).toBe(true);
  });

  it('knows layers once they are uploaded, and keeps immutable tags', async () => {
    const { asWorker } = account({
      policy: allowing('ecr:*'),
      resources: { repositories: { app: { imageTagMutability: 'IMMUTABLE' } } },
    });
    const layer = { repositoryName: 'app', layerDigests: ['sha256:1'] };
    const ask = () => asWorker('ecr', 'BatchCheckLayerAvailability', layer);
    expect(await ask()).toMatchObject({
      output: { layers: [{ layerAvailability: 'UNAVAILABLE' }] },
    });
    await asWorker('ecr', 'UploadLayerPart', {
      repositoryName: 'app',
      digest: 'sha256:1',
      bytes: 9,
    });
    expect(await ask()).toMatchObject({ output: { layers: [{ layerAvailability: 'AVAILABLE' }] } });

    const put = (imageManifest: string) =>
      asWorker('ecr', 'PutImage', {
        repositoryName: 'app',
        imageTag: 'v1',
        imageManifest,
        bytes: 9,
      });
    expect((await put('one')).ok).toBe(true);
    expect((await put('one')).ok).toBe(true);
    expect(errorOf(await put('two'))).toMatchObject({
      message:
        "The image tag 'v1' already exists in the 'app' repository and cannot be overwritten because the tag is immutable.",
    });
  });

  it('names a repository that does not exist', async () => {
    const { asWorker } = account({ policy: allowing('ecr:*') });
    expect(
      errorOf(
        await asWorker('ecr', 'PutImage', {
          repositoryName: 'nope',
          imageTag: 't',
          imageManifest: '',
        }),
      ),
    ).toMatchObject({
      code: 'RepositoryNotFoundException',
      message:
        "The repository with name 'nope' does not exist in the registry with id '111122223333'",
    });
  });
});

describe('logs', () => {
  it('makes log group and stream, and takes lines', async () => {
    const { asWorker, door } = account({ policy: allowing('logs:*') });
    const params = { logGroupName: '/aws/codebuild/x', logStreamName: 's' };
    expect(errorOf(await asWorker('logs', 'CreateLogStream', params))).toMatchObject({
      code: 'ResourceNotFoundException',
    });
    await asWorker('logs', 'CreateLogGroup', params);
    await asWorker('logs', 'CreateLogStream', params);
    await asWorker('logs', 'PutLogEvents', { ...params, logEvents: [{ message: 'hi' }] });
    const stream = door.state.logGroups.get('/aws/codebuild/x')?.get('s');
    expect(stream?.lines.map(({ text }) => text)).toEqual(['hi']);
  });
});

describe('connections', () => {
  it('asks for UseConnection under the prefix of the connection’s ARN', async () => {
    const { asWorker, recorder } = account({ policy: allowing('codeconnections:UseConnection') });
    const params = {
      ConnectionArn: 'arn:aws:codestar-connections:us-east-1:111122223333:connection/1',
      FullRepositoryId: 'acme/web',
      BranchName: 'main',
      ProviderAction: 'GetBranch',
    };
    expect((await asWorker('codestar-connections', 'UseConnection', params)).ok).toBe(false);
    expect(recorder.events.at(-1)).toMatchObject({
      call: { action: 'codestar-connections:UseConnection' },
    });
  });
});
