import { expect } from 'vitest';
import type { CommandCase } from '../case.ts';

const at = (service: string, rest: string) => `arn:aws:${service}:us-east-1:111122223333:${rest}`;
const table = at('dynamodb', 'table/jobs');
const session = 'arn:aws:sts::111122223333:assumed-role/worker/AWSCodeBuild-1';
const uuid = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
const refusal = (operation: string) => ({ code: 'AccessDeniedException', operation });
const url = 'https://sqs.us-east-1.amazonaws.com/111122223333/work';
const queue = at('sqs', 'work');
/** Services that write the action in their own way, in the reason too. */
const spelt = (code: string, operation: string, action: string, resource: string) => ({
  stderr: `\nAn error occurred (${code}) when calling the ${operation} operation: User: ${session} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action\n`,
  exit: 254,
});
const empty = { json: { Items: [], Count: 0, ScannedCount: 0, ConsumedCapacity: null } };
const group = '/acme/web';
const logGroup = at('logs', `log-group:${group}`);
const logGroups = { [group]: {} };
const noGroup = (operation: string) =>
  `An error occurred (ResourceNotFoundException) when calling the ${operation} operation: The specified log group does not exist.`;

/** DynamoDB, SNS, SQS, EventBridge, CloudWatch Logs and CloudWatch. */
export const dataCases: readonly CommandCase[] = [
  {
    row: 146,
    title: 'aws dynamodb put-item --table-name <table> --item <json>',
    run: `aws dynamodb put-item --table-name jobs --item '{"id": {"S": "1"}}'`,
    checks: [['dynamodb:PutItem', table]],
    stdout: '',
    refusals: { 'dynamodb:PutItem': refusal('PutItem') },
    faults: [
      {
        what: 'the condition does not hold',
        run: `for n in 1 2; do aws dynamodb put-item --table-name jobs --item '{"id": {"S": "1"}}' --condition-expression 'attribute_not_exists(id)' || exit; done`,
        stderr:
          'An error occurred (ConditionalCheckFailedException) when calling the PutItem operation: The conditional request failed',
        exit: 254,
      },
    ],
  },
  {
    row: 147,
    title: 'aws dynamodb get-item --table-name <table> --key <json>',
    run: `aws dynamodb get-item --table-name jobs --key '{"id": {"S": "1"}}'`,
    checks: [['dynamodb:GetItem', table]],
    stdout: '',
    refusals: { 'dynamodb:GetItem': refusal('GetItem') },
  },
  {
    row: 148,
    title: 'aws dynamodb update-item --table-name <table> --key <json> …',
    run: `aws dynamodb update-item --table-name jobs --key '{"id": {"S": "1"}}' --update-expression 'SET #s = :s' --expression-attribute-names '{"#s": "status"}' --expression-attribute-values '{":s": {"S": "done"}}'`,
    checks: [['dynamodb:UpdateItem', table]],
    stdout: '',
    refusals: { 'dynamodb:UpdateItem': refusal('UpdateItem') },
  },
  {
    row: 149,
    title: 'aws dynamodb query --table-name <table> …',
    run: `aws dynamodb query --table-name jobs --index-name by-stage --key-condition-expression 'stage = :s' --expression-attribute-values '{":s": {"S": "dev"}}'`,
    checks: [['dynamodb:Query', `${table}/index/by-stage`]],
    stdout: empty,
    refusals: { 'dynamodb:Query': refusal('Query') },
  },
  {
    row: 150,
    title: 'aws dynamodb scan --table-name <table>',
    run: 'aws dynamodb scan --table-name jobs',
    checks: [['dynamodb:Scan', table]],
    stdout: empty,
    refusals: { 'dynamodb:Scan': refusal('Scan') },
  },
  {
    row: 151,
    title: 'aws dynamodb describe-table --table-name <table>',
    run: 'aws dynamodb describe-table --table-name jobs',
    checks: [['dynamodb:DescribeTable', table]],
    stdout: { json: { Table: { TableName: 'jobs', TableStatus: 'ACTIVE', TableArn: table } } },
    refusals: { 'dynamodb:DescribeTable': refusal('DescribeTable') },
    faults: [
      {
        what: 'a table that a command deleted is gone',
        run: 'aws dynamodb delete-table --table-name jobs > /dev/null && aws dynamodb describe-table --table-name jobs',
        stderr:
          'An error occurred (ResourceNotFoundException) when calling the DescribeTable operation: Requested resource not found: Table: jobs not found',
        exit: 254,
      },
    ],
  },
  {
    row: 152,
    title: 'aws sns publish --topic-arn <topic> --message <text>',
    run: `aws sns publish --topic-arn ${at('sns', 'builds')} --message done`,
    checks: [['sns:Publish', at('sns', 'builds')]],
    stdout: { json: { MessageId: uuid } },
    refusals: {
      'sns:Publish': spelt('AuthorizationError', 'Publish', 'SNS:Publish', at('sns', 'builds')),
    },
  },
  {
    row: 153,
    title: 'aws sqs send-message --queue-url <url> --message-body <text>',
    run: `aws sqs send-message --queue-url ${url} --message-body hello`,
    checks: [['sqs:SendMessage', queue]],
    stdout: { json: { MD5OfMessageBody: '5d41402abc4b2a76b9719d911017c592', MessageId: uuid } },
    refusals: {
      'sqs:SendMessage': spelt('AccessDenied', 'SendMessage', 'sqs:sendmessage', queue),
    },
  },
  {
    row: 154,
    title: 'aws sqs receive-message --queue-url <url>',
    run: `aws sqs receive-message --queue-url ${url}`,
    checks: [['sqs:ReceiveMessage', queue]],
    stdout: '',
    refusals: {
      'sqs:ReceiveMessage': spelt('AccessDenied', 'ReceiveMessage', 'sqs:receivemessage', queue),
    },
  },
  {
    row: 155,
    title: 'aws events put-events --entries <json>',
    run: `aws events put-events --entries '[{"Source": "acme.web", "DetailType": "built", "Detail": "{}"}]'`,
    checks: [['events:PutEvents', at('events', 'event-bus/default')]],
    stdout: { json: { FailedEntryCount: 0, Entries: [{ EventId: uuid }] } },
    refusals: { 'events:PutEvents': refusal('PutEvents') },
  },
  {
    row: 156,
    title: 'aws logs create-log-group --log-group-name <logGroup>',
    run: `aws logs create-log-group --log-group-name ${group}`,
    checks: [['logs:CreateLogGroup', logGroup]],
    stdout: '',
    refusals: { 'logs:CreateLogGroup': refusal('CreateLogGroup') },
    faults: [
      {
        what: 'the group exists',
        run: `aws logs create-log-group --log-group-name ${group}`,
        resources: { logGroups },
        stderr:
          'An error occurred (ResourceAlreadyExistsException) when calling the CreateLogGroup operation: The specified log group already exists',
        exit: 254,
      },
    ],
  },
  {
    row: 157,
    title: 'aws logs put-log-events --log-group-name <logGroup> --log-stream-name <stream> …',
    run: `aws logs put-log-events --log-group-name ${group} --log-stream-name one --log-events timestamp=1795410975000,message=hello`,
    checks: [['logs:PutLogEvents', `${logGroup}:log-stream:one`]],
    stdout: { json: { nextSequenceToken: expect.stringMatching(/^\d{56}$/) } },
    refusals: { 'logs:PutLogEvents': refusal('PutLogEvents') },
    faults: [
      {
        what: 'the stream was not made before',
        run: `aws logs put-log-events --log-group-name ${group} --log-stream-name one --log-events timestamp=1795410975000,message=hello`,
        resources: { logGroups },
        stderr:
          'An error occurred (ResourceNotFoundException) when calling the PutLogEvents operation: The specified log stream does not exist.',
        exit: 254,
      },
    ],
  },
  {
    row: 158,
    title: 'aws logs describe-log-groups',
    run: 'aws logs describe-log-groups',
    resources: { logGroups },
    checks: [['logs:DescribeLogGroups', at('logs', 'log-group::log-stream:')]],
    stdout: { json: { logGroups: [{ logGroupName: group, arn: `${logGroup}:*` }] } },
    refusals: { 'logs:DescribeLogGroups': refusal('DescribeLogGroups') },
  },
  {
    row: 159,
    title: 'aws logs tail <logGroup>',
    run: `aws logs tail ${group}`,
    resources: { logGroups },
    checks: [['logs:FilterLogEvents', `${logGroup}:*`]],
    stdout: '',
    refusals: { 'logs:FilterLogEvents': refusal('FilterLogEvents') },
    faults: [
      {
        what: 'there is no such group',
        run: 'aws logs tail /nobody',
        stderr: noGroup('FilterLogEvents'),
        exit: 254,
      },
    ],
  },
  {
    row: 160,
    title: 'aws logs filter-log-events --log-group-name <logGroup>',
    run: `aws logs filter-log-events --log-group-name ${group}`,
    resources: { logGroups },
    checks: [['logs:FilterLogEvents', `${logGroup}:*`]],
    stdout: { json: { events: [], searchedLogStreams: [] } },
    refusals: { 'logs:FilterLogEvents': refusal('FilterLogEvents') },
    faults: [
      {
        what: 'there is no such group',
        run: 'aws logs filter-log-events --log-group-name /nobody',
        stderr: noGroup('FilterLogEvents'),
        exit: 254,
      },
    ],
  },
  {
    row: 161,
    title: 'aws cloudwatch put-metric-data --namespace <ns> …',
    run: 'aws cloudwatch put-metric-data --namespace Acme --metric-name Builds --value 1',
    checks: [['cloudwatch:PutMetricData', '*']],
    stdout: '',
    refusals: { 'cloudwatch:PutMetricData': { code: 'AccessDenied', operation: 'PutMetricData' } },
  },
];
