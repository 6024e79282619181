import { expect, it } from 'vitest';
import { account, allowing } from './support.ts';

const outputOf = (result: { ok: boolean }) => (result as { output?: unknown }).output;
const errorOf = (result: { ok: boolean }) => (result as { error?: unknown }).error;

it('tags a repository, and its policies may look at the tags', async () => {
  const resourceArn = 'arn:aws:ecr:us-east-1:111122223333:repository/app';
  const { asWorker } = account({ policy: allowing('ecr:*') });
  await asWorker('ecr', 'TagResource', { resourceArn, tags: [{ Key: 'team', Value: 'web' }] });
  const tags = await asWorker('ecr', 'ListTagsForResource', { resourceArn });
  expect(outputOf(tags)).toEqual({ tags: [{ Key: 'team', Value: 'web' }] });
  const nobodys = { resourceArn: `${resourceArn}s`, tags: [] };
  expect(errorOf(await asWorker('ecr', 'TagResource', nobodys))).toMatchObject({
    code: 'RepositoryNotFoundException',
  });
  expect(outputOf(await asWorker('ecr', 'DescribeRegistry', {}))).toMatchObject({
    registryId: '111122223333',
  });
});

it('keeps the events of a log group as long as it was told', async () => {
  const { asWorker } = account({
    policy: allowing('logs:*'),
    resources: { logGroups: { app: {} } },
  });
  const put = { logGroupName: 'app', retentionInDays: 14 };
  await asWorker('logs', 'PutRetentionPolicy', put);
  expect(outputOf(await asWorker('logs', 'DescribeLogGroups', {}))).toMatchObject({
    logGroups: [{ logGroupName: 'app', retentionInDays: 14 }],
  });
  const odd = await asWorker('logs', 'PutRetentionPolicy', { ...put, retentionInDays: 10 });
  expect(errorOf(odd)).toMatchObject({ code: 'InvalidParameterException' });
});

it('updates a distribution only from the version that was read', async () => {
  const { asWorker } = account({ policy: allowing('cloudfront:*') });
  const Id = 'E1ABCDEFGHIJKL';
  const read = async () =>
    outputOf(await asWorker('cloudfront', 'GetDistributionConfig', { Id })) as {
      ETag: string;
      DistributionConfig: object;
    };
  const { ETag, DistributionConfig } = await read();
  const update = { Id, DistributionConfig: { ...DistributionConfig, Comment: 'new' } };
  await asWorker('cloudfront', 'UpdateDistribution', { ...update, IfMatch: ETag });
  expect(await read()).toMatchObject({ DistributionConfig: { Comment: 'new' } });
  const again = await asWorker('cloudfront', 'UpdateDistribution', { ...update, IfMatch: ETag });
  expect(errorOf(again)).toMatchObject({ code: 'PreconditionFailed' });
});

it('gives a session no federation token, and tells whose its key is', async () => {
  const { asWorker, door } = account({ policy: allowing('sts:*') });
  expect(errorOf(await asWorker('sts', 'GetFederationToken', { Name: 'n' }))).toMatchObject({
    code: 'AccessDenied',
    message: 'Cannot call GetFederationToken with session credentials',
  });
  const [AccessKeyId] = door.state.sessions.keys();
  const info = await asWorker('sts', 'GetAccessKeyInfo', { AccessKeyId });
  expect(info).toMatchObject({ output: { Account: '111122223333' } });
  expect(info).not.toHaveProperty('assumed');
});

it('reads projects and pipelines as the scenario has them', async () => {
  const { asWorker } = account({ policy: allowing('codebuild:*', 'codepipeline:*') });
  const projects = await asWorker('codebuild', 'BatchGetProjects', {
    names: ['web-build', 'none'],
  });
  expect(outputOf(projects)).toMatchObject({
    projects: [
      {
        name: 'web-build',
        arn: 'arn:aws:codebuild:us-east-1:111122223333:project/web-build',
        artifacts: { type: 'CODEPIPELINE' },
      },
    ],
    projectsNotFound: ['none'],
  });
  expect(outputOf(await asWorker('codebuild', 'ListProjects', {}))).toMatchObject({
    projects: expect.arrayContaining(['web-build']),
  });
  const listed = outputOf(await asWorker('codepipeline', 'ListPipelines', {})) as {
    pipelines: { name: string }[];
  };
  const name = listed.pipelines[0]!.name;
  const started = outputOf(await asWorker('codepipeline', 'StartPipelineExecution', { name }));
  const { pipelineExecutionId } = started as { pipelineExecutionId: string };
  const named = { pipelineName: name, pipelineExecutionId };
  await asWorker('codepipeline', 'StopPipelineExecution', named);
  expect(outputOf(await asWorker('codepipeline', 'GetPipelineExecution', named))).toMatchObject({
    pipelineExecution: { pipelineExecutionId, status: 'Stopping' },
  });
});
