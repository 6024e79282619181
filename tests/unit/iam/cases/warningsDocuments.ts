import type { WarningCase } from '../warningCase.ts';
import { bucketCase, identityCase, one, policyOf } from '../warningCase.ts';

const read = one({ Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' });
const everyone = one({ Principal: { AWS: '111122223333' }, Action: 'sts:AssumeRole' });
const objects = { Principal: { AWS: '111122223333' } };
const long = (count: number) =>
  policyOf(
    ...Array.from({ length: count }, (_, index) =>
      one({ Action: 's3:GetObject', Resource: `arn:aws:s3:::bucket-number-${index}/*` }),
    ),
  );

export const warningsDocuments: WarningCase[] = [
  {
    name: 'a trust policy without Version',
    kind: 'trust',
    document: { Statement: [everyone] },
    code: 'MISSING_VERSION',
    marks: ['{'],
    fixed: policyOf(everyone),
  },
  {
    name: 'a Version that is there',
    kind: 'trust',
    document: policyOf(everyone),
    code: 'MISSING_VERSION',
    marks: [],
  },
  {
    name: 'a permissions policy without Version, which IAM refuses by itself',
    kind: 'identity',
    document: { Statement: [read] },
    code: 'MISSING_VERSION',
    marks: [],
  },
  {
    name: 'a permissions policy of many characters',
    kind: 'identity',
    document: long(80),
    code: 'POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA',
    marks: ['{'],
    says: '6,144',
  },
  {
    name: 'white space, which does not count',
    kind: 'identity',
    document: long(2),
    text: JSON.stringify(long(2)).replaceAll(',', `,${' '.repeat(3000)}`),
    code: 'POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA',
    marks: [],
  },
  {
    name: 'a trust policy of many characters',
    kind: 'trust',
    document: policyOf(
      ...Array.from({ length: 25 }, (_, index) => ({ ...everyone, Sid: `S${index}` })),
    ),
    code: 'POLICY_SIZE_EXCEEDS_ROLE_TRUST_POLICY_QUOTA',
    marks: ['{'],
    says: '2,048',
  },
  {
    name: 'a bucket policy of many bytes',
    kind: 'resource',
    document: policyOf(
      one({
        ...objects,
        Sid: 'ä'.repeat(10_300),
        Action: 's3:GetObject',
        Resource: 'arn:aws:s3:::b/*',
      }),
    ),
    code: 'POLICY_SIZE_EXCEEDS_RESOURCE_POLICY_QUOTA',
    marks: ['{'],
    says: '20,480',
  },
  {
    name: 'one Sid for two statements of a bucket policy',
    kind: 'resource',
    document: policyOf(
      { ...read, ...objects, Sid: 'A' },
      { ...read, ...objects, Sid: 'A', Effect: 'Deny' },
    ),
    code: 'UNIQUE_SIDS_RECOMMENDED',
    marks: ['"A"'],
  },
  {
    name: 'a statement twice, under two names',
    kind: 'identity',
    document: policyOf({ ...read, Sid: 'A' }, { ...read, Sid: 'B' }),
    code: 'REDUNDANT_STATEMENT',
    marks: ['{'],
    severity: 'info',
    fixed: policyOf({ ...read, Sid: 'A' }),
  },
  {
    name: 'statements that differ in their conditions',
    kind: 'identity',
    document: policyOf(read, { ...read, Condition: { Bool: { 'aws:SecureTransport': 'true' } } }),
    code: 'REDUNDANT_STATEMENT',
    marks: [],
  },
  identityCase(
    { Action: 'ssm:GetParameter', Resource: '*' },
    {
      name: 'GetParameter alone',
      code: 'GET_PARAMETER_WITHOUT_GET_PARAMETERS',
      marks: ['"ssm:GetParameter"'],
      severity: 'info',
    },
  ),
  identityCase(
    { Action: ['ssm:GetParameter', 'ssm:GetParameters'], Resource: '*' },
    {
      name: 'GetParameter with GetParameters',
      code: 'GET_PARAMETER_WITHOUT_GET_PARAMETERS',
      marks: [],
    },
  ),
  identityCase(
    { Action: ['ecs:RegisterTaskDefinition', 'ecs:UpdateService'], Resource: '*' },
    {
      name: 'a task definition without PassRole',
      code: 'REGISTER_TASK_WITHOUT_PASS_ROLE',
      marks: ['"ecs:RegisterTaskDefinition"'],
    },
  ),
  {
    name: 'PassRole in another statement',
    kind: 'identity',
    document: policyOf(
      one({ Action: 'ecs:RegisterTaskDefinition', Resource: '*' }),
      one({ Action: 'iam:PassRole', Resource: 'arn:aws:iam::111122223333:role/task' }),
    ),
    code: 'REGISTER_TASK_WITHOUT_PASS_ROLE',
    marks: [],
  },
  identityCase(
    { Action: ['s3:Get*', 's3:getobject', 's3:PutObject'], Resource: '*' },
    {
      name: 'an action that a wildcard covers',
      code: 'REDUNDANT_ACTION',
      marks: ['"s3:getobject"'],
      severity: 'info',
      fixed: { Action: ['s3:Get*', 's3:PutObject'], Resource: '*' },
    },
  ),
  identityCase(
    { Action: ['s3:PutObject', 'S3:PutObject'], Resource: '*' },
    {
      name: 'an action twice, in another case',
      code: 'REDUNDANT_ACTION',
      marks: ['"S3:PutObject"'],
      fixed: { Action: ['s3:PutObject'], Resource: '*' },
    },
  ),
  identityCase(
    { Action: ['s3:Get?bject', 's3:Get*bject', 's3:Put*'], Resource: '*' },
    { name: 'a ? does not cover a star', code: 'REDUNDANT_ACTION', marks: ['"s3:Get?bject"'] },
  ),
  identityCase(
    { Action: 's3:*', Resource: ['arn:aws:s3:::b/a', 'arn:aws:s3:::b/*', 'arn:aws:s3:::c'] },
    {
      name: 'a resource that another covers',
      code: 'REDUNDANT_RESOURCE',
      marks: ['"arn:aws:s3:::b/a"'],
      fixed: { Action: 's3:*', Resource: ['arn:aws:s3:::b/*', 'arn:aws:s3:::c'] },
    },
  ),
  identityCase(
    { Action: 's3:*', Resource: ['arn:aws:s3:::b', 'arn:aws:s3:::b/*'] },
    { name: 'a bucket and its objects', code: 'REDUNDANT_RESOURCE', marks: [] },
  ),
  identityCase(
    { Action: 'code*:List*', Resource: '*' },
    {
      name: 'a wildcard in the prefix',
      code: 'WILDCARD_IN_SERVICE_NAME',
      marks: ['"code*:List*"'],
      severity: 'info',
    },
  ),
  identityCase(
    { Sid: '', Action: 's3:*', Resource: '*' },
    {
      name: 'an empty Sid',
      code: 'EMPTY_SID_VALUE',
      marks: ['""'],
      fixed: { Action: 's3:*', Resource: '*' },
    },
  ),
  identityCase(
    { Action: 's3:*', Resource: '*', Condition: {} },
    {
      name: 'an empty Condition',
      code: 'EMPTY_OBJECT_CONDITION',
      marks: ['{}'],
      fixed: { Action: 's3:*', Resource: '*' },
    },
  ),
  identityCase(
    {
      Action: 's3:*',
      Resource: '*',
      Condition: { StringEquals: {}, Bool: { 'aws:SecureTransport': true } },
    },
    {
      name: 'an empty operator',
      code: 'EMPTY_OBJECT_CONDITION',
      marks: ['{}'],
      fixed: {
        Action: 's3:*',
        Resource: '*',
        Condition: { Bool: { 'aws:SecureTransport': true } },
      },
    },
  ),
  identityCase(
    { Action: 's3:*', Resource: '*', Condition: { StringEquals: { 'aws:username': [] } } },
    {
      name: 'a condition without values',
      code: 'EMPTY_ARRAY_CONDITION',
      marks: ['"aws:username"'],
    },
  ),
  bucketCase(
    { Principal: { AWS: '111122223333', Service: [] } },
    {
      name: 'a kind of principal without values',
      code: 'EMPTY_ARRAY_PRINCIPAL',
      marks: ['[]'],
    },
  ),
  bucketCase(
    { Principal: {} },
    { name: 'an empty Principal', code: 'EMPTY_OBJECT_PRINCIPAL', marks: ['{}'] },
  ),
  bucketCase(
    { ...objects, Action: 'ecr:GetDownloadUrlForLayer', Resource: [] },
    { name: 'an empty list of resources', code: 'EMPTY_ARRAY_RESOURCE', marks: ['[]'] },
  ),
];
