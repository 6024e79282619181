import { describe, expect, it } from 'vitest';
import { authorize } from '../../../src/simulator/iam/index.ts';
import { account, allowing } from './support.ts';

const other = '444455556666';
const accounts = {
  [other]: { resources: { secrets: { db: { value: 'theirs' } } } },
};

describe('ARNs of another account', () => {
  it.each([
    [
      'secretsmanager',
      'GetSecretValue',
      { SecretId: `arn:aws:secretsmanager:us-east-1:${other}:secret:db-AbCdEf` },
    ],
    [
      'lambda',
      'UpdateFunctionCode',
      { FunctionName: `arn:aws:lambda:us-east-1:${other}:function:fn` },
    ],
    ['dynamodb', 'GetItem', { TableName: `arn:aws:dynamodb:us-east-1:${other}:table/t`, Key: {} }],
  ])('%s:%s is not answered from the caller’s own', async (service, operation, params) => {
    const box = account({ policy: allowing('*'), accounts });
    const result = await box.asWorker(service, operation, params);
    expect(result).toMatchObject({
      error: {
        code: 'AccessDeniedException',
        message: expect.stringMatching(
          new RegExp(`on resource: \\S*:${other}:\\S* because no resource-based policy allows`),
        ),
      },
    });
  });
});

describe('keys', () => {
  it('have a policy that delegates to the account, for every action', async () => {
    const box = account({ policy: allowing('kms:*') });
    const ask = (keyId: string) =>
      box.asWorker(
        'kms',
        'EnableKeyRotation',
        {},
        {
          assumedResource: `arn:aws:kms:{region}:{account}:key/${keyId}`,
        },
      );
    expect(await ask('1234abcd')).toMatchObject({ ok: true });
    expect(await ask('alias/k')).toMatchObject({ ok: true });
  });
});

describe('resource control policies', () => {
  const deny = (Action: string) => ({
    identity: [{ name: 'all', document: allowing('*') }],
    resourceControl: [
      {
        name: 'root',
        policies: [
          {
            name: 'deny',
            document: {
              Version: '2012-10-17',
              Statement: [{ Effect: 'Deny', Principal: '*', Action, Resource: '*' }],
            },
          },
        ],
      },
    ],
  });
  const principal = {
    type: 'AWS',
    arn: 'arn:aws:sts::111122223333:assumed-role/worker/x',
    issuer: 'arn:aws:iam::111122223333:role/worker',
    account: '111122223333',
  } as const;

  it.each([
    ['s3:GetObject', 'arn:aws:s3:::box/a', 'ExplicitlyDenied'],
    ['lambda:InvokeFunction', 'arn:aws:lambda:us-east-1:111122223333:function:f', 'Allowed'],
    ['ssm:GetParameter', 'arn:aws:ssm:us-east-1:111122223333:parameter/p', 'Allowed'],
  ])('reach some services and not others: %s', (action, resource, result) => {
    const service = action.split(':')[0] ?? '';
    const request = { principal, action, resource, resourceAccount: '111122223333' };
    expect(authorize(request, deny(`${service}:*`)).result).toBe(result);
  });
});

describe('roles', () => {
  it.each(['*', 'foo'])('are not assumed without a trust policy: %s', (resource) => {
    const decision = authorize(
      {
        principal: {
          type: 'AWS',
          arn: 'arn:aws:iam::111122223333:user/u',
          account: '111122223333',
        },
        action: 'sts:AssumeRole',
        resource,
      },
      { identity: [{ name: 'all', document: allowing('*') }] },
    );
    expect(decision).toMatchObject({ result: 'ImplicitlyDenied', decidedBy: 'trust' });
  });
});
