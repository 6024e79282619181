import { expect } from 'vitest';
import type { CommandCase } from '../case.ts';

const region = 'us-east-1';
const account = '111122223333';
const stackArn = (name: string) => `arn:aws:cloudformation:${region}:${account}:stack/${name}/*`;
const cdkRole = (name: string) =>
  `arn:aws:iam::${account}:role/cdk-hnb659fds-${name}-${account}-${region}`;
const version = `arn:aws:ssm:${region}:${account}:parameter/cdk-bootstrap/hnb659fds/version`;
const serverlessTransform = `arn:aws:cloudformation:${region}:aws:transform/Serverless-2016-10-31`;
const samObject = /^arn:aws:s3:::box\/[0-9a-f]{32}\.template$/;
const failed = (operation: string, what = 'create changeset for') => ({
  stderr: new RegExp(
    `Error: Failed to ${what} the stack: app, An error occurred \\(AccessDenied\\) when calling the ${operation} operation: User: `,
  ),
  exit: 1,
});
const slsFailed = (action: string) => ({
  stderr: new RegExp(
    `✖ Stack app-prod failed to deploy\\n\\nError:\\nUser: \\S+ is not authorized to perform: ${action} `,
  ),
  exit: 1,
});

export const deployCases: readonly CommandCase[] = [
  {
    row: 93,
    title: 'sam deploy',
    run: 'sam deploy --stack-name app --s3-bucket box --capabilities CAPABILITY_IAM CAPABILITY_AUTO_EXPAND | tail -1',
    files: {
      'template.yaml':
        'Transform: AWS::Serverless-2016-10-31\nResources:\n  Api:\n    Type: AWS::Serverless::Function\n',
    },
    resources: { buckets: { box: {} } },
    checks: [
      ['s3:PutObject', expect.stringMatching(samObject)],
      ['cloudformation:DescribeStacks', stackArn('app')],
      ['cloudformation:CreateChangeSet', stackArn('app')],
      ['cloudformation:CreateChangeSet', serverlessTransform],
      ['cloudformation:DescribeChangeSet', stackArn('app')],
      ['cloudformation:ExecuteChangeSet', stackArn('app')],
      ['cloudformation:DescribeStackEvents', stackArn('app')],
      ['cloudformation:GetTemplateSummary', stackArn('app')],
    ],
    stdout: 'Successfully created/updated stack - app in us-east-1\n',
    refusals: {
      's3:PutObject': {
        stderr:
          /^Error: An error occurred \(AccessDenied\) when calling the PutObject operation: User: /,
        exit: 0,
      },
      'cloudformation:DescribeStacks': { ...failed('DescribeStacks'), exit: 0 },
      'cloudformation:CreateChangeSet': { ...failed('CreateChangeSet'), exit: 0 },
      'cloudformation:DescribeChangeSet': { ...failed('DescribeChangeSet'), exit: 0 },
      'cloudformation:ExecuteChangeSet': {
        ...failed('ExecuteChangeSet', 'create/update'),
        exit: 0,
      },
      'cloudformation:DescribeStackEvents': {
        ...failed('DescribeStackEvents', 'create/update'),
        exit: 0,
      },
      'cloudformation:GetTemplateSummary': {
        ...failed('GetTemplateSummary', 'create/update'),
        exit: 0,
      },
    },
    faults: [
      {
        what: 'without the pipe its own exit code is seen',
        run: 'sam deploy --stack-name app --s3-bucket box',
        without: ['cloudformation:CreateChangeSet'],
        ...failed('CreateChangeSet'),
      },
      {
        what: 'code that the template names must be there',
        run: 'sam deploy --stack-name app --s3-bucket box',
        files: {
          'template.yaml':
            'Resources:\n  Api:\n    Type: AWS::Serverless::Function\n    Properties:\n      CodeUri: src/\n',
        },
        stderr:
          'Unable to upload artifact src/ referenced by CodeUri parameter of Api resource.\nParameter CodeUri of resource Api refers to a file or folder that does not exist /codebuild/src/src',
        exit: 1,
      },
      {
        what: 'a bucket that is not there',
        run: 'sam deploy --stack-name app --s3-bucket none',
        stderr: 'An error occurred (NoSuchBucket) when calling the PutObject operation',
        exit: 1,
      },
      {
        what: 'no bucket named',
        run: 'sam deploy --stack-name app',
        stderr: 'Error: S3 Bucket not specified, use --s3-bucket to specify a bucket name',
        exit: 1,
      },
    ],
  },
  {
    row: 94,
    title: 'cdk deploy',
    run: 'npm install -g aws-cdk > /dev/null && cdk deploy Web',
    resources: { parameters: { '/cdk-bootstrap/hnb659fds/version': { value: '21' } } },
    roles: {
      [`cdk-hnb659fds-deploy-role-${account}-${region}`]: {
        trustPolicy: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { AWS: `arn:aws:iam::${account}:root` },
              Action: 'sts:AssumeRole',
            },
          ],
        },
        policies: {
          Deploy: {
            Version: '2012-10-17',
            Statement: [{ Effect: 'Allow', Action: 'ssm:GetParameter', Resource: version }],
          },
        },
      },
    },
    checks: [
      ['sts:AssumeRole', cdkRole('deploy-role')],
      ['ssm:GetParameter', version],
    ],
    stdout:
      /^\n ✅ {2}Web\n\n✨ {2}Deployment time: \d+\.\ds\n\nStack ARN:\narn:aws:cloudformation:us-east-1:111122223333:stack\/Web\/[0-9a-f-]{36}\n$/,
    refusals: {
      // It goes on with its own credentials, which may do everything else.
      'sts:AssumeRole': {
        stderr: `current credentials could not be used to assume '${cdkRole('deploy-role')}', but are for the right account. Proceeding anyway.`,
        exit: 0,
      },
      // The deploy role's own policy decides.
      'ssm:GetParameter': {
        roles: {},
        without: ['ssm:GetParameter', 'sts:AssumeRole'],
        stderr:
          /❌ {2}Web failed: AccessDeniedException: User: arn:aws:sts::111122223333:assumed-role\/worker\/AWSCodeBuild-1 is not authorized to perform: ssm:GetParameter/,
        exit: 1,
      },
    },
    faults: [
      {
        what: 'the images do not have it',
        run: 'cdk deploy Web',
        stderr: 'cdk',
        exit: 127,
      },
      {
        what: 'assets are published with a role of their own',
        run: 'npx cdk deploy --app cdk.out',
        files: {
          'cdk.out/manifest.json':
            '{"artifacts":{"Web":{"type":"aws:cloudformation:stack"},"Web.assets":{"type":"cdk:asset-manifest"}}}',
          'cdk.out/Web.assets.json': '{"files":{"a":{}},"dockerImages":{}}',
        },
        stderr: `current credentials could not be used to assume '${cdkRole('file-publishing-role')}'`,
        exit: 0,
      },
    ],
  },
  {
    row: 95,
    title: 'serverless deploy',
    run: 'npx serverless deploy --stage prod',
    files: { 'serverless.yml': 'service: app\nprovider:\n  name: aws\n  deploymentBucket: box\n' },
    resources: { buckets: { box: {} } },
    checks: [
      ['cloudformation:DescribeStacks', stackArn('app-prod')],
      ['cloudformation:CreateChangeSet', stackArn('app-prod')],
      ['cloudformation:DescribeStackResource', stackArn('app-prod')],
      [
        's3:PutObject',
        expect.stringMatching(
          /^arn:aws:s3:::box\/serverless\/app-prod\/\d+-[\dTZ:.-]+\/compiled-cloudformation-template\.json$/,
        ),
      ],
    ],
    stdout: '\n✔ Service deployed to stack app-prod\n',
    refusals: {
      'cloudformation:DescribeStacks': slsFailed('cloudformation:DescribeStacks'),
      'cloudformation:CreateChangeSet': slsFailed('cloudformation:CreateChangeSet'),
      'cloudformation:DescribeStackResource': slsFailed('cloudformation:DescribeStackResource'),
      's3:PutObject': slsFailed('s3:PutObject'),
    },
  },
  {
    row: 96,
    title: 'terraform init (S3 backend)',
    run: 'terraform init > /dev/null && terraform apply -auto-approve',
    files: {
      'main.tf':
        'terraform {\n  backend "s3" {\n    bucket = "box"\n    key    = "web/terraform.tfstate"\n    region = "us-east-1"\n  }\n}\n',
    },
    resources: { buckets: { box: { objects: { 'web/terraform.tfstate': '{}' } } } },
    checks: [
      ['s3:ListBucket', 'arn:aws:s3:::box'],
      ['s3:GetObject', 'arn:aws:s3:::box/web/terraform.tfstate'],
      ['s3:PutObject', 'arn:aws:s3:::box/web/terraform.tfstate'],
    ],
    stdout: '\nApply complete! Resources: 0 added, 0 changed, 0 destroyed.\n',
    refusals: {
      's3:ListBucket': {
        stderr:
          /│ Error: Failed to get existing workspaces: Unable to list objects in S3 bucket "box"[\s\S]*api error AccessDenied: User: \S+ is not authorized to perform: s3:ListBucket/,
        exit: 1,
      },
      's3:GetObject': {
        stderr: /│ Error: Error refreshing state[\s\S]*api error AccessDenied/,
        exit: 1,
      },
      's3:PutObject': {
        stderr: /│ Error: Failed to save state[\s\S]*api error AccessDenied/,
        exit: 1,
      },
    },
    faults: [
      {
        what: 'a lock beside the state must be written',
        run: "terraform init -backend-config=use_lockfile=true > /dev/null && sed -i 's/region.*/use_lockfile = true/' main.tf && terraform apply -auto-approve",
        without: ['s3:PutObject'],
        stderr:
          /│ Error: Error acquiring the state lock[\s\S]*on resource: "?arn:aws:s3:::box\/web\/terraform\.tfstate\.tflock/,
        exit: 1,
      },
      {
        what: 'apply before init',
        run: 'terraform apply -auto-approve',
        stderr: 'Backend initialization required, please run "terraform init"',
        exit: 1,
      },
    ],
  },
];
