import { expect } from 'vitest';
import type { CommandCase } from '../case.ts';

const arn = 'arn:aws:lambda:us-east-1:111122223333:function:web';
const facts = {
  FunctionName: 'web',
  FunctionArn: arn,
  Runtime: expect.any(String),
  LastModified: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$/),
  CodeSha256: expect.stringMatching(/^[A-Za-z0-9+/]{43}=$/),
  RevisionId: expect.stringMatching(/^[0-9a-f-]{36}$/),
  State: 'Active',
};
const resources = { functions: { web: {} } };
const files = { 'code.zip': 'zip' };
const refusal = (operation: string) => ({ code: 'AccessDeniedException', operation });
const role = 'arn:aws:iam::111122223333:role/web-role';
const alias = {
  AliasArn: `${arn}:live`,
  Name: 'live',
  FunctionVersion: '2',
  Description: '',
  RevisionId: facts.RevisionId,
};

/** A command about the function with one action, named as its operation unless it says otherwise. */
const plain = (
  row: number,
  title: string,
  run: string,
  operation: string,
  json: unknown,
  more: Partial<CommandCase> = {},
): CommandCase => ({
  row,
  title,
  run,
  files,
  resources,
  checks: [[`lambda:${operation}`, arn]],
  stdout: { json },
  refusals: { [`lambda:${operation}`]: refusal(operation) },
  ...more,
});

export const lambdaCases: readonly CommandCase[] = [
  plain(
    97,
    'aws lambda update-function-code --function-name <function> --zip-file fileb://<zip>',
    'aws lambda update-function-code --function-name web --zip-file fileb://code.zip',
    'UpdateFunctionCode',
    { ...facts, CodeSize: 3, Version: '$LATEST', LastUpdateStatus: 'InProgress' },
    {
      faults: [
        {
          what: 'a second update comes too soon',
          run: 'aws lambda update-function-code --function-name web --zip-file fileb://code.zip > /dev/null && aws lambda update-function-configuration --function-name web --timeout 9',
          stderr: `An error occurred (ResourceConflictException) when calling the UpdateFunctionConfiguration operation: The operation cannot be performed at this time. An update is in progress for resource: ${arn}`,
          exit: 254,
        },
        {
          what: 'code in a bucket is read with the caller’s permissions',
          run: 'aws lambda update-function-code --function-name web --s3-bucket box --s3-key code.zip',
          without: ['s3:GetObject'],
          stderr: 's3:GetObject',
          exit: 254,
        },
        {
          what: 'the zip must be given as bytes',
          run: 'aws lambda update-function-code --function-name web --zip-file code.zip',
          stderr: '--zip-file must be a zip file with the fileb:// prefix.',
          exit: 252,
        },
        {
          what: 'no such function',
          run: 'aws lambda update-function-code --function-name none --zip-file fileb://code.zip',
          stderr:
            'An error occurred (ResourceNotFoundException) when calling the UpdateFunctionCode operation: Function not found: arn:aws:lambda:us-east-1:111122223333:function:none',
          exit: 254,
        },
      ],
    },
  ),
  plain(
    98,
    'aws lambda update-function-configuration --function-name <function> …',
    `aws lambda update-function-configuration --function-name web --role ${role} --timeout 30`,
    'UpdateFunctionConfiguration',
    { ...facts, Timeout: 30, Role: role },
    {
      checks: [
        ['lambda:UpdateFunctionConfiguration', arn],
        ['iam:PassRole', role],
      ],
      refusals: {
        'lambda:UpdateFunctionConfiguration': refusal('UpdateFunctionConfiguration'),
        'iam:PassRole': refusal('UpdateFunctionConfiguration'),
      },
    },
  ),
  plain(
    99,
    'aws lambda create-function --function-name <function> --role <role> …',
    `aws lambda create-function --function-name web --role ${role} --runtime nodejs20.x --handler index.handler --zip-file fileb://code.zip`,
    'CreateFunction',
    { ...facts, State: 'Pending', Runtime: 'nodejs20.x', Handler: 'index.handler' },
    {
      resources: { functions: {} },
      checks: [
        ['lambda:CreateFunction', arn],
        ['iam:PassRole', role],
      ],
      refusals: {
        'lambda:CreateFunction': refusal('CreateFunction'),
        'iam:PassRole': refusal('CreateFunction'),
      },
      faults: [
        {
          what: 'there is one already',
          run: `aws lambda create-function --function-name web --role ${role} --runtime nodejs20.x --handler index.handler --zip-file fileb://code.zip`,
          resources,
          stderr: 'ResourceConflictException',
          exit: 254,
        },
        {
          what: 'a role that does not trust Lambda',
          run: `aws lambda create-function --function-name web --role ${role} --runtime nodejs20.x --handler index.handler --zip-file fileb://code.zip`,
          roles: {
            'web-role': { trustPolicy: { Version: '2012-10-17', Statement: [] }, policies: {} },
          },
          stderr:
            'An error occurred (InvalidParameterValueException) when calling the CreateFunction operation: The role defined for the function cannot be assumed by Lambda.',
          exit: 254,
        },
      ],
    },
  ),
  plain(
    100,
    'aws lambda publish-version --function-name <function>',
    'aws lambda publish-version --function-name web',
    'PublishVersion',
    { ...facts, FunctionArn: `${arn}:1`, Version: '1' },
  ),
  plain(
    101,
    'aws lambda update-alias --function-name <function> --name <alias> --function-version <n>',
    'aws lambda update-alias --function-name web --name live --function-version 2',
    'UpdateAlias',
    alias,
  ),
  plain(
    102,
    'aws lambda create-alias --function-name <function> --name <alias> --function-version <n>',
    'aws lambda create-alias --function-name web --name live --function-version 2',
    'CreateAlias',
    alias,
  ),
  plain(
    103,
    'aws lambda get-alias --function-name <function> --name <alias>',
    'aws lambda get-alias --function-name web --name live',
    'GetAlias',
    { ...alias, FunctionVersion: '1' },
  ),
  plain(
    104,
    'aws lambda get-function --function-name <function>',
    'aws lambda get-function --function-name web',
    'GetFunction',
    {
      Configuration: facts,
      Code: { RepositoryType: 'S3', Location: expect.stringMatching(/^https:\/\//) },
      Tags: {},
    },
  ),
  plain(
    105,
    'aws lambda list-versions-by-function --function-name <function>',
    'aws lambda list-versions-by-function --function-name web',
    'ListVersionsByFunction',
    { Versions: [{ ...facts, Version: '$LATEST' }] },
  ),
  plain(
    106,
    'aws lambda list-functions',
    'aws lambda list-functions',
    'ListFunctions',
    { Functions: [facts] },
    { checks: [['lambda:ListFunctions', '*']] },
  ),
  {
    row: 107,
    title: 'aws lambda wait function-updated --function-name <function>',
    run: 'aws lambda wait function-updated --function-name web',
    resources,
    checks: [['lambda:GetFunctionConfiguration', arn]],
    stdout: '',
    refusals: {
      'lambda:GetFunctionConfiguration': {
        stderr:
          /Waiter FunctionUpdated failed: An error occurred \(AccessDeniedException\): User: \S+ is not authorized to perform: lambda:GetFunctionConfiguration/,
        exit: 255,
      },
    },
  },
  plain(
    108,
    'aws lambda invoke --function-name <function> <outfile>',
    'aws lambda invoke --function-name web out.json && test -f out.json',
    'InvokeFunction',
    { StatusCode: 200, ExecutedVersion: '$LATEST' },
    { refusals: { 'lambda:InvokeFunction': refusal('Invoke') } },
  ),
  plain(
    109,
    'aws lambda add-permission --function-name <function> …',
    'aws lambda add-permission --function-name web --statement-id s3 --action lambda:InvokeFunction --principal s3.amazonaws.com',
    'AddPermission',
    { Statement: expect.stringContaining('"Principal":{"Service":"s3.amazonaws.com"}') },
  ),
  plain(
    110,
    'aws lambda publish-layer-version --layer-name <layer> --zip-file fileb://<zip>',
    'aws lambda publish-layer-version --layer-name libs --zip-file fileb://code.zip',
    'PublishLayerVersion',
    {
      Content: { Location: expect.any(String), CodeSha256: facts.CodeSha256, CodeSize: 3 },
      LayerArn: 'arn:aws:lambda:us-east-1:111122223333:layer:libs',
      LayerVersionArn: 'arn:aws:lambda:us-east-1:111122223333:layer:libs:1',
      Version: 1,
    },
    {
      checks: [['lambda:PublishLayerVersion', 'arn:aws:lambda:us-east-1:111122223333:layer:libs']],
    },
  ),
];
