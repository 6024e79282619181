import { count, text, texts } from '../../params.ts';
import { refuse } from '../../results.ts';
import { records } from '../../state.ts';
import type { Environment, HandlerResult, Params, Permission } from '../../types.ts';
import { type Found, find } from '../declared.ts';
import { passRole } from '../operation.ts';

/** Name at the end of an ARN, or the name itself. */
export const shortName = (nameOrArn: string): string => nameOrArn.split('/').at(-1) ?? nameOrArn;

export const clusterName = (params: Params): string =>
  shortName(text(params, 'cluster')) || 'default';

export const clusterArn = (params: Params, env: Environment): string =>
  `arn:aws:ecs:${env.region}:${env.account}:cluster/${clusterName(params)}`;

export const serviceArn = (params: Params, env: Environment, service: string): string =>
  `arn:aws:ecs:${env.region}:${env.account}:service/${clusterName(params)}/${shortName(service)}`;

/** Calls without a resource of their own are limited by the cluster. */
export const inCluster = (params: Params, env: Environment): Record<string, string> => ({
  'ecs:cluster': clusterArn(params, env),
});

const definitions = 'ecs:taskDefinition';

/** `family`, `family:revision` or an ARN. */
export function definitionOf(env: Environment, written: string): Found {
  const short = shortName(written);
  const [family = '', revision] = short.split(':');
  const latest = count(records(env.state, 'ecs:family').get(family) ?? {}, 'revision');
  const name = `${family}:${revision ?? (latest || 1)}`;
  const found = find(env, {
    kind: definitions,
    name,
    called: 'task definition',
    make: () => {
      const known = Number(name.split(':')[1]) || 1;
      records(env.state, 'ecs:family').set(family, { revision: Math.max(latest, known) });
      return newDefinition(env, { family }, known);
    },
  });
  return found ?? { record: newDefinition(env, { family }, 1) };
}

export function newDefinition(env: Environment, given: Params, revision: number): Params {
  const family = text(given, 'family');
  return {
    taskDefinitionArn: `arn:aws:ecs:${env.region}:${env.account}:task-definition/${family}:${revision}`,
    containerDefinitions: given.containerDefinitions ?? [],
    family,
    ...(given.taskRoleArn === undefined ? {} : { taskRoleArn: given.taskRoleArn }),
    ...(given.executionRoleArn === undefined ? {} : { executionRoleArn: given.executionRoleArn }),
    networkMode: given.networkMode ?? 'awsvpc',
    revision,
    volumes: given.volumes ?? [],
    status: 'ACTIVE',
    requiresAttributes: [],
    placementConstraints: given.placementConstraints ?? [],
    compatibilities: ['EC2', 'FARGATE'],
    requiresCompatibilities: given.requiresCompatibilities ?? ['FARGATE'],
    cpu: given.cpu ?? '256',
    memory: given.memory ?? '512',
    registeredAt: env.clock.now(),
    registeredBy: env.session?.arn ?? '',
  };
}

/** The next revision of a family. */
export function register(env: Environment, given: Params): Params {
  const family = text(given, 'family');
  const families = records(env.state, 'ecs:family');
  const revision = count(families.get(family) ?? {}, 'revision') + 1;
  families.set(family, { revision });
  const made = newDefinition(env, given, revision);
  records(env.state, definitions).set(`${family}:${revision}`, made);
  return made;
}

/** Registering or running hands over the roles that the definition names. */
export const passesRoles = (env: Environment, definition: Params): Permission[] =>
  ['taskRoleArn', 'executionRoleArn'].flatMap((name) =>
    passRole(env, text(definition, name), 'ecs-tasks.amazonaws.com'),
  );

/** ms until a deployment of a service is stable: new tasks start, old ones drain. A typical figure. */
const rolloutMs = 90_000;

/** What the scenario says of a cluster: undefined where it has no table of clusters, null where the cluster is not in it. */
function declaredCluster(params: Params, env: Environment): Params | null | undefined {
  const { clusters } = env.scenario.resources;
  if (clusters === undefined) return undefined;
  const name = clusterName(params);
  return Object.hasOwn(clusters, name) ? (clusters[name] ?? null) : null;
}

/** A cluster that is not there (reference: iam §6.1, row 111). */
export const clusterRefused = (params: Params, env: Environment): HandlerResult | null =>
  declaredCluster(params, env) === null
    ? refuse('ClusterNotFoundException', 'Cluster not found.')
    : null;

/** The services that the scenario lists for a cluster, if it does. */
function listedServices(params: Params, env: Environment): object | undefined {
  const services = declaredCluster(params, env)?.services;
  return typeof services === 'object' && services !== null ? services : undefined;
}

/** Names of the services of a cluster, as far as they are known. */
export function servicesIn(params: Params, env: Environment): string[] {
  const start = `${clusterName(params)}/`;
  const known = [...records(env.state, 'ecs:service').keys()]
    .filter((name) => name.startsWith(start))
    .map((name) => name.slice(start.length));
  return [...new Set([...Object.keys(listedServices(params, env) ?? {}), ...known])];
}

/** A cluster whose `services` the scenario lists has no others. */
export function serviceOf(params: Params, env: Environment, name: string): Found | undefined {
  const short = shortName(name);
  const listed = listedServices(params, env);
  if (listed !== undefined && !Object.hasOwn(listed, short)) return undefined;
  const found = anyService(params, env, short);
  return found !== undefined && listed !== undefined ? { record: found.record } : found;
}

function anyService(params: Params, env: Environment, short: string): Found | undefined {
  return find(env, {
    kind: 'ecs:service',
    name: `${clusterName(params)}/${short}`,
    called: 'ECS service',
    make: () => ({
      serviceName: short,
      taskDefinition: `arn:aws:ecs:${env.region}:${env.account}:task-definition/${short}:1`,
      deployments: 0,
      stableAt: 0,
      createdAt: 0,
      desiredCount: 1,
    }),
  });
}

export function redeploy(env: Environment, service: Params, given: Params): void {
  const definition = text(given, 'taskDefinition');
  const now = env.clock.now();
  Object.assign(service, {
    ...(definition === ''
      ? {}
      : { taskDefinition: definitionOf(env, definition).record.taskDefinitionArn }),
    ...(given.desiredCount === undefined ? {} : { desiredCount: given.desiredCount }),
  });
  if (definition === '' && given.forceNewDeployment !== true) return;
  Object.assign(service, {
    deployments: count(service, 'deployments') + 1,
    createdAt: now,
    stableAt: now + rolloutMs,
  });
}

/** A service as the API gives it: one deployment when it is stable, two while one takes the other's place. */
export function described(params: Params, env: Environment, service: Params): Params {
  const name = text(service, 'serviceName');
  const stable = count(service, 'stableAt') <= env.clock.now();
  const number = count(service, 'deployments');
  const desired = count(service, 'desiredCount');
  const deployment = (of: number, status: string, done: boolean): Params => {
    const id = `ecs-svc/${env.ids.text(`ecs/${name}/${of}`, 19, '0123456789')}`;
    return {
      id,
      status,
      taskDefinition: service.taskDefinition,
      desiredCount: desired,
      pendingCount: 0,
      runningCount: done ? desired : 0,
      failedTasks: 0,
      createdAt: service.createdAt,
      updatedAt: service.createdAt,
      launchType: 'FARGATE',
      rolloutState: done ? 'COMPLETED' : 'IN_PROGRESS',
      rolloutStateReason: `ECS deployment ${id} ${done ? 'completed' : 'in progress'}.`,
    };
  };
  return {
    serviceArn: serviceArn(params, env, name),
    serviceName: name,
    clusterArn: clusterArn(params, env),
    status: 'ACTIVE',
    desiredCount: desired,
    runningCount: desired,
    pendingCount: 0,
    launchType: 'FARGATE',
    taskDefinition: service.taskDefinition,
    deployments: stable
      ? [deployment(number, 'PRIMARY', true)]
      : [deployment(number, 'PRIMARY', false), deployment(number - 1, 'ACTIVE', true)],
    events: [],
    createdAt: 0,
    schedulingStrategy: 'REPLICA',
  };
}

export const serviceNames = (params: Params): string[] => texts(params, 'services');
