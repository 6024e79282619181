import { count, text, texts } from '../../params.ts';
import { done, refuse } from '../../results.ts';
import type { Environment, HandlerResult, Params, ServiceDefinition } from '../../types.ts';
import { about } from '../declared.ts';
import { operations, passRole } from '../operation.ts';
import { clusterOperations } from './clusters.ts';
import {
  clusterRefused,
  createService,
  described,
  redeploy,
  serviceNames,
  serviceOf,
  servicesIn,
} from './services.ts';
import { startTask, stopTask, taskArn, taskArns, taskFacts } from './tasks.ts';
import {
  clusterName,
  definitionOf,
  definitionRefused,
  definitionsIn,
  inCluster,
  passesRoles,
  register,
  serviceArn,
} from './things.ts';

const definitionArn = (params: Params, env: Environment): string =>
  text(definitionOf(env, text(params, 'taskDefinition')).record, 'taskDefinitionArn');

/** RunTask starts at most so many (Amazon ECS API Reference, "RunTask", count). */
const mostTasks = 10;

const containersNotRun = 'What runs in ECS tasks is not simulated: they start and stay healthy.';

const isResult = (answer: Params | HandlerResult): answer is HandlerResult =>
  typeof answer.ok === 'boolean';

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
        const refused = clusterRefused(params, env);
        if (refused !== null) return refused;
        const found = serviceOf(params, env, text(params, 'service'));
        if (found === undefined) return refuse('ServiceNotFoundException', 'Service not found.');
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
      handle: (params, env) =>
        definitionRefused(params) ?? done({ taskDefinition: register(env, params) }),
      details: (params) => ({ family: text(params, 'family') }),
      rule: 'ecs.registering-passes-roles',
    },
    DescribeTaskDefinition: {
      handle(params, env) {
        const found = definitionOf(env, text(params, 'taskDefinition'));
        return about(found, { taskDefinition: found.record, tags: [] });
      },
    },
    ListTaskDefinitions: {
      handle: (params, env) => done({ taskDefinitionArns: definitionsIn(params, env) }),
    },
    CreateService: {
      resource: (params, env) => serviceArn(params, env, text(params, 'serviceName')),
      context: inCluster,
      also: (params, env) => passRole(env, text(params, 'role'), 'ecs.amazonaws.com'),
      handle(params, env) {
        const refused = clusterRefused(params, env);
        if (refused !== null) return refused;
        const result = createService(params, env);
        return isResult(result) ? result : withTasks(result);
      },
      details: (params) => ({ service: text(params, 'serviceName') }),
    },
    StopTask: {
      resource: (params, env) => taskArn(params, env, text(params, 'task')),
      context: inCluster,
      handle: (params, env) =>
        clusterRefused(params, env) ?? withTasks({ task: stopTask(params, env) }),
    },
    ...clusterOperations,
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
        const refused = clusterRefused(params, env);
        if (refused !== null) return refused;
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
        const refused = clusterRefused(params, env);
        if (refused !== null) return refused;
        return done({
          serviceArns: servicesIn(params, env).map((name) => serviceArn(params, env, name)),
        });
      },
    },
    ListTasks: {
      resource: (params, env) =>
        `arn:aws:ecs:${env.region}:${env.account}:container-instance/${clusterName(params)}/*`,
      context: inCluster,
      handle: (params, env) =>
        clusterRefused(params, env) ?? withTasks({ taskArns: taskArns(params, env) }),
    },
    DescribeTasks: {
      resource: (params, env) => texts(params, 'tasks').map((id) => taskArn(params, env, id)),
      context: inCluster,
      handle: (params, env) =>
        clusterRefused(params, env) ??
        withTasks({
          tasks: texts(params, 'tasks').map((id) => taskFacts(params, env, id)),
          failures: [],
        }),
    },
    RunTask: {
      resource: definitionArn,
      context: inCluster,
      also: (params, env) =>
        passesRoles(env, definitionOf(env, text(params, 'taskDefinition')).record),
      handle: (params, env) =>
        clusterRefused(params, env) ??
        withTasks({
          tasks: Array.from({ length: Math.min(count(params, 'count') || 1, mostTasks) }, (_, at) =>
            startTask(params, env, definitionArn(params, env), at),
          ),
          failures: [],
        }),
    },
  }),
};
