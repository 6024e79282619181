import { inBuildspec } from '../../../unit/engine/support.ts';
import { allowBuild, arnOf, buildPolicy, runInstead } from '../edits.ts';
import type { PermissionFault } from '../fault.ts';

const scenario = 'node-site-to-s3';
const caller = 'arn:aws:sts::111122223333:assumed-role/web-build-role/AWSCodeBuild-#';

export const storeFaults: readonly PermissionFault[] = [
  {
    number: 13,
    what: 'the buildspec reads a parameter that the role may not read',
    source: 'Posted build logs (reference: codebuild §4.5 F)',
    scenario,
    edit: (edited) => {
      edited.resources!.parameters = { '/web/token': { value: 's3cr3t', type: 'SecureString' } };
      inBuildspec(edited, 'env:\n', 'env:\n  parameter-store:\n    TOKEN: /web/token\n');
    },
    message: `Phase context status code: Decrypted Variables Error Message: AccessDeniedException: User: ${caller} is not authorized to perform: ssm:GetParameters on resource: ${arnOf('ssm', 'parameter/web/token')} because no identity-based policy allows the ssm:GetParameters action`,
    mend: { type: 'policy' },
  },
  {
    number: 14,
    what: 'the ARN of the secret in the policy lacks its suffix',
    source: 'AWS Secrets Manager User Guide, "What’s in a Secrets Manager secret?"',
    scenario,
    edit: (edited) => {
      edited.resources!.secrets = { 'prod/web': { value: '{"token":"s3cr3t"}' } };
      inBuildspec(edited, 'env:\n', 'env:\n  secrets-manager:\n    TOKEN: prod/web:token\n');
      allowBuild(
        edited,
        'Secret',
        'secretsmanager:GetSecretValue',
        arnOf('secretsmanager', 'secret:prod/web'),
      );
    },
    message:
      /Secrets Manager Error Message: AccessDeniedException: User: \S+ is not authorized to perform: secretsmanager:GetSecretValue on resource: (arn:aws:secretsmanager:us-east-1:111122223333:secret:)?prod\/web\S* because no identity-based policy allows/,
    mend: { type: 'policy' },
  },
  {
    number: 32,
    what: 'a policy that IAM would not save is not in force',
    source: 'IAM API Reference, "PutRolePolicy" (MalformedPolicyDocument)',
    scenario,
    edit: (edited) => {
      (buildPolicy(edited).Statement as object[]).push({
        Sid: 'Site2',
        Effect: 'Allow',
        Action: 's3:PutObject',
      });
    },
    message: 'Policy statement must contain resources.',
    mend: {
      type: 'other',
      edit: (edited) => {
        buildPolicy(edited).Statement.pop();
      },
    },
  },
  {
    number: 20,
    what: 'the stack makes roles, and nobody said that it may',
    source: 'CloudFormation API Reference, "CreateChangeSet" (Capabilities)',
    scenario,
    edit: (edited) => {
      edited.repository.files['stack.yml'] =
        'Resources:\n  Role:\n    Type: AWS::IAM::Role\n    Properties:\n      RoleName: site-role\n';
      allowBuild(edited, 'Stack', 'cloudformation:*', '*');
      runInstead(edited, 'aws cloudformation deploy --stack-name site --template-file stack.yml');
    },
    message:
      'An error occurred (InsufficientCapabilitiesException) when calling the CreateChangeSet operation: Requires capabilities : [CAPABILITY_NAMED_IAM]',
    mend: { type: 'honest', says: /CAPABILITY_NAMED_IAM/ },
  },
  {
    number: 33,
    what: 'an alias of a function has an ARN of its own',
    source: 'AWS Lambda Developer Guide, "Resources and conditions for Lambda actions"',
    scenario,
    edit: (edited) => {
      allowBuild(edited, 'Function', 'lambda:UpdateFunctionCode', arnOf('lambda', 'function:web'));
      runInstead(
        edited,
        `aws lambda update-function-code --function-name ${arnOf('lambda', 'function:web:live')} --s3-bucket acme-web-site --s3-key index.html`,
      );
    },
    message: `lambda:UpdateFunctionCode on resource: ${arnOf('lambda', 'function:web:live')} because no identity-based policy allows the lambda:UpdateFunctionCode action`,
    mend: { type: 'policy', next: /Succeeded|ResourceNotFound|InvalidParameter/ },
  },
  {
    number: 34,
    what: 'the ARN of a distribution has no Region',
    source: 'Actions, resources, and condition keys for Amazon CloudFront',
    scenario,
    edit: (edited) => {
      allowBuild(
        edited,
        'Cache',
        'cloudfront:CreateInvalidation',
        arnOf('cloudfront', 'distribution/E1EXAMPLE'),
      );
      runInstead(
        edited,
        'aws cloudfront create-invalidation --distribution-id E1EXAMPLE --paths "/*"',
      );
    },
    message: `An error occurred (AccessDenied) when calling the CreateInvalidation operation: User: ${caller} is not authorized to perform: cloudfront:CreateInvalidation on resource: arn:aws:cloudfront::111122223333:distribution/E1EXAMPLE because no identity-based policy allows the cloudfront:CreateInvalidation action`,
    mend: { type: 'policy' },
  },
];
