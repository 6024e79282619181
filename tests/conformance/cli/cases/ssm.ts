import { expect } from 'vitest';
import type { CommandCase } from '../case.ts';

const key = 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const arn = (name: string) => `arn:aws:ssm:us-east-1:111122223333:parameter/${name}`;
const instance = 'arn:aws:ec2:us-east-1:111122223333:instance/i-0abc';
const isoTime = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+00:00$/);
const uuid = expect.stringMatching(
  /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/,
);
const parameters = { '/web/url': { value: 'https://example.com' }, 'web-stage': { value: 'dev' } };
const secret = {
  '/web/token': {
    value: 'hush',
    type: 'SecureString',
    keyId: '1234abcd-12ab-34cd-56ef-1234567890ab',
  },
};
const keys = { '1234abcd-12ab-34cd-56ef-1234567890ab': {} };
const shown = (name: string, value: string, more = {}) => ({
  Name: name,
  Type: 'String',
  Value: value,
  Version: 1,
  LastModifiedDate: isoTime,
  ARN: arn(name.replace(/^\//, '')),
  DataType: 'text',
  ...more,
});
const refusal = (operation: string) => ({ code: 'AccessDeniedException', operation });

export const ssmCases: readonly CommandCase[] = [
  {
    row: 63,
    title: 'aws ssm get-parameter --name <name> --with-decryption',
    run: 'aws ssm get-parameter --name /web/token --with-decryption',
    resources: { parameters: secret, keys },
    checks: [
      ['ssm:GetParameter', arn('web/token')],
      ['kms:Decrypt', key],
    ],
    stdout: { json: { Parameter: shown('/web/token', 'hush', { Type: 'SecureString' }) } },
    refusals: {
      'ssm:GetParameter': refusal('GetParameter'),
      'kms:Decrypt': refusal('GetParameter'),
    },
    faults: [
      {
        what: 'there is no such parameter: the message is empty',
        run: 'aws ssm get-parameter --name /web/nothing',
        stderr:
          '\nAn error occurred (ParameterNotFound) when calling the GetParameter operation: \n',
        exit: 254,
      },
    ],
  },
  {
    row: 64,
    title: 'aws ssm get-parameters --names <name> <name>',
    run: 'aws ssm get-parameters --names /web/url web-stage nobody',
    resources: { parameters },
    checks: [
      ['ssm:GetParameters', arn('web/url')],
      ['ssm:GetParameters', arn('web-stage')],
      ['ssm:GetParameters', arn('nobody')],
    ],
    stdout: {
      json: {
        Parameters: [shown('/web/url', 'https://example.com'), shown('web-stage', 'dev')],
        InvalidParameters: ['nobody'],
      },
    },
    refusals: { 'ssm:GetParameters': refusal('GetParameters') },
  },
  {
    row: 65,
    title: 'aws ssm get-parameters-by-path --path <path> --recursive',
    run: 'aws ssm get-parameters-by-path --path /web --recursive',
    resources: { parameters },
    checks: [['ssm:GetParametersByPath', arn('web')]],
    stdout: { json: { Parameters: [shown('/web/url', 'https://example.com')] } },
    refusals: { 'ssm:GetParametersByPath': refusal('GetParametersByPath') },
  },
  {
    row: 66,
    title: 'aws ssm put-parameter --name <name> --value <value> --type String --overwrite',
    run: 'aws ssm put-parameter --name /web/url --value https://example.org --type String --overwrite',
    resources: { parameters },
    checks: [['ssm:PutParameter', arn('web/url')]],
    stdout: { json: { Version: 2, Tier: 'Standard' } },
    refusals: { 'ssm:PutParameter': refusal('PutParameter') },
    faults: [
      {
        what: 'the parameter is there, and nothing says that it may be overwritten',
        run: 'aws ssm put-parameter --name /web/url --value x --type String',
        stderr:
          'An error occurred (ParameterAlreadyExists) when calling the PutParameter operation: The parameter already exists. To overwrite this value, set the overwrite option in the request to true.',
        exit: 254,
      },
    ],
  },
  {
    row: 67,
    title: 'aws ssm delete-parameter --name <name>',
    run: 'aws ssm delete-parameter --name /web/url',
    resources: { parameters },
    checks: [['ssm:DeleteParameter', arn('web/url')]],
    stdout: '',
    refusals: { 'ssm:DeleteParameter': refusal('DeleteParameter') },
    faults: [
      {
        what: 'what was deleted is gone',
        run: 'aws ssm delete-parameter --name /web/url && aws ssm get-parameter --name /web/url',
        stderr: '(ParameterNotFound) when calling the GetParameter operation: ',
        exit: 254,
      },
    ],
  },
  {
    row: 68,
    title: 'aws ssm describe-parameters',
    run: 'aws ssm describe-parameters',
    resources: { parameters },
    checks: [['ssm:DescribeParameters', '*']],
    stdout: {
      json: {
        Parameters: [
          {
            Name: '/web/url',
            ARN: arn('web/url'),
            Type: 'String',
            LastModifiedDate: isoTime,
            Version: 1,
            Policies: [],
            Tier: 'Standard',
            DataType: 'text',
          },
          { Name: 'web-stage' },
        ],
      },
    },
    refusals: { 'ssm:DescribeParameters': refusal('DescribeParameters') },
  },
  {
    row: 69,
    title: 'aws ssm send-command --document-name AWS-RunShellScript --instance-ids <id> …',
    run: 'aws ssm send-command --document-name AWS-RunShellScript --instance-ids i-0abc --parameters commands=uptime',
    checks: [
      ['ssm:SendCommand', 'arn:aws:ssm:us-east-1::document/AWS-RunShellScript'],
      ['ssm:SendCommand', instance],
    ],
    stdout: {
      json: {
        Command: {
          CommandId: uuid,
          DocumentName: 'AWS-RunShellScript',
          Status: 'Pending',
          StatusDetails: 'Pending',
          InstanceIds: ['i-0abc'],
          TargetCount: 1,
          CompletedCount: 0,
          ErrorCount: 0,
        },
      },
    },
    refusals: { 'ssm:SendCommand': refusal('SendCommand') },
  },
  {
    row: 70,
    title: 'aws ssm get-command-invocation --command-id <id> --instance-id <id>',
    run: 'aws ssm get-command-invocation --command-id 0d2d6c1e-9b7c-4c5e-8c57-1f0e2d3c4b5a --instance-id i-0abc',
    checks: [['ssm:GetCommandInvocation', '*']],
    stdout: {
      json: {
        CommandId: '0d2d6c1e-9b7c-4c5e-8c57-1f0e2d3c4b5a',
        InstanceId: 'i-0abc',
        DocumentName: 'AWS-RunShellScript',
        ResponseCode: 0,
        Status: 'Success',
        StatusDetails: 'Success',
        StandardErrorContent: '',
      },
    },
    refusals: { 'ssm:GetCommandInvocation': refusal('GetCommandInvocation') },
  },
  {
    row: 71,
    title: 'aws ssm start-session --target <id>',
    run: 'aws ssm start-session --target i-0abc',
    checks: [['ssm:StartSession', instance]],
    exit: 255,
    stderr: 'SessionManagerPlugin is not found.',
    stdout: '',
    refusals: { 'ssm:StartSession': refusal('StartSession') },
  },
];
