import { inBuildspec } from '../../../unit/engine/support.ts';
import {
  allowBuild,
  arnOf,
  bucketPolicy,
  buildPolicy,
  document,
  drop,
  pipelinePolicy,
  roleArn,
  runInstead,
  statement,
} from '../edits.ts';
import type { PermissionFault } from '../fault.ts';

const scenario = 'node-site-to-s3';
const caller = 'arn:aws:sts::111122223333:assumed-role/web-build-role/AWSCodeBuild-#';
const put = `upload failed: dist/index.html to s3://acme-web-site/index.html An error occurred (AccessDenied) when calling the PutObject operation: User: ${caller} is not authorized to perform:`;
const object = 'arn:aws:s3:::acme-web-site/index.html';
const keyArn = arnOf('kms', 'key/1234abcd-12ab-34cd-56ef-1234567890ab');
const key = { '1234abcd-12ab-34cd-56ef-1234567890ab': {} };
const artifacts = 'codepipeline-us-east-1-123456789012';

export const s3Faults: readonly PermissionFault[] = [
  {
    number: 1,
    what: 'the role may not put objects',
    source: 'Troubleshoot access denied (403 Forbidden) errors in Amazon S3',
    scenario,
    edit: (edited) => drop(buildPolicy(edited), 'Site', 's3:PutObject'),
    message: `${put} s3:PutObject on resource: "${object}" because no identity-based policy allows the s3:PutObject action`,
    mend: { type: 'policy' },
  },
  {
    number: 2,
    what: 'the statement names the bucket instead of its objects',
    source: 'Actions, resources, and condition keys for Amazon S3',
    scenario,
    edit: (edited) => {
      statement(buildPolicy(edited), 'Site').Resource = 'arn:aws:s3:::acme-web-site';
    },
    message: `${put} s3:PutObject on resource: "${object}" because no identity-based policy allows the s3:PutObject action`,
    mend: { type: 'policy' },
  },
  {
    number: 3,
    what: 'sync lists the bucket, and only its objects are granted',
    source: 'AWS CLI Command Reference, "s3 sync"',
    scenario,
    edit: (edited) => runInstead(edited, 'aws s3 sync dist s3://$BUCKET/'),
    message: `fatal error: An error occurred (AccessDenied) when calling the ListObjectsV2 operation: User: ${caller} is not authorized to perform: s3:ListBucket on resource: "arn:aws:s3:::acme-web-site" because no identity-based policy allows the s3:ListBucket action`,
    mend: { type: 'policy' },
  },
  {
    number: 4,
    what: 'without ListBucket a missing key is forbidden, not missing',
    source: 'Amazon S3 API Reference, "HeadObject" (permissions)',
    scenario,
    edit: (edited) => {
      allowBuild(edited, 'Read', 's3:GetObject', 'arn:aws:s3:::acme-web-site/*');
      runInstead(edited, 'aws s3 cp s3://$BUCKET/none.txt .');
    },
    message:
      'fatal error: An error occurred (403) when calling the HeadObject operation: Forbidden',
    mend: {
      type: 'policy',
      next: 'fatal error: An error occurred (404) when calling the HeadObject operation: Key "none.txt" does not exist',
    },
  },
  {
    number: 5,
    what: 'the bucket’s own policy forbids it to all but the pipeline',
    source: 'IAM User Guide, "Troubleshoot access denied error messages"',
    scenario,
    edit: (edited) => {
      bucketPolicy(edited, 'acme-web-site').Statement.push({
        Sid: 'OnlyThePipeline',
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:PutObject',
        Resource: 'arn:aws:s3:::acme-web-site/*',
        Condition: { ArnNotEquals: { 'aws:PrincipalArn': roleArn('web-pipeline-role') } },
      });
    },
    message: `${put} s3:PutObject on resource: "${object}" with an explicit deny in a resource-based policy`,
    mend: { type: 'policy' },
  },
  {
    number: 6,
    what: 'the organization forbids it',
    source: 'AWS Organizations User Guide, "Service control policies (SCPs)"',
    scenario,
    edit: (edited) => {
      edited.organization = {
        serviceControl: [
          {
            name: 'Root',
            policies: [
              {
                name: 'FullAWSAccess',
                document: document({ Effect: 'Allow', Action: '*', Resource: '*' }),
              },
              {
                name: 'NoSites',
                document: document({
                  Effect: 'Deny',
                  Action: 's3:PutObject',
                  Resource: 'arn:aws:s3:::acme-web-site/*',
                }),
              },
            ],
          },
        ],
        resourceControl: [],
      };
    },
    message: `${put} s3:PutObject on resource: "${object}" with an explicit deny in a service control policy`,
    mend: { type: 'honest', says: /organization/i },
  },
  {
    number: 11,
    what: 'the artifact is encrypted with a key that the build role may not use',
    source: 'Protecting data with server-side encryption using AWS KMS keys',
    scenario,
    edit: (edited) => {
      edited.resources!.keys = key;
      edited.pipeline.artifactStore!.encryptionKey = { id: keyArn, type: 'KMS' };
      pipelinePolicy(edited).Statement.push({
        Sid: 'Key',
        Effect: 'Allow',
        Action: ['kms:GenerateDataKey', 'kms:Decrypt'],
        Resource: keyArn,
      });
      allowBuild(edited, 'Key', 'kms:GenerateDataKey', keyArn);
    },
    message: `User: ${caller} is not authorized to perform: kms:Decrypt on resource: ${keyArn} because no identity-based policy allows the kms:Decrypt action`,
    mend: { type: 'policy' },
  },
  {
    number: 12,
    what: 'the bucket encrypts with a key that the role may not use',
    source: 'Protecting data with server-side encryption using AWS KMS keys',
    scenario,
    edit: (edited) => {
      edited.resources!.keys = key;
      edited.resources!.buckets!['acme-web-site']!.encryption = {
        algorithm: 'aws:kms',
        keyId: keyArn,
      };
      pipelinePolicy(edited).Statement.push({
        Sid: 'Key',
        Effect: 'Allow',
        Action: 'kms:GenerateDataKey',
        Resource: keyArn,
      });
    },
    message: `${put} kms:GenerateDataKey on resource: ${keyArn} because no identity-based policy allows the kms:GenerateDataKey action`,
    mend: { type: 'policy' },
  },
  {
    number: 30,
    what: 'StringEquals compares a wildcard letter by letter',
    source: 'IAM User Guide, "IAM JSON policy elements: Condition operators"',
    scenario,
    edit: (edited) => {
      statement(buildPolicy(edited), 'Site').Condition = {
        StringEquals: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/web-*' },
      };
    },
    message: `${put} s3:PutObject on resource: "${object}" because no identity-based policy allows the s3:PutObject action`,
    mend: { type: 'policy' },
  },
  {
    number: 31,
    what: 'a Deny with NotResource blocks everything else',
    source: 'IAM User Guide, "IAM JSON policy elements: NotResource"',
    scenario,
    edit: (edited) => {
      buildPolicy(edited).Statement.push({
        Sid: 'OnlyArtifacts',
        Effect: 'Deny',
        Action: 's3:PutObject',
        NotResource: `arn:aws:s3:::${artifacts}/*`,
      } as never);
    },
    message: `${put} s3:PutObject on resource: "${object}" with an explicit deny in an identity-based policy`,
    mend: { type: 'policy' },
  },
  {
    number: 35,
    what: 'objects that another account wrote are not the bucket owner’s to read',
    source: 'Controlling ownership of objects and disabling ACLs for your bucket',
    scenario,
    edit: (edited) => {
      // The bucket is ours, lets writers keep what they write, and a role of another account writes to it.
      const site = edited.resources!.buckets!['acme-web-site']!;
      site.objectOwnership = 'ObjectWriter';
      (site.policy as { Statement: object[] }).Statement.push({
        Sid: 'Partner',
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::444455556666:role/partner' },
        Action: ['s3:PutObject', 's3:PutObjectAcl'],
        Resource: 'arn:aws:s3:::acme-web-site/*',
      });
      edited.accounts = {
        '444455556666': {
          roles: {
            partner: {
              trustPolicy: document({
                Effect: 'Allow',
                Principal: { AWS: roleArn('web-build-role') },
                Action: 'sts:AssumeRole',
              }),
              policies: {
                Write: document({
                  Effect: 'Allow',
                  Action: ['s3:PutObject', 's3:PutObjectAcl'],
                  Resource: 'arn:aws:s3:::acme-web-site/*',
                }),
              },
            },
          },
        },
      };
      allowBuild(edited, 'Partner', 'sts:AssumeRole', 'arn:aws:iam::444455556666:role/partner');
      allowBuild(
        edited,
        'Read',
        ['s3:GetObject', 's3:ListBucket'],
        ['arn:aws:s3:::acme-web-site', 'arn:aws:s3:::acme-web-site/*'],
      );
      runInstead(
        edited,
        'aws configure set profile.partner.role_arn arn:aws:iam::444455556666:role/partner',
        'aws configure set profile.partner.credential_source EcsContainer',
        'aws s3 cp dist/index.html s3://$BUCKET/report.html --profile partner',
        'aws s3 cp s3://$BUCKET/report.html .',
      );
    },
    message:
      'fatal error: An error occurred (403) when calling the HeadObject operation: Forbidden',
    mend: {
      type: 'other',
      edit: (edited) =>
        inBuildspec(
          edited,
          '--profile partner',
          '--profile partner --acl bucket-owner-full-control',
        ),
    },
  },
];
