import { expect } from 'vitest';
import type { CommandCase } from '../case.ts';

const at = (service: string, rest: string) => `arn:aws:${service}:us-east-1:111122223333:${rest}`;
const uuid = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+00:00$/);
const denied = (operation: string) => ({ code: 'AccessDenied', operation });
const exception = (operation: string) => ({ code: 'AccessDeniedException', operation });

const cluster = at('rds', 'cluster:shop');
const secret = at('secretsmanager', 'secret:shop/db-a1b2c3');
const snapshot =
  'aws rds create-db-snapshot --db-instance-identifier shop --db-snapshot-identifier before-7';
const zone = 'Z0123456789ABCDEFGHIJ';
const change = {
  Changes: [
    {
      Action: 'UPSERT',
      ResourceRecordSet: {
        Name: 'shop.example.com',
        Type: 'A',
        TTL: 60,
        ResourceRecords: [{ Value: '192.0.2.1' }],
      },
    },
  ],
};
const branch = at('amplify', 'apps/d1a2b3c4/branches/main');
const onBranch = '--app-id d1a2b3c4 --branch-name main';
const job = (jobType: string) => ({
  jobSummary: {
    jobArn: expect.stringMatching(/:apps\/d1a2b3c4\/branches\/main\/jobs\/\d{10}$/),
    jobId: '1',
    status: 'PENDING',
    jobType,
  },
});
const machine = at('states', 'stateMachine:orders');
const role = 'arn:aws:iam::111122223333:role/orders';
const update = `aws stepfunctions update-state-machine --state-machine-arn ${machine} --definition file://machine.json`;
const service = at('apprunner', 'service/shop/8fe1e10304f84fd2b0df550fe98a71fa');
const application = at('serverlessrepo', 'applications/shop');
const release = `aws serverlessrepo create-application-version --application-id ${application} --semantic-version 1.2.0 --template-body Resources`;

/** RDS, Route 53, Amplify, Step Functions, App Runner, the Serverless Application Repository and lists of others. */
export const managedCases: readonly CommandCase[] = [
  {
    row: 190,
    title: 'aws rds describe-db-instances',
    run: 'aws rds describe-db-instances',
    checks: [['rds:DescribeDBInstances', at('rds', 'db:*')]],
    stdout: { json: { DBInstances: [] } },
    refusals: { 'rds:DescribeDBInstances': denied('DescribeDBInstances') },
  },
  {
    row: 191,
    title:
      'aws rds create-db-snapshot --db-instance-identifier <db> --db-snapshot-identifier <snapshot>',
    run: snapshot,
    checks: [
      ['rds:CreateDBSnapshot', at('rds', 'db:shop')],
      ['rds:CreateDBSnapshot', at('rds', 'snapshot:before-7')],
    ],
    stdout: { json: { DBSnapshot: { DBSnapshotIdentifier: 'before-7', Status: 'creating' } } },
    refusals: { 'rds:CreateDBSnapshot': denied('CreateDBSnapshot') },
    faults: [
      {
        what: 'the name is taken',
        run: `${snapshot} >first && ${snapshot}`,
        stderr:
          'An error occurred (DBSnapshotAlreadyExists) when calling the CreateDBSnapshot operation: Cannot create the snapshot because a snapshot with the identifier before-7 already exists.',
        exit: 254,
      },
    ],
  },
  {
    row: 192,
    title:
      'aws rds-data execute-statement --resource-arn <cluster> --secret-arn <secret> --sql <sql>',
    run: `aws rds-data execute-statement --resource-arn ${cluster} --secret-arn ${secret} --sql 'select 1'`,
    checks: [
      ['rds-data:ExecuteStatement', cluster],
      ['secretsmanager:GetSecretValue', secret],
    ],
    stdout: { json: { numberOfRecordsUpdated: 0, records: [] } },
    refusals: {
      'rds-data:ExecuteStatement': exception('ExecuteStatement'),
      'secretsmanager:GetSecretValue': exception('ExecuteStatement'),
    },
  },
  {
    row: 193,
    title:
      'aws route53 change-resource-record-sets --hosted-zone-id <zone> --change-batch file://<file>',
    run: `aws route53 change-resource-record-sets --hosted-zone-id ${zone} --change-batch file://change.json`,
    files: { 'change.json': JSON.stringify(change) },
    checks: [['route53:ChangeResourceRecordSets', `arn:aws:route53:::hostedzone/${zone}`]],
    stdout: {
      json: {
        ChangeInfo: {
          Id: expect.stringMatching(/^\/change\/C[A-Z0-9]+$/),
          Status: 'PENDING',
          SubmittedAt: time,
        },
      },
    },
    refusals: { 'route53:ChangeResourceRecordSets': denied('ChangeResourceRecordSets') },
  },
  {
    row: 194,
    title: 'aws amplify start-job --app-id <app> --branch-name <branch> --job-type RELEASE',
    run: `aws amplify start-job ${onBranch} --job-type RELEASE`,
    checks: [['amplify:StartJob', `${branch}/jobs/*`]],
    stdout: { json: job('RELEASE') },
    refusals: { 'amplify:StartJob': exception('StartJob') },
  },
  {
    row: 195,
    title: 'aws amplify create-deployment --app-id <app> --branch-name <branch>',
    run: `aws amplify create-deployment ${onBranch}`,
    checks: [['amplify:CreateDeployment', `${branch}/deployments/*`]],
    stdout: {
      json: {
        jobId: '1',
        fileUploadUrls: {},
        zipUploadUrl: expect.stringMatching(/^https:\/\/\S+\.amazonaws\.com\/\S+X-Amz-/),
      },
    },
    refusals: { 'amplify:CreateDeployment': exception('CreateDeployment') },
  },
  {
    row: 196,
    title: 'aws amplify start-deployment --app-id <app> --branch-name <branch> --job-id <id>',
    before: `aws amplify create-deployment ${onBranch}`,
    run: `aws amplify start-deployment ${onBranch} --job-id 1`,
    checks: [['amplify:StartDeployment', `${branch}/deployments/*`]],
    stdout: { json: job('MANUAL') },
    refusals: { 'amplify:StartDeployment': exception('StartDeployment') },
    faults: [
      {
        what: 'no deployment was created under that id',
        run: `aws amplify start-deployment ${onBranch} --job-id 9`,
        stderr:
          'An error occurred (NotFoundException) when calling the StartDeployment operation: Job with id 9 not found.',
        exit: 254,
      },
    ],
  },
  {
    row: 197,
    title: 'aws stepfunctions start-execution --state-machine-arn <arn>',
    run: `aws stepfunctions start-execution --state-machine-arn ${machine}`,
    checks: [['states:StartExecution', machine]],
    stdout: {
      json: {
        executionArn: expect.stringMatching(
          new RegExp(`^${at('states', 'execution:orders')}:${uuid}$`),
        ),
        startDate: time,
      },
    },
    refusals: { 'states:StartExecution': exception('StartExecution') },
    faults: [
      {
        what: 'the name alone is no ARN',
        run: 'aws stepfunctions start-execution --state-machine-arn orders',
        stderr:
          "An error occurred (InvalidArn) when calling the StartExecution operation: Invalid Arn: 'Invalid ARN prefix: orders'",
        exit: 254,
      },
      {
        what: 'the same name with other input',
        run: `aws stepfunctions start-execution --state-machine-arn ${machine} --name v7 >first && aws stepfunctions start-execution --state-machine-arn ${machine} --name v7 --input '{"again": true}'`,
        stderr: `An error occurred (ExecutionAlreadyExists) when calling the StartExecution operation: Execution Already Exists: '${at('states', 'execution:orders')}:v7'`,
        exit: 254,
      },
    ],
  },
  {
    row: 198,
    title:
      'aws stepfunctions update-state-machine --state-machine-arn <arn> --definition file://<file>',
    run: `${update} --role-arn ${role}`,
    files: { 'machine.json': '{"StartAt": "Pay", "States": {"Pay": {"Type": "Succeed"}}}' },
    checks: [
      ['states:UpdateStateMachine', machine],
      ['iam:PassRole', role],
    ],
    stdout: {
      json: {
        updateDate: time,
        revisionId: expect.stringMatching(new RegExp(`^${uuid}$`)),
      },
    },
    refusals: {
      'states:UpdateStateMachine': exception('UpdateStateMachine'),
      'iam:PassRole': exception('UpdateStateMachine'),
    },
    faults: [
      {
        what: 'the definition is no JSON',
        run: update,
        files: { 'machine.json': 'StartAt: Pay' },
        stderr:
          "An error occurred (InvalidDefinition) when calling the UpdateStateMachine operation: Invalid State Machine Definition: 'INVALID_JSON_DESCRIPTION",
        exit: 254,
      },
    ],
  },
  {
    row: 199,
    title: 'aws apprunner start-deployment --service-arn <arn>',
    run: `aws apprunner start-deployment --service-arn ${service}`,
    checks: [['apprunner:StartDeployment', service]],
    stdout: { json: { OperationId: expect.stringMatching(/^[0-9a-f]{32}$/) } },
    refusals: { 'apprunner:StartDeployment': exception('StartDeployment') },
  },
  {
    row: 200,
    title:
      'aws serverlessrepo create-application-version --application-id <arn> --semantic-version <v> …',
    run: release,
    checks: [['serverlessrepo:CreateApplicationVersion', application]],
    stdout: { json: { ApplicationId: application, SemanticVersion: '1.2.0' } },
    refusals: {
      'serverlessrepo:CreateApplicationVersion': exception('CreateApplicationVersion'),
    },
    faults: [
      {
        what: 'that version is published',
        run: `${release} >first && ${release}`,
        stderr:
          'An error occurred (ConflictException) when calling the CreateApplicationVersion operation: ',
        exit: 254,
      },
    ],
  },
  {
    row: 201,
    title: 'aws inspector2 list-findings',
    run: 'aws inspector2 list-findings',
    checks: [['inspector2:ListFindings', '*']],
    stdout: { json: { findings: [] } },
    refusals: { 'inspector2:ListFindings': exception('ListFindings') },
  },
  {
    row: 202,
    title: 'aws acm list-certificates',
    run: 'aws acm list-certificates',
    checks: [['acm:ListCertificates', '*']],
    stdout: { json: { CertificateSummaryList: [] } },
    refusals: { 'acm:ListCertificates': exception('ListCertificates') },
  },
  {
    row: 203,
    title: 'aws resourcegroupstaggingapi get-resources',
    run: 'aws resourcegroupstaggingapi get-resources',
    checks: [['tag:GetResources', '*']],
    stdout: { json: { ResourceTagMappingList: [] } },
    refusals: { 'tag:GetResources': exception('GetResources') },
  },
];
