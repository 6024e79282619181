import { text, texts } from '../../params.ts';
import { done } from '../../results.ts';
import { records } from '../../state.ts';
import type { Environment, HandlerResult, Params, ServiceDefinition } from '../../types.ts';
import { about } from '../declared.ts';
import { operations } from '../operation.ts';
import {
  clusterName,
  definitionOf,
  described,
  inCluster,
  passesRoles,
  redeploy,
  register,
  serviceArn,
  serviceNames,
  serviceOf,
  shortName,
} from './things.ts';

const taskArn = (params: Params, env: Environment, id: string): string =>
  `arn:aws:ecs:${env.region}:${env.account}:task/${clusterName(params)}/${shortName(id)}`;

const definitionArn = (params: Params, env: Environment): string =>
  text(definitionOf(env, text(params, 'taskDefinition')).record, 'taskDefinitionArn');

const containersNotRun = 'What runs in ECS tasks is not simulated: they start and stay healthy.';

/** An answer that depends on tasks nobody runs. */
const withTasks = (output: Params, assumed = containersNotRun): HandlerResult => ({
  ok: true,
  output,
  assumed,
});

/** Amazon ECS API Reference. */
export const ecsService: ServiceDefinition = {
  service: 'ecs',
  deniedCode: 'AccessDeniedException',
  deniedStatus: 400,
  quotesResource: false,
  operations: operations('ecs', {
    UpdateService: {
      resource: (params, env) => serviceArn(params, env, text(params, 'service')),
      context: inCluster,
      handle(params, env) {
        const found = serviceOf(params, env, text(params, 'service'));
        if (found === undefined) {
          return {
            ok: false,
            error: { code: 'ServiceNotFoundException', message: 'Service not found.', status: 400 },
          };
        }
        redeploy(env, found.record, params);
        return withTasks(
          { service: described(params, env, found.record) },
          found.assumed ?? containersNotRun,
        );
      },
      details: (params) => ({ service: text(params, 'service') }),
    },
    RegisterTaskDefinition: {
      also: (params, env) => passesRoles(env, params),
      handle: (params, env) => done({ taskDefinition: register(env, params) }),
      details: (params) => ({ family: text(params, 'family') }),
      rule: 'ecs.registering-passes-roles',
    },
    DescribeTaskDefinition: {
      handle(params, env) {
        const found = definitionOf(env, text(params, 'taskDefinition'));
        return about(found, { taskDefinition: found.record, tags: [] });
      },
    },
    DeregisterTaskDefinition: {
      handle(params, env) {
        const found = definitionOf(env, text(params, 'taskDefinition'));
        found.record.status = 'INACTIVE';
        return about(found, { taskDefinition: found.record });
      },
    },
    DescribeServices: {
      resource: (params, env) => serviceNames(params).map((name) => serviceArn(params, env, name)),
      context: inCluster,
      handle(params, env) {
        const found = serviceNames(params).map((name) => ({
          name,
          service: serviceOf(params, env, name),
        }));
        return withTasks({
          services: found.flatMap(({ service }) =>
            service === undefined ? [] : [described(params, env, service.record)],
          ),
          failures: found.flatMap(({ name, service }) =>
            service === undefined
              ? [{ arn: serviceArn(params, env, name), reason: 'MISSING' }]
              : [],
          ),
        });
      },
    },
    ListServices: {
      context: inCluster,
      handle(params, env) {
        const start = `${clusterName(params)}/`;
        const names = [...records(env.state, 'ecs:service').keys()];
        return done({
          serviceArns: names
            .filter((name) => name.startsWith(start))
            .map((name) => serviceArn(params, env, name)),
        });
      },
    },
    ListTasks: {
      resource: (params, env) =>
        `arn:aws:ecs:${env.region}:${env.account}:container-instance/${clusterName(params)}/*`,
      context: inCluster,
      handle: (params, env) =>
        withTasks({
          taskArns: [taskArn(params, env, env.ids.hex(`ecs/${clusterName(params)}/task`, 32))],
        }),
    },
    DescribeTasks: {
      resource: (params, env) => texts(params, 'tasks').map((id) => taskArn(params, env, id)),
      context: inCluster,
      handle: (params, env) =>
        withTasks({
          tasks: texts(params, 'tasks').map((id) => ({
            taskArn: taskArn(params, env, id),
            clusterArn: `arn:aws:ecs:${env.region}:${env.account}:cluster/${clusterName(params)}`,
            lastStatus: 'STOPPED',
            desiredStatus: 'STOPPED',
            containers: [{ exitCode: 0 }],
          })),
          failures: [],
        }),
    },
    RunTask: {
      resource: definitionArn,
      context: inCluster,
      also: (params, env) =>
        passesRoles(env, definitionOf(env, text(params, 'taskDefinition')).record),
      handle: (params, env) =>
        withTasks({
          tasks: [
            {
              taskArn: taskArn(params, env, env.ids.hex(`${env.trace.scope}/task`, 32)),
              taskDefinitionArn: definitionArn(params, env),
              lastStatus: 'PROVISIONING',
              desiredStatus: 'RUNNING',
              launchType: text(params, 'launchType') || 'FARGATE',
            },
          ],
          failures: [],
        }),
    },
  }),
};
