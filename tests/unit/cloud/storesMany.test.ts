import { describe, expect, it } from 'vitest';
import { account, allowing } from './support.ts';

const errorOf = (result: { ok: boolean }) => (result as { error?: unknown }).error;
const outputOf = (result: { ok: boolean }) => (result as { output?: unknown }).output;

describe('Parameter Store', () => {
  const on = () =>
    account({ policy: allowing('ssm:*'), resources: { parameters: { '/a': { value: '1' } } } });

  it('deletes several at once and lists those that are not there', async () => {
    const { asWorker } = on();
    const result = await asWorker('ssm', 'DeleteParameters', { Names: ['/a', '/none'] });
    expect(outputOf(result)).toEqual({ DeletedParameters: ['/a'], InvalidParameters: ['/none'] });
    const gone = await asWorker('ssm', 'GetParameter', { Name: '/a' });
    expect(errorOf(gone)).toMatchObject({ code: 'ParameterNotFound' });
  });

  it('remembers every version', async () => {
    const { asWorker } = on();
    const put = { Name: '/a', Value: '2', Type: 'String', Overwrite: true };
    await asWorker('ssm', 'PutParameter', put);
    await asWorker('ssm', 'PutParameter', { ...put, Value: '3' });
    const history = await asWorker('ssm', 'GetParameterHistory', { Name: '/a' });
    expect(outputOf(history)).toMatchObject({
      Parameters: [
        { Value: '1', Version: 1 },
        { Value: '2', Version: 2 },
        { Value: '3', Version: 3 },
      ],
    });
  });

  it('takes no type that there is not', async () => {
    const { asWorker } = on();
    const put = { Name: '/b', Value: 'x', Type: 'Foo' };
    expect(errorOf(await asWorker('ssm', 'PutParameter', put))).toMatchObject({
      code: 'ValidationException',
      message:
        "1 validation error detected: Value 'Foo' at 'type' failed to satisfy constraint: Member must satisfy enum value set: [SecureString, StringList, String]",
    });
  });
});

describe('DynamoDB', () => {
  const table = (TableName: string) => ({
    TableName,
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  });
  const put = (id: string) => ({ PutRequest: { Item: { id: { S: id } } } });

  it('writes to several tables at once, if every one may be written', async () => {
    const { asWorker } = account({ policy: allowing('dynamodb:*') });
    for (const name of ['one', 'two']) await asWorker('dynamodb', 'CreateTable', table(name));
    expect(outputOf(await asWorker('dynamodb', 'ListTables', {}))).toEqual({
      TableNames: ['one', 'two'],
    });
    const RequestItems = { one: [put('a'), put('b')], two: [put('c')] };
    const written = await asWorker('dynamodb', 'BatchWriteItem', { RequestItems });
    expect(outputOf(written)).toEqual({ UnprocessedItems: {} });
    expect(outputOf(await asWorker('dynamodb', 'Scan', { TableName: 'one' }))).toMatchObject({
      Count: 2,
    });
    const gone = { one: [{ DeleteRequest: { Key: { id: { S: 'a' } } } }] };
    await asWorker('dynamodb', 'BatchWriteItem', { RequestItems: gone });
    expect(outputOf(await asWorker('dynamodb', 'Scan', { TableName: 'one' }))).toMatchObject({
      Items: [{ id: { S: 'b' } }],
    });
    const narrow = account({
      policy: {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Action: 'dynamodb:*', Resource: 'arn:aws:dynamodb:*:*:table/one' },
        ],
      },
    });
    const refused = await narrow.asWorker('dynamodb', 'BatchWriteItem', { RequestItems });
    expect(errorOf(refused)).toMatchObject({ message: expect.stringContaining('table/two') });
  });
});
