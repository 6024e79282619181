import { describe, expect, it } from 'vitest';
import { account, allowing } from './support.ts';

const message = (result: { ok: boolean }) =>
  (result as { error?: { message: string } }).error?.message;
const outputOf = (result: { ok: boolean }) => (result as { output?: unknown }).output;

describe('DynamoDB', () => {
  const id = (value: string) => ({ id: { S: value } });

  it('gives the item that was put, and one that is not there is no error', async () => {
    const { asWorker } = account({ policy: allowing('dynamodb:*') });
    const table = { TableName: 'jobs' };
    await asWorker('dynamodb', 'PutItem', { ...table, Item: { ...id('1'), n: { N: '1' } } });
    await asWorker('dynamodb', 'PutItem', { ...table, Item: { ...id('1'), n: { N: '2' } } });
    const get = (value: string) => asWorker('dynamodb', 'GetItem', { ...table, Key: id(value) });
    expect(outputOf(await get('1'))).toEqual({ Item: { ...id('1'), n: { N: '2' } } });
    expect(outputOf(await get('2'))).toEqual({});
    const found = await asWorker('dynamodb', 'Query', {
      ...table,
      KeyConditionExpression: '#k = :v',
      ExpressionAttributeNames: { '#k': 'id' },
      ExpressionAttributeValues: { ':v': { S: '1' } },
    });
    expect(outputOf(found)).toMatchObject({ Count: 1, ScannedCount: 1 });
  });

  it('holds to a condition, as a lock does', async () => {
    const { asWorker } = account({ policy: allowing('dynamodb:*') });
    const lock = () =>
      asWorker('dynamodb', 'PutItem', {
        TableName: 'locks',
        Item: { LockID: { S: 'a' } },
        ConditionExpression: 'attribute_not_exists(LockID)',
      });
    expect((await lock()).ok).toBe(true);
    expect(message(await lock())).toBe('The conditional request failed');
  });

  it('tells policies the leading key', async () => {
    const policy = {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Action: 'dynamodb:GetItem',
          Resource: '*',
          Condition: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['mine'] } },
        },
      ],
    };
    const { asWorker } = account({ policy });
    const get = (value: string) =>
      asWorker('dynamodb', 'GetItem', { TableName: 'jobs', Key: id(value) });
    expect((await get('mine')).ok).toBe(true);
    expect((await get('yours')).ok).toBe(false);
  });

  it('is not harmed by names that objects have', async () => {
    const { asWorker } = account({ policy: allowing('dynamodb:*') });
    const Item = JSON.parse('{"__proto__": {"S": "x"}, "id": {"S": "1"}}') as object;
    const put = await asWorker('dynamodb', 'PutItem', { TableName: '__proto__', Item });
    expect(put.ok).toBe(true);
    expect(({} as { S?: unknown }).S).toBeUndefined();
  });
});

describe('SQS', () => {
  it('hands out a message once until it is visible again', async () => {
    const { asWorker, kernel } = account({ policy: allowing('sqs:*') });
    const QueueUrl = 'https://sqs.us-east-1.amazonaws.com/111122223333/work';
    await asWorker('sqs', 'SendMessage', { QueueUrl, MessageBody: 'hello' });
    const receive = (more = {}) => asWorker('sqs', 'ReceiveMessage', { QueueUrl, ...more });
    const first = await receive({ VisibilityTimeout: 10 });
    expect(outputOf(first)).toMatchObject({ Messages: [{ Body: 'hello' }] });
    expect(outputOf(await receive())).toEqual({});
    const before = kernel.clock.now();
    expect(outputOf(await receive({ WaitTimeSeconds: 20 }))).toMatchObject({ Messages: [{}] });
    expect(kernel.clock.now() - before).toBeGreaterThan(19_000);
  });

  it('writes the action in lower case, in the reason too', async () => {
    const { asWorker } = account({ policy: allowing('s3:*') });
    const QueueUrl = 'https://sqs.us-east-1.amazonaws.com/111122223333/work';
    const refused = await asWorker('sqs', 'SendMessage', { QueueUrl, MessageBody: 'x' });
    expect(message(refused)).toMatch(/perform: sqs:sendmessage on .* the sqs:sendmessage action$/);
  });
});

it('limits metrics by their namespace', async () => {
  const policy = {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: 'cloudwatch:PutMetricData',
        Resource: '*',
        Condition: { StringEquals: { 'cloudwatch:namespace': 'Acme' } },
      },
    ],
  };
  const { asWorker } = account({ policy });
  const put = (Namespace: string) => asWorker('cloudwatch', 'PutMetricData', { Namespace });
  expect((await put('Acme')).ok).toBe(true);
  expect((await put('Other')).ok).toBe(false);
});

it('names no group when it lists them', async () => {
  const policy = {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: 'logs:DescribeLogGroups',
        Resource: 'arn:aws:logs:us-east-1:111122223333:log-group:/aws/codebuild/*',
      },
    ],
  };
  const { asWorker } = account({ policy });
  const list = await asWorker('logs', 'DescribeLogGroups', {});
  expect(message(list)).toContain('arn:aws:logs:us-east-1:111122223333:log-group::log-stream:');
});

it('finds the lines of a log between two times and with all words', async () => {
  const { asWorker, kernel } = account({
    policy: allowing('logs:*'),
    resources: { logGroups: { '/acme/web': {} } },
  });
  const logGroupName = '/acme/web';
  const stream = { logGroupName, logStreamName: 'one' };
  await asWorker('logs', 'CreateLogStream', stream);
  const put = await asWorker('logs', 'PutLogEvents', {
    ...stream,
    logEvents: [{ message: 'ERROR disk full' }, { message: 'all is well' }],
  });
  expect(outputOf(put)).toEqual({ nextSequenceToken: expect.stringMatching(/^\d{56}$/) });
  const filter = (more: object) => asWorker('logs', 'FilterLogEvents', { logGroupName, ...more });
  expect(outputOf(await filter({ filterPattern: 'disk ERROR' }))).toMatchObject({
    events: [{ logStreamName: 'one', message: 'ERROR disk full' }],
  });
  const later = await filter({ startTime: kernel.clock.unix() + 1 });
  expect(outputOf(later)).toMatchObject({ events: [] });
});
