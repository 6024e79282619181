import type { WarningCase } from '../warningCase.ts';
import { identityCase } from '../warningCase.ts';

const bucket = 'arn:aws:s3:::acme-web-site';
const secret = 'arn:aws:secretsmanager:us-east-1:111122223333:secret:db';
const group = 'arn:aws:logs:us-east-1:111122223333:log-group:/aws/codebuild/web';
const alias = 'arn:aws:kms:us-east-1:111122223333:alias/web';
const parameter = 'arn:aws:ssm:us-east-1:111122223333:parameter';

export const warningsPitfalls: WarningCase[] = [
  identityCase(
    { Action: 's3:ListBucket', Resource: `${bucket}/*` },
    {
      name: 'ListBucket on objects',
      code: 'LIST_BUCKET_ON_OBJECTS',
      marks: [`"${bucket}/*"`],
      fixed: { Action: 's3:ListBucket', Resource: bucket },
    },
  ),
  identityCase(
    { Action: ['s3:GetObject', 's3:ListBucket'], Resource: `${bucket}/*` },
    {
      name: 'ListBucket among actions on objects',
      code: 'LIST_BUCKET_ON_OBJECTS',
      marks: ['"s3:ListBucket"'],
      fixed: null,
      says: bucket,
    },
  ),
  identityCase(
    { Action: 's3:ListBucket', Resource: [`${bucket}/*`, bucket] },
    { name: 'ListBucket on bucket and objects', code: 'LIST_BUCKET_ON_OBJECTS', marks: [] },
  ),
  identityCase(
    { Action: ['s3:PutObject', 's3:GetObject'], Resource: bucket },
    {
      name: 'object actions on the bucket',
      code: 'OBJECT_ACTION_ON_BUCKET',
      marks: [`"${bucket}"`],
      fixed: { Action: ['s3:PutObject', 's3:GetObject'], Resource: `${bucket}/*` },
    },
  ),
  identityCase(
    { Action: 's3:PutObject', Resource: 'arn:aws:s3:::acme-*' },
    { name: 'a wildcard that may take in a slash', code: 'OBJECT_ACTION_ON_BUCKET', marks: [] },
  ),
  identityCase(
    { Action: 's3:PutObject', Resource: [bucket, 'arn:aws:kms:us-east-1:111122223333:key/1'] },
    { name: 'resources of other services beside it', code: 'OBJECT_ACTION_ON_BUCKET', marks: [] },
  ),
  identityCase(
    {
      Action: 'ecr:GetAuthorizationToken',
      Resource: 'arn:aws:ecr:us-east-1:111122223333:repository/web',
    },
    {
      name: 'the token of ECR for a repository',
      code: 'AUTHORIZATION_TOKEN_NOT_ON_STAR',
      marks: ['"arn:aws:ecr:us-east-1:111122223333:repository/web"'],
      fixed: { Action: 'ecr:GetAuthorizationToken', Resource: '*' },
    },
  ),
  identityCase(
    {
      Action: ['ecr:PutImage', 'ecr:GetAuthorizationToken'],
      Resource: 'arn:aws:ecr:us-east-1:111122223333:repository/web',
    },
    {
      name: 'the token of ECR among other actions',
      code: 'AUTHORIZATION_TOKEN_NOT_ON_STAR',
      marks: ['"ecr:GetAuthorizationToken"'],
      fixed: null,
    },
  ),
  identityCase(
    { Action: 'ecr:GetAuthorizationToken', Resource: '*' },
    { name: 'the token of ECR for *', code: 'AUTHORIZATION_TOKEN_NOT_ON_STAR', marks: [] },
  ),
  identityCase(
    { Action: 'secretsmanager:GetSecretValue', Resource: secret },
    {
      name: 'a secret without suffix',
      code: 'SECRET_WITHOUT_SUFFIX',
      marks: [`"${secret}"`],
      fixed: { Action: 'secretsmanager:GetSecretValue', Resource: `${secret}-??????` },
    },
  ),
  identityCase(
    { Action: 'secretsmanager:GetSecretValue', Resource: [`${secret}-a1B2c3`, `${secret}-*`] },
    { name: 'secrets with suffix or wildcard', code: 'SECRET_WITHOUT_SUFFIX', marks: [] },
  ),
  identityCase(
    { Action: ['logs:CreateLogStream', 'logs:Put*'], Resource: [group] },
    {
      name: 'lines into a group without its streams',
      code: 'LOG_GROUP_WITHOUT_STREAMS',
      marks: [`"${group}"`],
      fixed: { Action: ['logs:CreateLogStream', 'logs:Put*'], Resource: [`${group}:*`] },
    },
  ),
  identityCase(
    { Action: 'logs:*', Resource: [group, `${group}:*`] },
    { name: 'group and streams', code: 'LOG_GROUP_WITHOUT_STREAMS', marks: [] },
  ),
  identityCase(
    { Action: 'logs:CreateLogGroup', Resource: group },
    { name: 'an action about the group', code: 'LOG_GROUP_WITHOUT_STREAMS', marks: [] },
  ),
  identityCase(
    { Action: 'kms:Decrypt', Resource: alias },
    { name: 'an alias for Decrypt', code: 'KEY_ALIAS_AS_RESOURCE', marks: [`"${alias}"`] },
  ),
  identityCase(
    { Action: 'kms:CreateAlias', Resource: alias },
    { name: 'an alias for CreateAlias', code: 'KEY_ALIAS_AS_RESOURCE', marks: [] },
  ),
  identityCase(
    { Action: 'ssm:GetParameters', Resource: `${parameter}//web/key` },
    {
      name: 'a parameter with two slashes',
      code: 'PARAMETER_WITH_TWO_SLASHES',
      marks: [`"${parameter}//web/key"`],
      fixed: { Action: 'ssm:GetParameters', Resource: `${parameter}/web/key` },
    },
  ),
];
