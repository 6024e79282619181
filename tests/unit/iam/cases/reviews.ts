import type { WarningCase } from '../warningCase.ts';
import { bucketCase, identityCase } from '../warningCase.ts';

const bucket = 'arn:aws:s3:::acme-web-site';
const project = 'arn:aws:codebuild:us-east-1:111122223333:project/web';
const buildArn = 'arn:aws:codebuild:us-east-1:111122223333:build/web:1';
const table = 'arn:aws:dynamodb:us-east-1:111122223333:table/t';
const on = (Action: unknown, Resource: unknown = '*', Condition?: unknown) => ({
  Action,
  Resource,
  ...(Condition ? { Condition } : {}),
});

export const reviews: WarningCase[] = [
  identityCase(on('s3:ListObjects'), {
    name: 'the name of an API operation',
    code: 'INVALID_ACTION',
    marks: ['"s3:ListObjects"'],
    says: 'The action s3:ListObjects does not exist in Amazon S3. Did you mean s3:ListBucket?',
    fixed: on('s3:ListBucket'),
  }),
  identityCase(on('lambda:Invoke'), {
    name: 'Invoke',
    code: 'INVALID_ACTION',
    marks: ['"lambda:Invoke"'],
    fixed: on('lambda:InvokeFunction'),
  }),
  identityCase(on(['s3:GetObject', 'codebuild:StartBuilt']), {
    name: 'a letter wrong',
    code: 'INVALID_ACTION',
    marks: ['"codebuild:StartBuilt"'],
    fixed: on(['s3:GetObject', 'codebuild:StartBuild']),
  }),
  identityCase(on('s3:MakeCoffee'), {
    name: 'nothing like it',
    code: 'INVALID_ACTION',
    marks: ['"s3:MakeCoffee"'],
    fixed: null,
  }),
  identityCase(on('s3:GetCoffee*'), {
    name: 'a wildcard that matches no action',
    code: 'INVALID_ACTION',
    marks: ['"s3:GetCoffee*"'],
    says: 'No action of Amazon S3 matches',
  }),
  identityCase(on(['S3:getobject', 's3:*', 's3:Get*Acl', '*', 'workmail:Anything']), {
    name: 'actions that exist, or of services without facts',
    code: 'INVALID_ACTION',
    marks: [],
  }),
  identityCase(on('stepfunctions:StartExecution'), {
    name: 'the name of a service as prefix',
    code: 'INVALID_SERVICE_IN_ACTION',
    marks: ['"stepfunctions:StartExecution"'],
    says: 'Did you mean states?',
    fixed: on('states:StartExecution'),
  }),
  identityCase(on('codebulid:StartBuild'), {
    name: 'a prefix misspelt',
    code: 'INVALID_SERVICE_IN_ACTION',
    marks: ['"codebulid:StartBuild"'],
    fixed: on('codebuild:StartBuild'),
  }),
  identityCase(on(['workmail:*', 'code*:List*']), {
    name: 'prefixes that exist',
    code: 'INVALID_SERVICE_IN_ACTION',
    marks: [],
  }),
  identityCase(on('codebuild:ListProjects', project), {
    name: 'an action about nothing, for an ARN',
    code: 'ACTION_NEEDS_STAR',
    marks: [`"${project}"`],
    fixed: on('codebuild:ListProjects'),
  }),
  identityCase(on(['codebuild:StartBuild', 'codebuild:ListProjects'], project), {
    name: 'an action about nothing, among others',
    code: 'ACTION_NEEDS_STAR',
    marks: ['"codebuild:ListProjects"'],
    fixed: null,
  }),
  identityCase(on('codebuild:*', project), {
    name: 'a wildcard that also covers others',
    code: 'ACTION_NEEDS_STAR',
    marks: [],
  }),
  identityCase(on('codebuild:BatchGetBuilds', buildArn), {
    name: 'a build, where the project is asked for',
    code: 'RESOURCE_NEVER_APPLIES',
    marks: ['"codebuild:BatchGetBuilds"'],
    says: 'project/<ProjectName>',
  }),
  identityCase(on(['sqs:SendMessage', 'dynamodb:PutItem'], table), {
    name: 'a table for a queue’s action',
    code: 'RESOURCE_NEVER_APPLIES',
    marks: ['"sqs:SendMessage"'],
  }),
  identityCase(on('dynamodb:PutItem', 'arn:aws:dynamodb:*:*:*'), {
    name: 'wildcards that may apply',
    code: 'RESOURCE_NEVER_APPLIES',
    marks: [],
  }),
  identityCase(on('dynamodb:PutItem', ['arn:aws:dynamodb:us-east-1:111122223333:tab*', table]), {
    name: 'a wildcard inside the type',
    code: 'RESOURCE_NEVER_APPLIES',
    marks: [],
  }),
  identityCase(on('s3:ListBucket', `${bucket}/*`), {
    name: 'what the pitfalls say already',
    code: 'RESOURCE_NEVER_APPLIES',
    marks: [],
  }),
  identityCase(on('s3:GetObject', 'arn:aws:s33:::b/*'), {
    name: 'a service that is none',
    code: 'INVALID_SERVICE',
    marks: ['"arn:aws:s33:::b/*"'],
  }),
  identityCase(on('dynamodb:PutItem', 'arn:aws:dynamodb:us-east-1:111122223333:tables/t'), {
    name: 'a type that is none',
    code: 'INVALID_ARN_RESOURCE',
    marks: ['"arn:aws:dynamodb:us-east-1:111122223333:tables/t"'],
  }),
  identityCase(on('logs:PutLogEvents', 'arn:aws:logs:us-east-1:111122223333:log-group:/a:b:c:*'), {
    name: 'a name with colons',
    code: 'INVALID_ARN_RESOURCE',
    marks: [],
  }),
  identityCase(on('dynamodb:PutItem', 'arn:aws:dynamodb::111122223333:table/t'), {
    name: 'a table without Region',
    code: 'MISSING_ARN_REGION',
    marks: ['"arn:aws:dynamodb::111122223333:table/t"'],
    fixed: on('dynamodb:PutItem', 'arn:aws:dynamodb:*:111122223333:table/t'),
  }),
  identityCase(
    on(['s3:GetObject', 'iam:GetRole'], [`${bucket}/*`, 'arn:aws:iam::111122223333:role/r']),
    {
      name: 'ARNs that have no Region',
      code: 'MISSING_ARN_REGION',
      marks: [],
    },
  ),
  identityCase(on('s3:ListBucket', bucket, { StringLike: { 's3:prefx': 'a/*' } }), {
    name: 'a key of a service misspelt',
    code: 'INVALID_SERVICE_CONDITION_KEY',
    marks: ['"s3:prefx"'],
    fixed: on('s3:ListBucket', bucket, { StringLike: { 's3:prefix': 'a/*' } }),
  }),
  identityCase(
    on('s3:GetObject', `${bucket}/*`, { StringEquals: { 's3:ExistingObjectTag/team': 'x' } }),
    { name: 'a key with a placeholder', code: 'INVALID_SERVICE_CONDITION_KEY', marks: [] },
  ),
  identityCase(
    on(['s3:ListBucket', 's3:GetObject'], [bucket, `${bucket}/*`], {
      StringLike: { 's3:prefix': 'a/*' },
    }),
    {
      name: 'a key that one of the actions never has',
      code: 'UNSUPPORTED_ACTION_FOR_CONDITION_KEY',
      marks: ['"s3:prefix"'],
      says: 's3:GetObject',
    },
  ),
  identityCase(on('s3:ListBucket', bucket, { StringLike: { 's3:prefix': 'a/*' } }), {
    name: 'a key that the action has',
    code: 'UNSUPPORTED_ACTION_FOR_CONDITION_KEY',
    marks: [],
  }),
  identityCase(on('s3:ListBucket', bucket, { StringEquals: { 's3:max-keys': '10' } }), {
    name: 'a number of a service compared as text',
    code: 'TYPE_MISMATCH',
    marks: ['"StringEquals"'],
  }),
  identityCase(on('dynamodb:GetItem', table, { StringEquals: { 'dynamodb:LeadingKeys': 'a' } }), {
    name: 'several values of a service’s key without qualifier',
    code: 'MISSING_QUALIFIER',
    marks: ['"StringEquals"'],
    fixed: on('dynamodb:GetItem', table, {
      'ForAnyValue:StringEquals': { 'dynamodb:LeadingKeys': 'a' },
    }),
  }),
  identityCase(on('s3:ListBucket', bucket, { 'ForAllValues:StringLike': { 's3:prefix': 'a' } }), {
    name: 'ForAllValues for a service’s key with one value',
    code: 'FORALLVALUES_WITH_SINGLE_VALUED_KEY',
    marks: ['"ForAllValues:StringLike"'],
  }),
  bucketCase(
    { Principal: { AWS: '111122223333' }, Action: 's3:GetObjekt' },
    { name: 'an action of a bucket policy', code: 'INVALID_ACTION', marks: ['"s3:GetObjekt"'] },
  ),
];
