import { describe, expect, it } from 'vitest';
import { account, allowing } from './support.ts';

const base = 'arn:aws:ecs:us-east-1:111122223333';

function setting(o: Partial<Parameters<typeof account>[0]> = {}) {
  const made = account({ policy: allowing('ecs:*', 'iam:PassRole'), ...o });
  const call = (operation: string, params: Record<string, unknown>) =>
    made.asWorker('ecs', operation, { cluster: 'main', ...params });
  const pass = async (ms: number) => {
    made.kernel.schedule(ms, () => undefined);
    await made.kernel.run(() => false);
  };
  return { ...made, call, pass };
}

describe('task definitions', () => {
  it('count up, from what was there', async () => {
    const { call } = setting();
    await call('DescribeTaskDefinition', { taskDefinition: 'web:7' });
    expect(await call('RegisterTaskDefinition', { family: 'web' })).toMatchObject({
      output: { taskDefinition: { taskDefinitionArn: `${base}:task-definition/web:8` } },
    });
    expect(await call('DescribeTaskDefinition', { taskDefinition: 'web' })).toMatchObject({
      output: { taskDefinition: { revision: 8 } },
    });
  });

  it('hand over each role they name, to ECS tasks', async () => {
    const { call } = setting({
      policy: {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Action: 'ecs:*', Resource: '*' },
          {
            Effect: 'Allow',
            Action: 'iam:PassRole',
            Resource: '*',
            Condition: { StringEquals: { 'iam:PassedToService': 'ecs.amazonaws.com' } },
          },
        ],
      },
    });
    expect(
      await call('RegisterTaskDefinition', { family: 'web', executionRoleArn: 'run' }),
    ).toMatchObject({
      error: {
        code: 'AccessDeniedException',
        message: expect.stringContaining(
          'iam:PassRole on resource: arn:aws:iam::111122223333:role/run',
        ),
      },
    });
  });
});

describe('a service', () => {
  const deployments = async (call: ReturnType<typeof setting>['call']) => {
    const result = await call('DescribeServices', { services: ['web'] });
    if (!result.ok) return result.error.code;
    const [service] = result.output.services as { deployments: { rolloutState: string }[] }[];
    return service?.deployments.map(({ rolloutState }) => rolloutState);
  };

  it('has two deployments while one takes the other’s place', async () => {
    const { call, pass } = setting();
    expect(await deployments(call)).toEqual(['COMPLETED']);
    await call('UpdateService', { service: 'web', forceNewDeployment: true });
    expect(await deployments(call)).toEqual(['IN_PROGRESS', 'COMPLETED']);
    await pass(120_000);
    expect(await deployments(call)).toEqual(['COMPLETED']);
  });

  it('of a list in the scenario is there; another is missing, and another cluster is an error', async () => {
    const { call } = setting({ resources: { clusters: { main: { services: { web: {} } } } } });
    expect(await call('DescribeServices', { services: ['web', 'none'] })).toMatchObject({
      output: {
        services: [{ serviceName: 'web' }],
        failures: [{ arn: `${base}:service/main/none`, reason: 'MISSING' }],
      },
    });
    expect(await call('ListServices', {})).toMatchObject({
      output: { serviceArns: [`${base}:service/main/web`] },
    });
    expect(await call('DescribeServices', { cluster: 'x', services: ['web'] })).toMatchObject({
      error: { code: 'ClusterNotFoundException' },
    });
  });
});

it('a task that is run starts, runs and ends well', async () => {
  const { call, pass } = setting();
  const started = await call('RunTask', { taskDefinition: 'web', count: 2 });
  const tasks = started.ok ? (started.output.tasks as { taskArn: string }[]) : [];
  expect(new Set(tasks.map(({ taskArn }) => taskArn)).size).toBe(2);
  const now = async () => {
    const result = await call('DescribeTasks', { tasks: [tasks[0]?.taskArn] });
    return result.ok ? (result.output.tasks as object[])[0] : result.error;
  };
  expect(await now()).toMatchObject({ lastStatus: 'PROVISIONING', desiredStatus: 'RUNNING' });
  await pass(30_000);
  expect(await now()).toMatchObject({ lastStatus: 'RUNNING' });
  await pass(60_000);
  expect(await now()).toMatchObject({ lastStatus: 'STOPPED', containers: [{ exitCode: 0 }] });
  expect(await call('ListTasks', { desiredStatus: 'STOPPED' })).toMatchObject({
    output: { taskArns: tasks.map(({ taskArn }) => taskArn) },
  });
});

describe('what a command makes', () => {
  it('a definition has nothing that was not given', async () => {
    const { call } = setting();
    const made = await call('RegisterTaskDefinition', { family: 'bare' });
    const { taskDefinition } = (made as { output?: object }).output as { taskDefinition: object };
    for (const name of ['networkMode', 'requiresCompatibilities', 'cpu', 'memory']) {
      expect(taskDefinition).not.toHaveProperty(name);
    }
    const fargate = { family: 'web', requiresCompatibilities: ['FARGATE'] };
    expect(await call('RegisterTaskDefinition', fargate)).toMatchObject({
      error: { code: 'ClientException', message: 'Fargate only supports network mode ‘awsvpc’.' },
    });
    expect(await call('ListTaskDefinitions', { familyPrefix: 'bare' })).toMatchObject({
      output: { taskDefinitionArns: [`${base}:task-definition/bare:1`] },
    });
  });

  it('a service is there for the next call, once its cluster is', async () => {
    const { call, pass } = setting({ resources: { clusters: { main: { services: {} } } } });
    const service = { serviceName: 'api', taskDefinition: 'api', desiredCount: 2 };
    expect(await call('CreateService', service)).toMatchObject({
      output: { service: { runningCount: 0, deployments: [{ status: 'PRIMARY' }] } },
    });
    expect(await call('CreateService', service)).toMatchObject({
      error: { code: 'InvalidParameterException' },
    });
    await pass(100_000);
    expect(await call('DescribeServices', { services: ['api'] })).toMatchObject({
      output: { services: [{ runningCount: 2, desiredCount: 2 }], failures: [] },
    });
    expect(await call('DescribeClusters', { clusters: ['main', 'other'] })).toMatchObject({
      output: {
        clusters: [{ clusterName: 'main', activeServicesCount: 1 }],
        failures: [{ arn: `${base}:cluster/other`, reason: 'MISSING' }],
      },
    });
  });

  it('a task is stopped, and stays so', async () => {
    const { call } = setting();
    const run = await call('RunTask', { taskDefinition: 'web' });
    const { tasks } = (run as { output?: object }).output as { tasks: { taskArn: string }[] };
    const task = tasks[0]!.taskArn;
    await call('StopTask', { task, reason: 'enough' });
    expect(await call('DescribeTasks', { tasks: [task] })).toMatchObject({
      output: { tasks: [{ lastStatus: 'STOPPED', stoppedReason: 'enough' }] },
    });
    expect(await call('ListTasks', { desiredStatus: 'STOPPED' })).toMatchObject({
      output: { taskArns: [task] },
    });
  });
});
