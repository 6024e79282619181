import { describe, expect, it } from 'vitest';
import { account, allowing, trusting } from './support.ts';

const arn = 'arn:aws:lambda:us-east-1:111122223333:function:web';
const role = 'arn:aws:iam::111122223333:role/web';
const zip = new Uint8Array([1, 2, 3]);

function setting(o: Partial<Parameters<typeof account>[0]> = {}) {
  const made = account({
    policy: allowing('lambda:*', 'iam:PassRole'),
    resources: { functions: { web: {} } },
    ...o,
  });
  const call = (operation: string, params: Record<string, unknown>) =>
    made.asWorker('lambda', operation, { FunctionName: 'web', ...params });
  const pass = async (ms: number) => {
    made.kernel.schedule(ms, () => undefined);
    await made.kernel.run(() => false);
  };
  return { ...made, call, pass };
}

describe('a function', () => {
  it('is busy after a change, and takes the next one later', async () => {
    const { call, pass } = setting();
    expect(await call('UpdateFunctionCode', { ZipFile: zip, Publish: true })).toMatchObject({
      output: {
        FunctionArn: `${arn}:1`,
        Version: '1',
        CodeSize: 3,
        LastUpdateStatus: 'InProgress',
      },
    });
    expect(await call('UpdateFunctionConfiguration', { Timeout: 9 })).toMatchObject({
      error: { code: 'ResourceConflictException', message: expect.stringContaining(arn) },
    });
    await pass(10_000);
    expect(await call('UpdateFunctionConfiguration', { Timeout: 9 })).toMatchObject({
      output: { Timeout: 9, CodeSize: 3 },
    });
  });

  it('is pending until it is made', async () => {
    const { call, pass } = setting({ resources: { functions: {} } });
    await call('CreateFunction', { Role: role, Code: { ZipFile: zip } });
    expect(await call('UpdateFunctionCode', { ZipFile: zip })).toMatchObject({
      error: {
        code: 'ResourceConflictException',
        message:
          'The operation cannot be performed at this time. The function is currently in the following state: Pending',
      },
    });
    expect(await call('Invoke', {})).toMatchObject({
      error: { code: 'ResourceConflictException' },
    });
    await pass(10_000);
    expect(await call('GetFunctionConfiguration', {})).toMatchObject({
      output: { State: 'Active' },
    });
    expect(await call('Invoke', {})).toMatchObject({ output: { StatusCode: 200 } });
  });

  it('takes no role that does not trust Lambda', async () => {
    const roles = (service: string) => ({ web: { trustPolicy: trusting(service), policies: {} } });
    const message = 'The role defined for the function cannot be assumed by Lambda.';
    const wrong = setting({ roles: roles('ec2.amazonaws.com') });
    expect(await wrong.call('UpdateFunctionConfiguration', { Role: role })).toMatchObject({
      error: { code: 'InvalidParameterValueException', message },
    });
    const right = setting({ roles: roles('lambda.amazonaws.com') });
    expect(await right.call('UpdateFunctionConfiguration', { Role: role })).toMatchObject({
      ok: true,
    });
  });

  it.each([
    ['web:live', `${arn}:live`],
    [`${arn}:live`, `${arn}:live`],
    ['111122223333:function:web', arn],
    ['none', arn.replace('web', 'none')],
  ])('named %s is asked for as %s', async (FunctionName, resource) => {
    const { call } = setting({ policy: allowing('s3:*') });
    expect(await call('GetFunction', { FunctionName })).toMatchObject({
      error: {
        message: expect.stringContaining(`lambda:GetFunction on resource: ${resource} because`),
      },
    });
  });

  it('has code from elsewhere with the caller’s permissions', async () => {
    const { call } = setting();
    const image = '111122223333.dkr.ecr.us-east-1.amazonaws.com/team/web:1';
    expect(await call('UpdateFunctionCode', { ImageUri: image })).toMatchObject({
      error: {
        code: 'AccessDeniedException',
        message: expect.stringContaining(
          'ecr:GetRepositoryPolicy on resource: arn:aws:ecr:us-east-1:111122223333:repository/team/web',
        ),
      },
    });
    expect(
      await call('CreateFunction', {
        FunctionName: 'new',
        Code: { S3Bucket: 'box', S3Key: 'a.zip' },
      }),
    ).toMatchObject({ error: { message: expect.stringContaining('s3:GetObject') } });
  });
});

it('aliases: made once, changed, and none has a name that objects have', async () => {
  const { call } = setting();
  const alias = { Name: '__proto__', FunctionVersion: '1' };
  expect(await call('CreateAlias', alias)).toMatchObject({ output: { FunctionVersion: '1' } });
  expect(await call('CreateAlias', alias)).toMatchObject({
    error: { code: 'ResourceConflictException' },
  });
  await call('UpdateAlias', { ...alias, FunctionVersion: '2' });
  expect(await call('GetAlias', { Name: '__proto__' })).toMatchObject({
    output: { AliasArn: `${arn}:__proto__`, FunctionVersion: '2' },
  });
});

it('a permission that is added decides the next call', async () => {
  const { asWorker } = account({
    policy: allowing('lambda:AddPermission'),
    resources: { functions: { web: {} } },
  });
  const call = (operation: string, params: Record<string, unknown>) =>
    asWorker('lambda', operation, { FunctionName: 'web', ...params });
  expect(await call('Invoke', {})).toMatchObject({ ok: false });
  const permission = {
    StatementId: 'build',
    Action: 'lambda:InvokeFunction',
    Principal: 'arn:aws:iam::111122223333:role/worker',
  };
  expect(await call('AddPermission', permission)).toMatchObject({ ok: true });
  expect(await call('Invoke', {})).toMatchObject({ ok: true });
  expect(await call('AddPermission', permission)).toMatchObject({
    error: { code: 'ResourceConflictException', message: expect.stringContaining('(build)') },
  });
});

it('a function that is deleted is gone, with its tags and its policy', async () => {
  const { call, asWorker } = setting();
  const Resource = arn;
  await asWorker('lambda', 'TagResource', { Resource, Tags: { team: 'web' } });
  expect(await asWorker('lambda', 'ListTags', { Resource })).toMatchObject({
    output: { Tags: { team: 'web' } },
  });
  expect(await call('GetPolicy', {})).toMatchObject({
    error: { code: 'ResourceNotFoundException' },
  });
  const permission = {
    StatementId: 'events',
    Principal: 'events.amazonaws.com',
    Action: 'lambda:InvokeFunction',
  };
  await call('AddPermission', permission);
  expect(await call('GetPolicy', {})).toMatchObject({
    output: { Policy: expect.stringContaining('events.amazonaws.com') },
  });
  await call('CreateAlias', { Name: 'live', FunctionVersion: '1' });
  expect(await call('ListAliases', {})).toMatchObject({ output: { Aliases: [{ Name: 'live' }] } });
  await call('DeleteFunction', {});
  expect(await call('GetFunction', {})).toMatchObject({
    error: { code: 'ResourceNotFoundException' },
  });
});
