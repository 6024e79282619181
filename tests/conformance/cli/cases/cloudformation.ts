import { expect } from 'vitest';
import type { CommandCase } from '../case.ts';

const stack = 'arn:aws:cloudformation:us-east-1:111122223333:stack/site/*';
const stackId = expect.stringMatching(
  /^arn:aws:cloudformation:us-east-1:111122223333:stack\/site\/[0-9a-f-]{36}$/,
);
const template = 'Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n';
const roleTemplate = 'Resources:\n  Role:\n    Type: AWS::IAM::Role\n';
const files = { 'stack.yml': template, 'role.yml': roleTemplate };
const resources = { stacks: { site: { template } } };
const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+00:00$/);
const refusal = (operation: string) => ({ code: 'AccessDenied', operation });
const missing = (operation: string) =>
  `An error occurred (ValidationError) when calling the ${operation} operation: Stack with id none does not exist`;

export const cloudformationCases: readonly CommandCase[] = [
  {
    row: 81,
    title: 'aws cloudformation deploy --stack-name <stack> --template-file <file>',
    run: 'aws cloudformation deploy --stack-name site --template-file stack.yml',
    files,
    checks: [
      ['cloudformation:DescribeStacks', stack],
      ['cloudformation:CreateChangeSet', stack],
      ['cloudformation:DescribeChangeSet', stack],
      ['cloudformation:ExecuteChangeSet', stack],
      ['cloudformation:DescribeStacks', stack],
    ],
    stdout:
      '\nWaiting for changeset to be created..\nWaiting for stack create/update to complete\nSuccessfully created/updated stack - site\n',
    refusals: {
      'cloudformation:DescribeStacks': refusal('DescribeStacks'),
      'cloudformation:CreateChangeSet': refusal('CreateChangeSet'),
      'cloudformation:DescribeChangeSet': refusal('DescribeChangeSet'),
      'cloudformation:ExecuteChangeSet': refusal('ExecuteChangeSet'),
    },
    faults: [
      {
        what: 'a role in the template must be acknowledged',
        run: 'aws cloudformation deploy --stack-name site --template-file role.yml',
        stderr:
          'An error occurred (InsufficientCapabilitiesException) when calling the CreateChangeSet operation: Requires capabilities : [CAPABILITY_IAM]',
        exit: 254,
      },
      {
        what: 'a template that is not there',
        run: 'aws cloudformation deploy --stack-name site --template-file none.yml',
        stderr: 'Invalid template path none.yml',
        exit: 255,
      },
      {
        what: 'nothing to do the second time is no failure',
        run: 'aws cloudformation deploy --stack-name site --template-file stack.yml && aws cloudformation deploy --stack-name site --template-file stack.yml | tail -1 >&2',
        stderr: 'No changes to deploy. Stack site is up to date',
        exit: 0,
      },
      {
        what: 'the role for CloudFormation must be passed',
        run: 'aws cloudformation deploy --stack-name site --template-file stack.yml --role-arn arn:aws:iam::111122223333:role/cfn',
        without: ['iam:PassRole'],
        stderr:
          'is not authorized to perform: iam:PassRole on resource: arn:aws:iam::111122223333:role/cfn',
        exit: 254,
      },
    ],
  },
  {
    row: 82,
    title:
      'aws cloudformation package --template-file <file> --s3-bucket <bucket> --output-template-file <out>',
    run: 'aws cloudformation package --template-file app.yml --s3-bucket box --output-template-file out.yml && grep -c "CodeUri: s3://box/" out.yml',
    files: {
      'app.yml':
        'Resources:\n  Api:\n    Type: AWS::Serverless::Function\n    Properties:\n      CodeUri: src\n',
      'src/app.py': 'print(1)\n',
    },
    resources: { buckets: { box: {} } },
    checks: [
      ['s3:GetObject', expect.stringMatching(/^arn:aws:s3:::box\/[0-9a-f]{32}$/)],
      ['s3:ListBucket', 'arn:aws:s3:::box'],
      ['s3:PutObject', expect.stringMatching(/^arn:aws:s3:::box\/[0-9a-f]{32}$/)],
    ],
    stdout:
      '\nSuccessfully packaged artifacts and wrote output template to file out.yml.\nExecute the following command to deploy the packaged template\naws cloudformation deploy --template-file /codebuild/src/out.yml --stack-name <YOUR STACK NAME>\n1\n',
    refusals: {
      // Who may not look uploads all the same.
      's3:GetObject': { stderr: 'Uploading to', exit: 0 },
      's3:ListBucket': { stderr: 'Uploading to', exit: 0 },
      's3:PutObject': {
        stderr:
          /Unable to upload artifact src referenced by CodeUri parameter of Api resource\.\nAn error occurred \(AccessDenied\) when calling the PutObject operation: User: \S+ is not authorized to perform: s3:PutObject/,
        exit: 255,
      },
    },
  },
  {
    row: 83,
    title: 'aws cloudformation create-stack --stack-name <stack> --template-body file://<file>',
    run: 'aws cloudformation create-stack --stack-name site --template-body file://stack.yml',
    files,
    checks: [['cloudformation:CreateStack', stack]],
    stdout: { json: { StackId: stackId } },
    refusals: { 'cloudformation:CreateStack': refusal('CreateStack') },
    faults: [
      {
        what: 'a template without resources',
        run: 'aws cloudformation create-stack --stack-name site --template-body "{}"',
        stderr:
          'An error occurred (ValidationError) when calling the CreateStack operation: Template format error: At least one Resources member must be defined.',
        exit: 254,
      },
    ],
  },
  {
    row: 84,
    title: 'aws cloudformation update-stack --stack-name <stack> --template-body file://<file>',
    run: 'aws cloudformation update-stack --stack-name site --template-body file://role.yml --capabilities CAPABILITY_IAM',
    files,
    resources,
    checks: [['cloudformation:UpdateStack', stack]],
    stdout: { json: { StackId: stackId } },
    refusals: { 'cloudformation:UpdateStack': refusal('UpdateStack') },
    faults: [
      {
        what: 'nothing has changed',
        run: 'aws cloudformation update-stack --stack-name site --template-body file://stack.yml',
        stderr:
          'An error occurred (ValidationError) when calling the UpdateStack operation: No updates are to be performed.',
        exit: 254,
      },
    ],
  },
  {
    row: 85,
    title: 'aws cloudformation delete-stack --stack-name <stack>',
    run: 'aws cloudformation delete-stack --stack-name site',
    resources,
    checks: [['cloudformation:DeleteStack', stack]],
    stdout: '',
    refusals: { 'cloudformation:DeleteStack': refusal('DeleteStack') },
  },
  {
    row: 86,
    title: 'aws cloudformation describe-stacks --stack-name <stack>',
    run: 'aws cloudformation describe-stacks --stack-name site',
    resources,
    checks: [['cloudformation:DescribeStacks', stack]],
    stdout: {
      json: {
        Stacks: [
          {
            StackId: stackId,
            StackName: 'site',
            CreationTime: time,
            StackStatus: 'CREATE_COMPLETE',
            EnableTerminationProtection: false,
            DriftInformation: { StackDriftStatus: 'NOT_CHECKED' },
          },
        ],
      },
    },
    refusals: { 'cloudformation:DescribeStacks': refusal('DescribeStacks') },
    faults: [
      {
        what: 'no such stack',
        run: 'aws cloudformation describe-stacks --stack-name none',
        stderr: missing('DescribeStacks'),
        exit: 254,
      },
    ],
  },
  {
    row: 87,
    title: 'aws cloudformation describe-stack-events --stack-name <stack>',
    run: 'aws cloudformation describe-stack-events --stack-name site',
    resources,
    checks: [['cloudformation:DescribeStackEvents', stack]],
    stdout: {
      json: {
        StackEvents: [
          { StackName: 'site', ResourceType: 'AWS::CloudFormation::Stack', Timestamp: time },
          { LogicalResourceId: 'Topic', ResourceType: 'AWS::SNS::Topic' },
        ],
      },
    },
    refusals: { 'cloudformation:DescribeStackEvents': refusal('DescribeStackEvents') },
  },
  {
    row: 88,
    title: 'aws cloudformation list-stack-resources --stack-name <stack>',
    run: 'aws cloudformation list-stack-resources --stack-name site',
    resources,
    checks: [['cloudformation:ListStackResources', stack]],
    stdout: {
      json: {
        StackResourceSummaries: [
          {
            LogicalResourceId: 'Topic',
            ResourceType: 'AWS::SNS::Topic',
            LastUpdatedTimestamp: time,
            ResourceStatus: 'CREATE_COMPLETE',
          },
        ],
      },
    },
    refusals: { 'cloudformation:ListStackResources': refusal('ListStackResources') },
  },
  {
    row: 89,
    title: 'aws cloudformation validate-template --template-body file://<file>',
    run: 'aws cloudformation validate-template --template-body file://role.yml',
    files,
    checks: [['cloudformation:ValidateTemplate', '*']],
    stdout: {
      json: {
        Parameters: [],
        Capabilities: ['CAPABILITY_IAM'],
        CapabilitiesReason: 'The following resource(s) require capabilities: [AWS::IAM::Role]',
      },
    },
    refusals: { 'cloudformation:ValidateTemplate': refusal('ValidateTemplate') },
    faults: [
      {
        what: 'a resource without a type',
        run: 'aws cloudformation validate-template --template-body "{\\"Resources\\":{\\"A\\":{}}}"',
        stderr:
          'Template format error: [/Resources/A] Every Resources object must contain a Type member.',
        exit: 254,
      },
    ],
  },
  {
    row: 90,
    title: 'aws cloudformation wait stack-create-complete --stack-name <stack>',
    run: 'aws cloudformation wait stack-create-complete --stack-name site',
    resources,
    checks: [['cloudformation:DescribeStacks', stack]],
    stdout: '',
    refusals: {
      'cloudformation:DescribeStacks': {
        stderr:
          /Waiter StackCreateComplete failed: An error occurred \(AccessDenied\): User: \S+ is not authorized to perform: cloudformation:DescribeStacks/,
        exit: 255,
      },
    },
  },
  {
    row: 91,
    title: 'aws cloudformation get-template --stack-name <stack>',
    run: 'aws cloudformation get-template --stack-name site',
    resources,
    checks: [['cloudformation:GetTemplate', stack]],
    stdout: { json: { TemplateBody: template, StagesAvailable: ['Original', 'Processed'] } },
    refusals: { 'cloudformation:GetTemplate': refusal('GetTemplate') },
  },
  {
    row: 92,
    title:
      'aws cloudformation update-termination-protection --stack-name <stack> --enable-termination-protection',
    run: 'aws cloudformation update-termination-protection --stack-name site --enable-termination-protection',
    resources,
    checks: [['cloudformation:UpdateTerminationProtection', stack]],
    stdout: { json: { StackId: stackId } },
    refusals: {
      'cloudformation:UpdateTerminationProtection': refusal('UpdateTerminationProtection'),
    },
  },
];
