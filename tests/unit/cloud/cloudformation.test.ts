import { describe, expect, it } from 'vitest';
import { account, allowing, trusting } from './support.ts';

const template = 'Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n';
const site = { StackName: 'site', TemplateBody: template };
const role = 'arn:aws:iam::111122223333:role/maker';

function setting(o: Partial<Parameters<typeof account>[0]> = {}) {
  const made = account({ policy: allowing('cloudformation:*', 'iam:PassRole'), ...o });
  const call = (operation: string, params: Record<string, unknown>) =>
    made.asWorker('cloudformation', operation, params);
  const pass = async (ms: number) => {
    made.kernel.schedule(ms, () => undefined);
    await made.kernel.run(() => false);
  };
  const status = async (name = 'site') => {
    const result = await call('DescribeStacks', { StackName: name });
    if (!result.ok) return result.error.message;
    return (result.output.Stacks as { StackStatus: string }[])[0]?.StackStatus;
  };
  return { ...made, call, pass, status };
}

describe('a stack', () => {
  it('is in progress, then complete, then gone', async () => {
    const { call, pass, status } = setting();
    expect(await call('CreateStack', site)).toMatchObject({
      ok: true,
      assumed: expect.stringContaining('the caller’s own permissions'),
    });
    expect(await status()).toBe('CREATE_IN_PROGRESS');
    await pass(30_000);
    expect(await status()).toBe('CREATE_COMPLETE');
    await call('DeleteStack', { StackName: 'site' });
    expect(await status()).toBe('DELETE_IN_PROGRESS');
    await pass(30_000);
    expect(await status()).toBe('Stack with id site does not exist');
  });

  it('takes no second change while the first goes on', async () => {
    const { call } = setting();
    await call('CreateStack', site);
    expect(
      await call('UpdateStack', { ...site, TemplateBody: `${template}  B:\n    Type: T\n` }),
    ).toMatchObject({
      error: {
        code: 'ValidationError',
        message: expect.stringMatching(
          /^Stack:arn:\S+ is in CREATE_IN_PROGRESS state and can not be updated\.$/,
        ),
      },
    });
  });

  it('with the template it has there is nothing to update', async () => {
    const { call, pass } = setting();
    await call('CreateStack', site);
    await pass(30_000);
    const same = { StackName: 'site', UsePreviousTemplate: true };
    expect(await call('UpdateStack', same)).toMatchObject({
      error: { message: 'No updates are to be performed.' },
    });
    const other = { ...same, Tags: [{ Key: 'team', Value: 'web' }] };
    expect(await call('UpdateStack', other)).toMatchObject({ ok: true });
  });

  it('is not deleted while it is protected', async () => {
    const { call, pass, status } = setting();
    await call('CreateStack', site);
    await pass(30_000);
    await call('UpdateTerminationProtection', {
      StackName: 'site',
      EnableTerminationProtection: true,
    });
    expect(await call('DeleteStack', { StackName: 'site' })).toMatchObject({ ok: false });
    expect(await status()).toBe('CREATE_COMPLETE');
  });

  it('is made by a role only if that trusts CloudFormation and may be passed', async () => {
    const roles = (service: string) => ({
      maker: { trustPolicy: trusting(service), policies: {} },
    });
    const asked = { ...site, RoleARN: role };
    const wrong = setting({ roles: roles('ec2.amazonaws.com') });
    expect(await wrong.call('CreateStack', asked)).toMatchObject({
      error: { message: `Role ${role} is invalid or cannot be assumed` },
    });
    const right = setting({ roles: roles('cloudformation.amazonaws.com') });
    expect(await right.call('CreateStack', asked)).toMatchObject({ ok: true });
    const mayNot = setting({
      roles: roles('cloudformation.amazonaws.com'),
      policy: allowing('cloudformation:*'),
    });
    expect(await mayNot.call('CreateStack', asked)).toMatchObject({
      error: {
        code: 'AccessDenied',
        message: expect.stringContaining(`iam:PassRole on resource: ${role}`),
      },
    });
  });

  it.each([
    ['', 'Either Template URL or Template Body must be specified.'],
    ['- a', 'Template format error: unsupported structure.'],
    ['A: 1', 'Template format error: At least one Resources member must be defined.'],
    [
      '{"Resources": {"__proto__": {}}}',
      'Template format error: [/Resources/__proto__] Every Resources object must contain a Type member.',
    ],
  ])('a template that is none: %j', async (TemplateBody, message) => {
    const { call } = setting();
    expect(await call('CreateStack', { StackName: 'x', TemplateBody })).toMatchObject({
      error: { code: 'ValidationError', message },
    });
  });
});

describe('capabilities', () => {
  const make = (properties: string) =>
    `Resources:\n  R:\n    Type: AWS::IAM::Role\n    Properties:\n      ${properties}\n`;

  it.each([
    ['Path: /', [], 'CAPABILITY_IAM'],
    ['RoleName: !Sub x', ['CAPABILITY_IAM'], 'CAPABILITY_NAMED_IAM'],
    ['RoleName: x', ['CAPABILITY_NAMED_IAM'], null],
    ['Path: /', ['CAPABILITY_NAMED_IAM'], null],
  ])('a role with %s, given %j', async (properties, Capabilities, lacks) => {
    const { call } = setting();
    const TemplateBody = make(properties);
    expect(await call('CreateStack', { StackName: 'x', TemplateBody, Capabilities })).toMatchObject(
      lacks === null
        ? { ok: true }
        : {
            error: {
              code: 'InsufficientCapabilitiesException',
              message: `Requires capabilities : [${lacks}]`,
            },
          },
    );
  });
});

describe('a change set', () => {
  const sam =
    'Transform: AWS::Serverless-2016-10-31\nResources:\n  F:\n    Type: AWS::Serverless::Function\n';
  const change = { ...site, ChangeSetName: 'first', ChangeSetType: 'CREATE' };
  const names = { StackName: 'site', ChangeSetName: 'first' };

  it('is made, executed, and can then have nothing to change', async () => {
    const { call, pass, status } = setting();
    await call('CreateChangeSet', change);
    expect(await status()).toBe('REVIEW_IN_PROGRESS');
    expect(await call('ExecuteChangeSet', names)).toMatchObject({
      error: { code: 'InvalidChangeSetStatus' },
    });
    await pass(5_000);
    expect(await call('ExecuteChangeSet', names)).toMatchObject({ ok: true });
    await pass(30_000);
    expect(await status()).toBe('CREATE_COMPLETE');
    const again = { ...site, ChangeSetName: 'second', ChangeSetType: 'UPDATE' };
    await call('CreateChangeSet', again);
    await pass(5_000);
    expect(
      await call('DescribeChangeSet', { StackName: 'site', ChangeSetName: 'second' }),
    ).toMatchObject({
      output: { Status: 'FAILED', StatusReason: expect.stringContaining("didn't contain changes") },
    });
  });

  it('with a macro needs no CAPABILITY_AUTO_EXPAND, but fails over the roles that the macro makes', async () => {
    const { call, pass } = setting();
    await call('CreateChangeSet', { ...change, TemplateBody: sam });
    await pass(5_000);
    expect(await call('DescribeChangeSet', names)).toMatchObject({
      output: { Status: 'FAILED', StatusReason: 'Requires capabilities : [CAPABILITY_IAM]' },
    });
  });

  it('with a macro asks for the macro as a resource of its own', async () => {
    const { call } = setting({
      policy: {
        Version: '2012-10-17',
        Statement: {
          Effect: 'Allow',
          Action: 'cloudformation:*',
          Resource: 'arn:aws:cloudformation:us-east-1:111122223333:stack/site/*',
        },
      },
    });
    expect(await call('CreateChangeSet', { ...change, TemplateBody: sam })).toMatchObject({
      error: {
        message: expect.stringContaining(
          'cloudformation:CreateChangeSet on resource: arn:aws:cloudformation:us-east-1:aws:transform/Serverless-2016-10-31 because',
        ),
      },
    });
  });
});
