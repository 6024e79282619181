import { expect } from 'vitest';
import type { CommandCase } from '../case.ts';
import { refusal } from './s3Denied.ts';

const object = (name: string) => `arn:aws:s3:::${name}`;
const bucket = object('box');
const a = object('box/a.txt');
const resources = { buckets: { box: { objects: { 'a.txt': 'hi!' } }, copies: {} } };
const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/);
const etag = '"aff97160474a056e838c1f721af01edf"';
const facts = {
  AcceptRanges: 'bytes',
  LastModified: time,
  ContentLength: 3,
  ETag: etag,
  ContentType: 'binary/octet-stream',
  ServerSideEncryption: 'AES256',
  Metadata: {},
};
const policy = (statement: object) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
const reading = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::box/*' };
const role = 'arn:aws:iam::111122223333:role/replicator';
const replication = JSON.stringify({
  Role: role,
  Rules: [{ Status: 'Enabled', Prefix: '', Destination: { Bucket: 'arn:aws:s3:::copies' } }],
});

export const s3apiCases: readonly CommandCase[] = [
  {
    row: 22,
    title: 'aws s3api put-object --bucket <bucket> --key <key> --body <file>',
    run: 'aws s3api put-object --bucket box --key a.txt --body a.txt',
    files: { 'a.txt': '123456789' },
    resources,
    checks: [['s3:PutObject', a]],
    stdout: {
      json: {
        ETag: '"25f9e794323b453885f5181f1b624d0b"',
        // The check value of CRC-64/NVME: ae8b14860a799888.
        ChecksumCRC64NVME: 'rosUhgp5mIg=',
        ChecksumType: 'FULL_OBJECT',
        ServerSideEncryption: 'AES256',
      },
    },
    refusals: refusal('PutObject', 's3:PutObject', a),
  },
  {
    row: 23,
    title: 'aws s3api get-object --bucket <bucket> --key <key> <outfile>',
    run: 'aws s3api get-object --bucket box --key a.txt out.txt',
    resources,
    checks: [['s3:GetObject', a]],
    stdout: { json: facts },
    refusals: refusal('GetObject', 's3:GetObject', a),
    faults: [
      {
        what: 'a key that is not there, for who may list the bucket',
        run: 'aws s3api get-object --bucket box --key x out.txt',
        stderr:
          'An error occurred (NoSuchKey) when calling the GetObject operation: The specified key does not exist.',
        exit: 254,
      },
    ],
  },
  {
    row: 24,
    title: 'aws s3api head-object --bucket <bucket> --key <key>',
    run: 'aws s3api head-object --bucket box --key a.txt',
    resources,
    checks: [['s3:GetObject', a]],
    stdout: { json: facts },
    refusals: {
      's3:GetObject': {
        stderr: 'An error occurred (403) when calling the HeadObject operation: Forbidden',
        exit: 254,
      },
    },
  },
  {
    row: 25,
    title: 'aws s3api head-bucket --bucket <bucket>',
    run: 'aws s3api head-bucket --bucket box',
    resources,
    checks: [['s3:ListBucket', bucket]],
    stdout: { json: { BucketArn: bucket, BucketRegion: 'us-east-1', AccessPointAlias: false } },
    refusals: {
      's3:ListBucket': {
        stderr: 'An error occurred (403) when calling the HeadBucket operation: Forbidden',
        exit: 254,
      },
    },
    faults: [
      {
        what: 'a bucket that is not there',
        run: 'aws s3api head-bucket --bucket none',
        stderr: 'An error occurred (404) when calling the HeadBucket operation: Not Found',
        exit: 254,
      },
    ],
  },
  {
    row: 26,
    title: 'aws s3api list-objects-v2 --bucket <bucket>',
    run: 'aws s3api list-objects-v2 --bucket box',
    resources,
    checks: [['s3:ListBucket', bucket]],
    stdout: {
      json: {
        Contents: [
          { Key: 'a.txt', LastModified: time, ETag: etag, Size: 3, StorageClass: 'STANDARD' },
        ],
        RequestCharged: null,
      },
    },
    refusals: refusal('ListObjectsV2', 's3:ListBucket', bucket),
  },
  {
    row: 27,
    title: 'aws s3api delete-object --bucket <bucket> --key <key>',
    run: 'aws s3api delete-object --bucket box --key a.txt',
    resources,
    checks: [['s3:DeleteObject', a]],
    stdout: '',
    refusals: refusal('DeleteObject', 's3:DeleteObject', a),
  },
  {
    row: 28,
    title: 'aws s3api copy-object --bucket <bucket2> --copy-source <bucket>/<key> --key <key2>',
    run: 'aws s3api copy-object --bucket copies --copy-source box/a.txt --key b.txt',
    resources,
    checks: [
      ['s3:GetObject', a],
      ['s3:PutObject', object('copies/b.txt')],
    ],
    stdout: {
      json: {
        CopyObjectResult: { ETag: etag, LastModified: time },
        ServerSideEncryption: 'AES256',
      },
    },
    refusals: {
      ...refusal('CopyObject', 's3:GetObject', a),
      ...refusal('CopyObject', 's3:PutObject', object('copies/b.txt')),
    },
  },
  {
    row: 29,
    title: 'aws s3api create-bucket --bucket <bucket>',
    run: 'aws s3api create-bucket --bucket acme-new',
    checks: [['s3:CreateBucket', object('acme-new')]],
    stdout: { json: { Location: '/acme-new', BucketArn: object('acme-new') } },
    refusals: refusal('CreateBucket', 's3:CreateBucket', object('acme-new')),
    faults: [
      {
        what: 'outside us-east-1 the place must be named',
        run: 'aws s3api create-bucket --bucket acme-new --region eu-west-1',
        stderr:
          'An error occurred (IllegalLocationConstraintException) when calling the CreateBucket operation: The unspecified location constraint is incompatible for the region specific endpoint this request was sent to.',
        exit: 254,
      },
    ],
  },
  {
    row: 30,
    title: 'aws s3api get-bucket-location --bucket <bucket>',
    run: 'aws s3api get-bucket-location --bucket box',
    resources,
    checks: [['s3:GetBucketLocation', bucket]],
    stdout: { json: { LocationConstraint: null } },
    refusals: refusal('GetBucketLocation', 's3:GetBucketLocation', bucket),
  },
  {
    row: 31,
    title: 'aws s3api get-bucket-acl --bucket <bucket>',
    run: 'aws s3api get-bucket-acl --bucket box',
    resources,
    checks: [['s3:GetBucketAcl', bucket]],
    stdout: {
      json: {
        Owner: { ID: expect.stringMatching(/^[0-9a-f]{64}$/) },
        Grants: [
          {
            Grantee: { ID: expect.stringMatching(/^[0-9a-f]{64}$/), Type: 'CanonicalUser' },
            Permission: 'FULL_CONTROL',
          },
        ],
      },
    },
    refusals: refusal('GetBucketAcl', 's3:GetBucketAcl', bucket),
  },
  {
    row: 32,
    title: 'aws s3api put-bucket-policy --bucket <bucket> --policy <json>',
    run: 'aws s3api put-bucket-policy --bucket box --policy file://policy.json',
    files: { 'policy.json': policy({ ...reading, Principal: { AWS: role } }) },
    resources,
    checks: [['s3:PutBucketPolicy', bucket]],
    stdout: '',
    refusals: refusal('PutBucketPolicy', 's3:PutBucketPolicy', bucket),
    faults: [
      {
        what: 'an object action on the bucket itself',
        run: 'aws s3api put-bucket-policy --bucket box --policy file://wrong.json',
        files: {
          'wrong.json': policy({ ...reading, Principal: { AWS: role }, Resource: bucket }),
        },
        stderr:
          'An error occurred (MalformedPolicy) when calling the PutBucketPolicy operation: Action does not apply to any resource(s) in statement',
        exit: 254,
      },
      {
        what: 'a public policy while Block Public Access is on',
        run: 'aws s3api put-bucket-policy --bucket box --policy file://public.json',
        files: { 'public.json': policy({ ...reading, Principal: '*' }) },
        stderr:
          'An error occurred (AccessDenied) when calling the PutBucketPolicy operation: User: arn:aws:sts::111122223333:assumed-role/worker/AWSCodeBuild-1 is not authorized to perform: s3:PutBucketPolicy on resource: "arn:aws:s3:::box" because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.',
        exit: 254,
      },
    ],
  },
  {
    row: 33,
    title: 'aws s3api put-object-acl --bucket <bucket> --key <key> --acl <acl>',
    run: 'aws s3api put-object-acl --bucket box --key a.txt --acl private',
    resources: {
      buckets: { box: { objectOwnership: 'ObjectWriter', objects: { 'a.txt': 'hi!' } } },
    },
    checks: [['s3:PutObjectAcl', a]],
    stdout: '',
    refusals: refusal('PutObjectAcl', 's3:PutObjectAcl', a),
    faults: [
      {
        what: 'ACLs are off in new buckets',
        run: 'aws s3api put-object-acl --bucket box --key a.txt --acl private',
        resources,
        stderr:
          'An error occurred (AccessControlListNotSupported) when calling the PutObjectAcl operation: The bucket does not allow ACLs',
        exit: 254,
      },
    ],
  },
  {
    row: 34,
    title: 'aws s3api put-object-tagging --bucket <bucket> --key <key> --tagging <json>',
    run: `aws s3api put-object-tagging --bucket box --key a.txt --tagging '{"TagSet": [{"Key": "stage", "Value": "dev"}]}'`,
    resources: { buckets: { box: { versioning: 'Enabled', objects: { 'a.txt': 'hi!' } } } },
    checks: [['s3:PutObjectTagging', a]],
    stdout: { json: { VersionId: expect.stringMatching(/^\S{32}$/) } },
    refusals: refusal('PutObjectTagging', 's3:PutObjectTagging', a),
  },
  {
    row: 35,
    title: 'aws s3api put-public-access-block --bucket <bucket> …',
    run: 'aws s3api put-public-access-block --bucket box --public-access-block-configuration BlockPublicAcls=false,IgnorePublicAcls=false,BlockPublicPolicy=false,RestrictPublicBuckets=false',
    resources,
    checks: [['s3:PutBucketPublicAccessBlock', bucket]],
    stdout: '',
    refusals: refusal('PutPublicAccessBlock', 's3:PutBucketPublicAccessBlock', bucket),
  },
  {
    row: 36,
    title: 'aws s3api put-bucket-versioning --bucket <bucket> …',
    run: 'aws s3api put-bucket-versioning --bucket box --versioning-configuration Status=Enabled',
    resources,
    checks: [['s3:PutBucketVersioning', bucket]],
    stdout: '',
    refusals: refusal('PutBucketVersioning', 's3:PutBucketVersioning', bucket),
  },
  {
    row: 37,
    title: 'aws s3api put-bucket-replication --bucket <bucket> …',
    run: 'aws s3api put-bucket-replication --bucket box --replication-configuration file://r.json',
    files: { 'r.json': replication },
    resources: {
      buckets: { box: { versioning: 'Enabled' }, copies: { versioning: 'Enabled' } },
    },
    checks: [
      ['s3:PutReplicationConfiguration', bucket],
      ['iam:PassRole', role],
    ],
    stdout: '',
    refusals: {
      ...refusal('PutBucketReplication', 's3:PutReplicationConfiguration', bucket),
      ...refusal('PutBucketReplication', 'iam:PassRole', role),
    },
    faults: [
      {
        what: 'a bucket that keeps no versions',
        run: 'aws s3api put-bucket-replication --bucket box --replication-configuration file://r.json',
        resources,
        files: { 'r.json': replication },
        stderr:
          "An error occurred (InvalidRequest) when calling the PutBucketReplication operation: Versioning must be 'Enabled' on the bucket to apply a replication configuration",
        exit: 254,
      },
    ],
  },
];
