import { expect, it } from 'vitest';
import { account, allowing, trusting } from './support.ts';

const errorOf = (result: { ok: boolean }) => (result as { error?: unknown }).error;
const roles = { app: { trustPolicy: trusting('lambda.amazonaws.com'), policies: {} } };
const read = JSON.stringify(allowing('s3:ListAllMyBuckets'));

it('saves what the language allows, and it holds from then on', async () => {
  const { asWorker } = account({ policy: allowing('iam:*') });
  const list = () => asWorker('s3', 'ListBuckets', {});
  expect((await list()).ok).toBe(false);
  const put = (PolicyDocument: string) =>
    asWorker('iam', 'PutRolePolicy', { RoleName: 'worker', PolicyName: 'More', PolicyDocument });
  expect(errorOf(await put('{'))).toMatchObject({
    code: 'MalformedPolicyDocument',
    message: 'Syntax errors in policy.',
  });
  expect((await put(read)).ok).toBe(true);
  expect((await list()).ok).toBe(true);
  await asWorker('iam', 'DeleteRolePolicy', { RoleName: 'worker', PolicyName: 'More' });
  expect((await list()).ok).toBe(false);
});

it('makes a role that can be assumed', async () => {
  const { asWorker, call } = account({ policy: allowing('iam:*') });
  const made = await asWorker('iam', 'CreateRole', {
    RoleName: '__proto__',
    AssumeRolePolicyDocument: JSON.stringify(trusting('lambda.amazonaws.com')),
  });
  expect(made).toMatchObject({ ok: true });
  const assumed = await call({
    service: 'sts',
    operation: 'AssumeRole',
    params: { RoleArn: 'arn:aws:iam::111122223333:role/__proto__', RoleSessionName: 'run' },
    signer: { type: 'service', name: 'lambda.amazonaws.com' },
  });
  expect(assumed).toMatchObject({ ok: true });
});

it('tells policies which policy is attached', async () => {
  const readOnly = 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess';
  const policy = {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: 'iam:AttachRolePolicy',
        Resource: '*',
        Condition: { ArnEquals: { 'iam:PolicyARN': readOnly } },
      },
    ],
  };
  const { asWorker } = account({ policy, roles });
  const attach = (PolicyArn: string) =>
    asWorker('iam', 'AttachRolePolicy', { RoleName: 'app', PolicyArn });
  expect((await attach(readOnly)).ok).toBe(true);
  expect((await attach('arn:aws:iam::aws:policy/AdministratorAccess')).ok).toBe(false);
});

it('obeys a policy that was made in the run once it is attached', async () => {
  const { asWorker } = account({ policy: allowing('iam:*') });
  const document = { Version: '2012-10-17', Statement: [] as object[] };
  document.Statement.push({ Effect: 'Allow', Action: 'sns:ListTopics', Resource: '*' });
  const made = await asWorker('iam', 'CreatePolicy', {
    PolicyName: 'Topics',
    PolicyDocument: JSON.stringify(document),
  });
  const PolicyArn = 'arn:aws:iam::111122223333:policy/Topics';
  expect(made).toMatchObject({ output: { Policy: { Arn: PolicyArn } } });
  expect((await asWorker('sns', 'ListTopics', {})).ok).toBe(false);
  await asWorker('iam', 'AttachRolePolicy', { RoleName: 'worker', PolicyArn });
  expect((await asWorker('sns', 'ListTopics', {})).ok).toBe(true);
  await asWorker('iam', 'DetachRolePolicy', { RoleName: 'worker', PolicyArn });
  expect((await asWorker('sns', 'ListTopics', {})).ok).toBe(false);
});

it('attaches no policy that is nobody’s, and says where it has no document', async () => {
  const { asWorker } = account({ policy: allowing('iam:*') });
  const attach = (PolicyArn: string) =>
    asWorker('iam', 'AttachRolePolicy', { RoleName: 'worker', PolicyArn });
  const nobodys = 'arn:aws:iam::111122223333:policy/None';
  expect(await attach(nobodys)).toMatchObject({
    error: {
      code: 'NoSuchEntity',
      message: `Policy ${nobodys} does not exist or is not attachable.`,
    },
  });
  const strange = 'arn:aws:iam::aws:policy/AWSSomethingStrange';
  expect(await attach(strange)).toMatchObject({
    ok: true,
    assumed: expect.stringContaining(strange),
  });
});

it('deletes no role that has policies', async () => {
  const { asWorker } = account({ policy: allowing('iam:*'), roles });
  const RoleName = 'app';
  await asWorker('iam', 'PutRolePolicy', { RoleName, PolicyName: 'P', PolicyDocument: read });
  expect(errorOf(await asWorker('iam', 'DeleteRole', { RoleName }))).toMatchObject({
    code: 'DeleteConflict',
  });
  await asWorker('iam', 'DeleteRolePolicy', { RoleName, PolicyName: 'P' });
  expect((await asWorker('iam', 'DeleteRole', { RoleName })).ok).toBe(true);
  expect(errorOf(await asWorker('iam', 'GetRole', { RoleName }))).toMatchObject({
    code: 'NoSuchEntity',
  });
});

it('simulates with the policies of the role', async () => {
  const conditional = {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: 's3:GetObject',
        Resource: '*',
        Condition: { StringEquals: { 'aws:PrincipalTag/stage': 'dev' } },
      },
      { Effect: 'Deny', Action: 's3:DeleteObject', Resource: '*' },
    ],
  };
  const { asWorker } = account({
    policy: allowing('iam:*'),
    roles: { app: { ...roles.app, policies: { Read: conditional } } },
  });
  const simulate = (ContextEntries: object[] = []) =>
    asWorker('iam', 'SimulatePrincipalPolicy', {
      PolicySourceArn: 'arn:aws:iam::111122223333:role/app',
      ActionNames: ['s3:GetObject', 's3:DeleteObject'],
      ContextEntries,
    });
  expect(await simulate()).toMatchObject({
    output: {
      EvaluationResults: [
        { EvalDecision: 'implicitDeny', MissingContextValues: ['aws:PrincipalTag/stage'] },
        { EvalDecision: 'explicitDeny' },
      ],
    },
  });
  const tagged = [{ ContextKeyName: 'aws:PrincipalTag/stage', ContextKeyValues: ['dev'] }];
  expect(await simulate(tagged)).toMatchObject({
    output: { EvaluationResults: [{ EvalDecision: 'allowed' }, {}] },
  });
});
