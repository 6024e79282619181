import { expect, it } from 'vitest';
import { account, allowing } from './support.ts';

const template = [
  'Resources:',
  '  Topic:',
  '    Type: AWS::SNS::Topic',
  'Outputs:',
  '  TopicName:',
  '    Value: !GetAtt Topic.TopicName',
  '    Export:',
  `      Name: !Sub "\${AWS::StackName}-topic"`,
  '',
].join('\n');
const site = { StackName: 'site', TemplateBody: template };

function setting() {
  const made = account({ policy: allowing('cloudformation:*') });
  const call = (operation: string, params: Record<string, unknown> = {}) =>
    made.asWorker('cloudformation', operation, params);
  const pass = async (ms: number) => {
    made.kernel.schedule(ms, () => undefined);
    await made.kernel.run(() => false);
  };
  return { call, pass };
}

it('lists stacks by their status, deleted ones too', async () => {
  const { call, pass } = setting();
  await call('CreateStack', site);
  await pass(60_000);
  const list = (...StackStatusFilter: string[]) => call('ListStacks', { StackStatusFilter });
  expect(await list('CREATE_COMPLETE')).toMatchObject({
    output: { StackSummaries: [{ StackName: 'site', StackStatus: 'CREATE_COMPLETE' }] },
  });
  await call('DeleteStack', { StackName: 'site' });
  await pass(60_000);
  expect(await list('CREATE_COMPLETE')).toMatchObject({ output: { StackSummaries: [] } });
  expect(await list('DELETE_COMPLETE')).toMatchObject({
    output: { StackSummaries: [{ StackName: 'site' }] },
  });
});

it('lists what stacks export, and what is in them', async () => {
  const { call, pass } = setting();
  await call('CreateStack', site);
  expect(await call('ListExports')).toMatchObject({ output: { Exports: [] } });
  await pass(60_000);
  expect(await call('ListExports')).toMatchObject({
    output: { Exports: [{ Name: 'site-topic', Value: 'site-TopicName' }] },
  });
  const named = (LogicalResourceId: string) =>
    call('DescribeStackResources', { StackName: 'site', LogicalResourceId });
  expect(await named('Topic')).toMatchObject({
    output: { StackResources: [{ StackName: 'site', ResourceType: 'AWS::SNS::Topic' }] },
  });
  expect(await named('Queue')).toMatchObject({ error: { code: 'ValidationError' } });
});

it('lists change sets until they are deleted', async () => {
  const { call, pass } = setting();
  const named = { StackName: 'site', ChangeSetName: 'first' };
  await call('CreateChangeSet', { ...site, ...named, ChangeSetType: 'CREATE' });
  await pass(10_000);
  expect(await call('ListChangeSets', { StackName: 'site' })).toMatchObject({
    output: { Summaries: [{ ChangeSetName: 'first', Status: 'CREATE_COMPLETE' }] },
  });
  await call('DeleteChangeSet', named);
  expect(await call('ListChangeSets', { StackName: 'site' })).toMatchObject({
    output: { Summaries: [] },
  });
});
