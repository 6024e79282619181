import { count, text, texts } from '../../params.ts';
import { refuse } from '../../results.ts';
import { records } from '../../state.ts';
import type { Environment, HandlerResult, Params } from '../../types.ts';
import { type Found, find } from '../declared.ts';
import { clusterArn, clusterName, definitionOf, serviceArn, shortName } from './things.ts';

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
  const made =
    records(env.state, 'ecs:service').get(`${clusterName(params)}/${short}`)?.made === true;
  if (listed !== undefined && !made && !Object.hasOwn(listed, short)) return undefined;
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

/** CreateService: a service whose first deployment begins now. */
export function createService(params: Params, env: Environment): Params | HandlerResult {
  const name = text(params, 'serviceName');
  const place = `${clusterName(params)}/${name}`;
  const old = records(env.state, 'ecs:service').get(place);
  const listed = listedServices(params, env);
  if (old !== undefined || (listed !== undefined && Object.hasOwn(listed, name))) {
    return refuse('InvalidParameterException', 'Creation of service was not idempotent.');
  }
  const now = env.clock.now();
  const definition = definitionOf(env, text(params, 'taskDefinition'));
  const made: Params = {
    serviceName: name,
    taskDefinition: definition.record.taskDefinitionArn,
    deployments: 1,
    made: true,
    createdAt: now,
    bornAt: now,
    stableAt: now + rolloutMs,
    desiredCount: count(params, 'desiredCount'),
    launchType: text(params, 'launchType') || 'EC2',
  };
  records(env.state, 'ecs:service').set(place, made);
  return { service: described(params, env, made) };
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
  const launchType = text(service, 'launchType') || 'FARGATE';
  // Nothing runs yet where the first deployment is on its way.
  const first = !stable && service.made === true && number === 1;
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
      launchType,
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
    runningCount: first ? 0 : desired,
    pendingCount: 0,
    launchType,
    taskDefinition: service.taskDefinition,
    deployments: stable
      ? [deployment(number, 'PRIMARY', true)]
      : [
          deployment(number, 'PRIMARY', false),
          ...(first ? [] : [deployment(number - 1, 'ACTIVE', true)]),
        ],
    events: [],
    createdAt: count(service, 'bornAt'),
    schedulingStrategy: 'REPLICA',
  };
}

export const serviceNames = (params: Params): string[] => texts(params, 'services');
