import { expect } from 'vitest';
import type { CommandCase } from '../case.ts';

const at = (service: string, rest: string) => `arn:aws:${service}:us-east-1:111122223333:${rest}`;
const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+00:00$/);
const denied = (operation: string) => ({ code: 'AccessDenied', operation });
const exception = (operation: string) => ({ code: 'AccessDeniedException', operation });

const version = at('elasticbeanstalk', 'applicationversion/shop/v7');
const bundle = 'arn:aws:s3:::bundles/shop.zip';
const environment = at('elasticbeanstalk', 'environment/*/shop-prod');
const createVersion =
  'aws elasticbeanstalk create-application-version --application-name shop --version-label v7 --source-bundle S3Bucket=bundles,S3Key=shop.zip';
/** API Gateway's ARNs have no account. */
const api = 'arn:aws:apigateway:us-east-1::/restapis';
const pool = 'us-east-1_AbCdEfGhI';
const createUser = `aws cognito-idp admin-create-user --user-pool-id ${pool} --username ana`;

/** Elastic Beanstalk, API Gateway, Cognito. */
export const platformCases: readonly CommandCase[] = [
  {
    row: 182,
    title:
      'aws elasticbeanstalk create-application-version --application-name <app> --version-label <label> --source-bundle S3Bucket=<bucket>,S3Key=<key>',
    run: createVersion,
    checks: [
      ['elasticbeanstalk:CreateApplicationVersion', version],
      ['s3:GetObject', bundle],
    ],
    stdout: {
      json: {
        ApplicationVersion: {
          ApplicationVersionArn: version,
          ApplicationName: 'shop',
          VersionLabel: 'v7',
          SourceBundle: { S3Bucket: 'bundles', S3Key: 'shop.zip' },
          DateCreated: time,
          DateUpdated: time,
          Status: 'UNPROCESSED',
        },
      },
    },
    refusals: {
      'elasticbeanstalk:CreateApplicationVersion': denied('CreateApplicationVersion'),
      's3:GetObject': denied('CreateApplicationVersion'),
    },
    faults: [
      {
        what: 'the label is taken',
        run: `${createVersion} >first && ${createVersion}`,
        stderr:
          'An error occurred (InvalidParameterValue) when calling the CreateApplicationVersion operation: Application Version v7 already exists.',
        exit: 254,
      },
    ],
  },
  {
    row: 183,
    title:
      'aws elasticbeanstalk update-environment --environment-name <env> --version-label <label>',
    run: 'aws elasticbeanstalk update-environment --environment-name shop-prod --version-label v7',
    checks: [['elasticbeanstalk:UpdateEnvironment', environment]],
    stdout: {
      json: {
        EnvironmentName: 'shop-prod',
        VersionLabel: 'v7',
        Status: 'Updating',
        Health: 'Grey',
      },
    },
    refusals: { 'elasticbeanstalk:UpdateEnvironment': denied('UpdateEnvironment') },
  },
  {
    row: 184,
    title: 'aws elasticbeanstalk describe-environments --environment-names <env>',
    run: 'aws elasticbeanstalk describe-environments --environment-names shop-prod',
    checks: [['elasticbeanstalk:DescribeEnvironments', environment]],
    stdout: {
      json: {
        Environments: [{ EnvironmentName: 'shop-prod', Status: 'Ready', Health: 'Green' }],
      },
    },
    refusals: { 'elasticbeanstalk:DescribeEnvironments': denied('DescribeEnvironments') },
  },
  {
    row: 185,
    title: 'aws apigateway create-deployment --rest-api-id <api> --stage-name <stage>',
    run: 'aws apigateway create-deployment --rest-api-id a1b2c3 --stage-name prod',
    checks: [['apigateway:POST', `${api}/a1b2c3/deployments`]],
    stdout: { json: { id: expect.stringMatching(/^[a-z0-9]{6}$/), createdDate: time } },
    refusals: { 'apigateway:POST': exception('CreateDeployment') },
  },
  {
    row: 186,
    title: 'aws apigateway get-rest-apis',
    run: 'aws apigateway get-rest-apis',
    checks: [['apigateway:GET', api]],
    stdout: { json: { items: [] } },
    refusals: { 'apigateway:GET': exception('GetRestApis') },
  },
  {
    row: 187,
    title: 'aws apigateway put-rest-api --rest-api-id <api> --body fileb://<file>',
    run: 'aws apigateway put-rest-api --rest-api-id a1b2c3 --body fileb://api.json',
    files: { 'api.json': '{"openapi": "3.0.1", "info": {"title": "Shop", "version": "1"}}' },
    checks: [['apigateway:PUT', `${api}/a1b2c3`]],
    stdout: { json: { id: 'a1b2c3', name: 'Shop' } },
    refusals: { 'apigateway:PUT': exception('PutRestApi') },
    faults: [
      {
        what: 'there is no such file',
        run: 'aws apigateway put-rest-api --rest-api-id a1b2c3 --body fileb://nothing.json',
        stderr:
          "Error parsing parameter '--body': Unable to load paramfile fileb://nothing.json: [Errno 2] No such file or directory: 'nothing.json'",
        exit: 252,
      },
    ],
  },
  {
    row: 188,
    title:
      'aws apigateway get-export --rest-api-id <api> --stage-name <stage> --export-type swagger <outfile>',
    run: 'aws apigateway get-export --rest-api-id a1b2c3 --stage-name prod --export-type swagger out.json && grep -o swagger out.json >&2',
    checks: [['apigateway:GET', `${api}/a1b2c3/stages/prod/exports/swagger`]],
    stdout: {
      json: {
        contentType: 'application/octet-stream',
        contentDisposition: expect.stringMatching(
          /^attachment; filename="swagger_\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ\.json"$/,
        ),
      },
    },
    stderr: /^swagger\n$/,
    refusals: { 'apigateway:GET': exception('GetExport') },
  },
  {
    row: 189,
    title: 'aws cognito-idp admin-create-user --user-pool-id <pool> --username <name>',
    run: createUser,
    checks: [['cognito-idp:AdminCreateUser', at('cognito-idp', `userpool/${pool}`)]],
    stdout: {
      json: { User: { Username: 'ana', Enabled: true, UserStatus: 'FORCE_CHANGE_PASSWORD' } },
    },
    refusals: { 'cognito-idp:AdminCreateUser': exception('AdminCreateUser') },
    faults: [
      {
        what: 'somebody has that name',
        run: `${createUser} >first && ${createUser}`,
        stderr:
          'An error occurred (UsernameExistsException) when calling the AdminCreateUser operation: User account already exists',
        exit: 254,
      },
    ],
  },
];
