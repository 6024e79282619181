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
      return newDefinition(env, { ...usual, family }, known);
    },
  });
  return found ?? { record: newDefinition(env, { ...usual, family }, 1) };
}

/** Of a definition that nobody described, and that is taken to exist. */
const usual: Params = {
  networkMode: 'awsvpc',
  requiresCompatibilities: ['FARGATE'],
  cpu: '256',
  memory: '512',
};

/** Where a definition can run: on Fargate only with `awsvpc` and a size of the whole task. */
const compatibilities = ({ networkMode, cpu, memory }: Params): string[] =>
  networkMode === 'awsvpc' && cpu !== undefined && memory !== undefined
    ? ['EC2', 'FARGATE']
    : networkMode === 'awsvpc'
      ? ['EC2']
      : ['EXTERNAL', 'EC2'];

/** Settings that stand in the answer only where they were given. */
const asGiven = (given: Params): Params =>
  Object.fromEntries(
    ['requiresCompatibilities', 'cpu', 'memory', 'runtimePlatform', 'ephemeralStorage', 'pidMode']
      .filter((name) => given[name] !== undefined)
      .map((name) => [name, given[name]]),
  );

/** What Fargate asks of a definition that is to run there (Amazon ECS Developer Guide, "Task definition parameters for Fargate"). */
export function definitionRefused(given: Params): HandlerResult | null {
  if (!texts(given, 'requiresCompatibilities').includes('FARGATE')) return null;
  if (given.networkMode !== 'awsvpc') {
    return refuse('ClientException', 'Fargate only supports network mode ‘awsvpc’.');
  }
  const lacking = ['cpu', 'memory'].find((name) => given[name] === undefined);
  return lacking === undefined
    ? null
    : refuse('ClientException', `Fargate requires that '${lacking}' be defined at the task level.`);
}

export function newDefinition(env: Environment, given: Params, revision: number): Params {
  const family = text(given, 'family');
  return {
    taskDefinitionArn: `arn:aws:ecs:${env.region}:${env.account}:task-definition/${family}:${revision}`,
    containerDefinitions: given.containerDefinitions ?? [],
    family,
    ...(given.taskRoleArn === undefined ? {} : { taskRoleArn: given.taskRoleArn }),
    ...(given.executionRoleArn === undefined ? {} : { executionRoleArn: given.executionRoleArn }),
    ...(given.networkMode === undefined ? {} : { networkMode: given.networkMode }),
    revision,
    volumes: given.volumes ?? [],
    status: 'ACTIVE',
    requiresAttributes: [],
    placementConstraints: given.placementConstraints ?? [],
    compatibilities: compatibilities(given),
    ...asGiven(given),
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

/** ARNs of the definitions that are known, by family and revision (Amazon ECS API Reference, "ListTaskDefinitions"). */
export function definitionsIn(params: Params, env: Environment): string[] {
  const family = text(params, 'familyPrefix');
  const status = text(params, 'status') || 'ACTIVE';
  const sorted = [...records(env.state, definitions).values()]
    .filter((each) => each.status === status && (family === '' || each.family === family))
    .sort(
      (a, b) =>
        text(a, 'family').localeCompare(text(b, 'family'), 'en') ||
        count(a, 'revision') - count(b, 'revision'),
    )
    .map((each) => text(each, 'taskDefinitionArn'));
  return params.sort === 'DESC' ? sorted.reverse() : sorted;
}

/** Registering or running hands over the roles that the definition names. */
export const passesRoles = (env: Environment, definition: Params): Permission[] =>
  ['taskRoleArn', 'executionRoleArn'].flatMap((name) =>
    passRole(env, text(definition, name), 'ecs-tasks.amazonaws.com'),
  );
