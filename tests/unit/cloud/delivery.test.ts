import { expect, it } from 'vitest';
import { account, allowing } from './support.ts';

const region = 'us-east-1:111122223333';
const message = (result: { ok: boolean }) =>
  (result as { error?: { message: string } }).error?.message;

it('asks for a distribution without a Region', async () => {
  const policy = {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: 'cloudfront:CreateInvalidation',
        Resource: 'arn:aws:cloudfront::111122223333:distribution/E1',
      },
    ],
  };
  const { asWorker } = account({ policy });
  const InvalidationBatch = { Paths: { Quantity: 1, Items: ['/*'] } };
  const of = (DistributionId: string) =>
    asWorker('cloudfront', 'CreateInvalidation', { DistributionId, InvalidationBatch });
  expect((await of('E1')).ok).toBe(true);
  expect((await of('E2')).ok).toBe(false);
});

it('asks three times for one deployment', async () => {
  const { asWorker, recorder } = account({ policy: allowing('codedeploy:*') });
  await asWorker('codedeploy', 'CreateDeployment', {
    applicationName: 'web',
    deploymentGroupName: 'prod',
  });
  const call = recorder.events.flatMap((event) => (event.type === 'api.call' ? [event.call] : []));
  expect(call.at(-1)?.checks).toEqual([
    {
      action: 'codedeploy:CreateDeployment',
      resource: `arn:aws:codedeploy:${region}:deploymentgroup:web/prod`,
    },
    {
      action: 'codedeploy:GetDeploymentConfig',
      resource: `arn:aws:codedeploy:${region}:deploymentconfig:*`,
    },
    {
      action: 'codedeploy:RegisterApplicationRevision',
      resource: `arn:aws:codedeploy:${region}:application:web`,
    },
  ]);
});

it('gives a token only with the permission of STS', async () => {
  const token = (...actions: string[]) =>
    account({ policy: allowing(...actions) }).asWorker('codeartifact', 'GetAuthorizationToken', {
      domain: 'acme',
    });
  expect(message(await token('codeartifact:*'))).toContain('sts:GetServiceBearerToken');
  expect((await token('codeartifact:*', 'sts:GetServiceBearerToken')).ok).toBe(true);
});

it('saves a role with a project only for who may pass it', async () => {
  const params = { name: 'web-build', serviceRole: 'worker' };
  const save = (...actions: string[]) =>
    account({ policy: allowing(...actions) }).asWorker('codebuild', 'UpdateProject', params);
  expect(message(await save('codebuild:*'))).toContain('iam:PassRole');
  expect((await save('codebuild:*', 'iam:PassRole')).ok).toBe(true);
});
