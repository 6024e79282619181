import { expect } from 'vitest';
import { buildRole, withoutAction } from '../../../unit/engine/support.ts';
import { account, allowBuild, document } from '../../iam/edits.ts';
import { buildspec, spec } from '../edits.ts';
import type { BuildFault } from '../fault.ts';

const scenario = 'node-site-to-s3';
const download = { scenario, phase: 'DOWNLOAD_SOURCE' } as const;
const guide = 'CodeBuild User Guide, "Troubleshooting AWS CodeBuild"';
const logs = (years: string) => `Posted build logs ${years}`;
const env = (lines: string) => spec({ build: ['ls'] }, `env:\n${lines}\n`);

/** What the service role may not do before the first command runs. */
export const permissionFaults: readonly BuildFault[] = [
  {
    scenario,
    number: 4,
    what: 'the trust policy does not name CodeBuild: there is no build',
    source: guide,
    edit: (edited) => {
      buildRole(edited).trust.Statement[0]!.Principal = { Service: 'ec2.amazonaws.com' };
    },
    message:
      'Error calling startBuild: CodeBuild is not authorized to perform: sts:AssumeRole on service role.',
    phase: null,
  },
  {
    scenario,
    number: 5,
    what: 'no logs:CreateLogStream: no log at all',
    source: logs('2017–2026'),
    edit: (edited) => withoutAction(edited, 'logs:CreateLogStream'),
    message:
      'Service role arn:aws:iam::111122223333:role/web-build-role does not allow AWS CodeBuild to create Amazon CloudWatch Logs log streams for build arn:aws:codebuild:us-east-1:111122223333:build/web-build:#. Error message: User: arn:aws:sts::111122223333:assumed-role/web-build-role/AWSCodeBuild-# is not authorized to perform: logs:CreateLogStream on resource: arn:aws:logs:us-east-1:111122223333:log-group:/aws/codebuild/web-build:log-stream:# because no identity-based policy allows the logs:CreateLogStream action',
    phase: 'QUEUED',
    statusCode: 'ACCESS_DENIED',
  },
  {
    ...download,
    number: 17,
    what: 'the role may read one parameter, but not in the plural',
    source: logs('2021–2025'),
    edit(edited) {
      buildspec(edited, env('  parameter-store:\n    USERNAME: /shop/docker/username'));
      edited.resources!.parameters = { '/shop/docker/username': { value: 'dana' } };
      allowBuild(
        edited,
        'Parameter',
        'ssm:GetParameter',
        'arn:aws:ssm:us-east-1:111122223333:parameter/shop/*',
      );
    },
    message:
      'Phase context status code: Decrypted Variables Error Message: AccessDeniedException: User: arn:aws:sts::111122223333:assumed-role/web-build-role/AWSCodeBuild-# is not authorized to perform: ssm:GetParameters on resource: arn:aws:ssm:us-east-1:111122223333:parameter/shop/docker/username because no identity-based policy allows the ssm:GetParameters action',
    statusCode: 'Decrypted Variables Error',
  },
  {
    ...download,
    number: 18,
    what: 'a parameter that is not there',
    source: logs('2025'),
    edit(edited) {
      buildspec(edited, env('  parameter-store:\n    USERNAME: /shop/docker/usrname'));
      edited.resources!.parameters = { '/shop/docker/username': { value: 'dana' } };
      allowBuild(
        edited,
        'Parameter',
        'ssm:GetParameters',
        'arn:aws:ssm:us-east-1:111122223333:parameter/shop/*',
      );
    },
    message:
      'Phase context status code: Decrypted Variables Error Message: parameter does not exist: /shop/docker/usrname',
    statusCode: 'Decrypted Variables Error',
  },
  {
    ...download,
    number: 19,
    what: 'the role may not read the secret',
    source: logs('2024'),
    edit(edited) {
      buildspec(edited, env('  secrets-manager:\n    PASSWORD: shop/db:password'));
      edited.resources!.secrets = { 'shop/db': { value: '{"password":"hunter2"}' } };
    },
    message:
      /Phase context status code: Secrets Manager Error Message: AccessDeniedException: User: arn:aws:sts::111122223333:assumed-role\/web-build-role\/AWSCodeBuild-# is not authorized to perform: secretsmanager:GetSecretValue on resource: \S+ because no identity-based policy allows the secretsmanager:GetSecretValue action/,
    statusCode: 'Secrets Manager Error',
  },
  {
    ...download,
    number: 20,
    what: 'the secret has no such key',
    source: 'Our words: the text was never seen',
    edit(edited) {
      buildspec(edited, env('  secrets-manager:\n    PASSWORD: shop/db:pass'));
      edited.resources!.secrets = { 'shop/db': { value: '{"password":"hunter2"}' } };
      allowBuild(edited, 'Secret', 'secretsmanager:GetSecretValue', '*');
    },
    message: 'Phase context status code: Secrets Manager Error Message: key pass not found',
    statusCode: 'Secrets Manager Error',
  },
  {
    ...download,
    number: 21,
    what: 'the role may not read the pipeline’s artifacts',
    source: logs('2026'),
    edit: (edited) => withoutAction(edited, 's3:GetObject'),
    message:
      /AccessDenied: User: arn:aws:sts::111122223333:assumed-role\/web-build-role\/AWSCodeBuild-# is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::codepipeline-us-east-1-123456789012\/web-pipeline\/SourceArti\/\w{7}" because no identity-based policy allows the s3:GetObject action\n\tstatus code: 403, request id: [A-Z0-9]{16}, host id: \S+ for primary source and source version arn:aws:s3:::codepipeline-us-east-1-123456789012\/web-pipeline\/SourceArti\/\w{7}/,
    statusCode: 'CLIENT_ERROR',
    also: ({ log }) => {
      expect(log).not.toMatch(/Phase is DOWNLOAD_SOURCE|Phase complete/);
    },
  },
  {
    ...download,
    number: 22,
    what: 'the artifacts are encrypted with a key that the role may not use',
    source: 'General wording of IAM, unverified for CodeBuild',
    edit(edited) {
      const arn = 'arn:aws:kms:us-east-1:111122223333:key/0a1b2c3d-0000-4000-8000-000000000001';
      edited.pipeline.artifactStore!.encryptionKey = { id: arn, type: 'KMS' };
      edited.resources!.keys = {
        '0a1b2c3d-0000-4000-8000-000000000001': {
          arn,
          policy: {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Principal: { AWS: 'arn:aws:iam::111122223333:role/web-pipeline-role' },
                Action: 'kms:*',
                Resource: '*',
              },
            ],
          },
        },
      };
    },
    message: /AccessDenied: User: \S+ is not authorized to perform: kms:Decrypt on (the )?resource/,
    statusCode: 'CLIENT_ERROR',
  },
  {
    ...download,
    number: 89,
    what: 'the bucket of the artifacts belongs to another account now',
    source: guide,
    edit: (edited) => {
      const bucket = edited.pipeline.artifactStore!.location;
      const { [bucket]: moved, ...others } = edited.resources!.buckets!;
      edited.resources!.buckets = others;
      // Its new owner lets the roles of the old one read and write objects, and no more.
      const Resource = [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`];
      const policy = document({
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${account}:root` },
        Action: ['s3:GetObject*', 's3:PutObject*', 's3:GetBucketVersioning'],
        Resource,
      });
      edited.accounts = {
        '444455556666': { resources: { buckets: { [bucket]: { ...moved, policy } } } },
      };
      allowBuild(edited, 'Owner', ['s3:GetBucketAcl', 's3:GetBucketLocation'], Resource);
    },
    message:
      'CLIENT_ERROR: Error calling GetBucketAcl: Either the bucket owner has changed or the service role no longer has permission to called s3:GetBucketAcl',
    statusCode: 'CLIENT_ERROR',
  },
];
