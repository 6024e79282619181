import { expect } from 'vitest';
import type { CommandCase } from '../case.ts';

const base = 'arn:aws:ecs:us-east-1:111122223333';
const service = `${base}:service/main/web`;
const definition = `${base}:task-definition/web:1`;
const role = 'arn:aws:iam::111122223333:role/ecsTaskExecutionRole';
const files = {
  'task.json': JSON.stringify({
    family: 'web',
    executionRoleArn: role,
    containerDefinitions: [{ name: 'web', image: 'nginx', essential: true }],
  }),
  'appspec.yaml':
    'version: 0.0\nResources:\n  - TargetService:\n      Type: AWS::ECS::Service\n      Properties:\n        TaskDefinition: <TASK_DEFINITION>\n',
};
const refusal = (operation: string) => ({ code: 'AccessDeniedException', operation });
const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+00:00$/);
const codedeploy = 'arn:aws:codedeploy:us-east-1:111122223333';
const application = `${codedeploy}:application:AppECS-main-web`;
const group = `${codedeploy}:deploymentgroup:AppECS-main-web/DgpECS-main-web`;

const plain = (
  row: number,
  title: string,
  run: string,
  operation: string,
  resource: string,
  json: unknown,
  faults: NonNullable<CommandCase['faults']> = [],
): CommandCase => ({
  row,
  title,
  run,
  files,
  checks: [[`ecs:${operation}`, resource]],
  stdout: { json },
  refusals: { [`ecs:${operation}`]: refusal(operation) },
  faults,
});

export const ecsCases: readonly CommandCase[] = [
  plain(
    111,
    'aws ecs update-service --cluster <cluster> --service <service> --force-new-deployment',
    'aws ecs update-service --cluster main --service web --force-new-deployment',
    'UpdateService',
    service,
    {
      service: {
        serviceArn: service,
        serviceName: 'web',
        clusterArn: `${base}:cluster/main`,
        status: 'ACTIVE',
        deployments: [
          { status: 'PRIMARY', rolloutState: 'IN_PROGRESS', createdAt: time },
          { status: 'ACTIVE' },
        ],
        schedulingStrategy: 'REPLICA',
      },
    },
    [
      {
        what: 'no such cluster',
        run: 'aws ecs update-service --cluster none --service web --force-new-deployment',
        resources: { clusters: { main: {} } },
        stderr:
          'An error occurred (ClusterNotFoundException) when calling the UpdateService operation: Cluster not found.',
        exit: 254,
      },
      {
        what: 'no such service',
        run: 'aws ecs update-service --cluster main --service none --force-new-deployment',
        resources: { clusters: { main: { services: { web: {} } } } },
        stderr:
          'An error occurred (ServiceNotFoundException) when calling the UpdateService operation: Service not found.',
        exit: 254,
      },
    ],
  ),
  {
    row: 112,
    title: 'aws ecs register-task-definition --cli-input-json file://<file>',
    run: 'aws ecs register-task-definition --cli-input-json file://task.json',
    files,
    checks: [
      ['ecs:RegisterTaskDefinition', '*'],
      ['iam:PassRole', role],
    ],
    stdout: {
      json: {
        taskDefinition: {
          taskDefinitionArn: definition,
          family: 'web',
          revision: 1,
          executionRoleArn: role,
          status: 'ACTIVE',
          registeredAt: time,
        },
      },
    },
    refusals: {
      'ecs:RegisterTaskDefinition': refusal('RegisterTaskDefinition'),
      'iam:PassRole': refusal('RegisterTaskDefinition'),
    },
  },
  plain(
    113,
    'aws ecs describe-task-definition --task-definition <family>',
    'aws ecs describe-task-definition --task-definition web',
    'DescribeTaskDefinition',
    '*',
    { taskDefinition: { taskDefinitionArn: definition }, tags: [] },
  ),
  plain(
    114,
    'aws ecs deregister-task-definition --task-definition <family:revision>',
    'aws ecs deregister-task-definition --task-definition web:1',
    'DeregisterTaskDefinition',
    '*',
    { taskDefinition: { taskDefinitionArn: definition, status: 'INACTIVE' } },
  ),
  plain(
    115,
    'aws ecs describe-services --cluster <cluster> --services <service>',
    'aws ecs describe-services --cluster main --services web',
    'DescribeServices',
    service,
    {
      services: [{ serviceArn: service, deployments: [{ rolloutState: 'COMPLETED' }] }],
      failures: [],
    },
  ),
  plain(
    116,
    'aws ecs list-services --cluster <cluster>',
    'aws ecs list-services --cluster main',
    'ListServices',
    '*',
    { serviceArns: [] },
  ),
  plain(
    117,
    'aws ecs list-tasks --cluster <cluster>',
    'aws ecs list-tasks --cluster main',
    'ListTasks',
    `${base}:container-instance/main/*`,
    { taskArns: [expect.stringMatching(/task\/main\/[0-9a-f]{32}$/)] },
  ),
  plain(
    118,
    'aws ecs describe-tasks --cluster <cluster> --tasks <id>',
    'aws ecs describe-tasks --cluster main --tasks abc',
    'DescribeTasks',
    `${base}:task/main/abc`,
    { tasks: [{ taskArn: `${base}:task/main/abc` }], failures: [] },
  ),
  {
    row: 119,
    title: 'aws ecs run-task --cluster <cluster> --task-definition <family>',
    preparing: ['ecs:RegisterTaskDefinition'],
    run: 'aws ecs register-task-definition --cli-input-json file://task.json > /dev/null && aws ecs run-task --cluster main --task-definition web',
    files,
    checks: [
      ['ecs:RegisterTaskDefinition', '*'],
      ['iam:PassRole', role],
      ['ecs:RunTask', definition],
      ['iam:PassRole', role],
    ],
    stdout: {
      json: {
        tasks: [
          {
            taskArn: expect.stringMatching(/task\/main\/[0-9a-f]{32}$/),
            lastStatus: 'PROVISIONING',
            desiredStatus: 'RUNNING',
            launchType: 'FARGATE',
          },
        ],
        failures: [],
      },
    },
    refusals: {
      'ecs:RegisterTaskDefinition': refusal('RegisterTaskDefinition'),
      'ecs:RunTask': refusal('RunTask'),
      'iam:PassRole': refusal('RegisterTaskDefinition'),
    },
  },
  {
    row: 120,
    title: 'aws ecs wait services-stable --cluster <cluster> --services <service>',
    preparing: ['ecs:UpdateService'],
    run: 'aws ecs update-service --cluster main --service web --force-new-deployment > /dev/null && aws ecs wait services-stable --cluster main --services web && date +%M:%S',
    checks: [
      ['ecs:UpdateService', service],
      ['ecs:DescribeServices', service],
    ],
    // It asked every 15 s until the deployment was stable, a minute and a half later.
    stdout: /^27:3\d\n$/,
    refusals: {
      'ecs:UpdateService': refusal('UpdateService'),
      'ecs:DescribeServices': {
        stderr:
          /Waiter ServicesStable failed: An error occurred \(AccessDeniedException\): User: \S+ is not authorized to perform: ecs:DescribeServices/,
        exit: 255,
      },
    },
  },
  {
    row: 121,
    title:
      'aws ecs deploy --service <service> --task-definition <file> --codedeploy-appspec <file>',
    run: 'aws ecs deploy --cluster main --service web --task-definition task.json --codedeploy-appspec appspec.yaml',
    files,
    checks: [
      ['ecs:DescribeServices', service],
      ['codedeploy:GetApplication', application],
      ['codedeploy:GetDeploymentGroup', group],
      ['ecs:RegisterTaskDefinition', '*'],
      ['iam:PassRole', role],
      ['codedeploy:CreateDeployment', group],
      ['codedeploy:GetDeploymentConfig', `${codedeploy}:deploymentconfig:*`],
      ['codedeploy:RegisterApplicationRevision', application],
      ['codedeploy:GetDeployment', group],
    ],
    stdout: new RegExp(
      `^Successfully registered new ECS task definition ${definition}\nSuccessfully created deployment d-[A-Z0-9]{9}\nWaiting for d-[A-Z0-9]{9} to succeed. Will wait up to 30 minutes\nSuccessfully deployed ${definition} to service 'web'\n$`,
    ),
    refusals: {
      'ecs:DescribeServices': refusal('DescribeServices'),
      'codedeploy:GetApplication': refusal('GetApplication'),
      'codedeploy:GetDeploymentGroup': refusal('GetDeploymentGroup'),
      'ecs:RegisterTaskDefinition': refusal('RegisterTaskDefinition'),
      'iam:PassRole': refusal('RegisterTaskDefinition'),
      'codedeploy:CreateDeployment': refusal('CreateDeployment'),
      'codedeploy:GetDeploymentConfig': refusal('CreateDeployment'),
      'codedeploy:RegisterApplicationRevision': refusal('CreateDeployment'),
      'codedeploy:GetDeployment': {
        stderr: /Waiter DeploymentSuccessful failed: An error occurred \(AccessDeniedException\)/,
        exit: 255,
      },
    },
  },
];
