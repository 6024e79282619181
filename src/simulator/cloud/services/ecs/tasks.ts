import { count, text } from '../../params.ts';
import { records } from '../../state.ts';
import type { Environment, Params } from '../../types.ts';
import { clusterArn, clusterName, shortName } from './things.ts';

const kind = 'ecs:task';

/** ms of virtual time from one status of a task that was run to the next: typical figures for a small image on Fargate. */
const life: readonly { status: string; until: number }[] = [
  { status: 'PROVISIONING', until: 10_000 },
  { status: 'PENDING', until: 25_000 },
  { status: 'RUNNING', until: 55_000 },
];

export const taskArn = (params: Params, env: Environment, id: string): string =>
  `arn:aws:ecs:${env.region}:${env.account}:task/${clusterName(params)}/${shortName(id)}`;

/** A task that RunTask starts. It runs for a while and ends well. */
export function startTask(
  params: Params,
  env: Environment,
  definition: string,
  at: number,
): Params {
  const arn = taskArn(params, env, env.ids.hex(`${env.trace.scope}/task/${at}`, 32));
  const task: Params = {
    taskArn: arn,
    taskDefinitionArn: definition,
    launchType: text(params, 'launchType') || 'FARGATE',
    createdAt: env.clock.now(),
  };
  records(env.state, kind).set(arn, task);
  return taskFacts(params, env, arn);
}

/** Nobody runs what is in the container: one that RunTask started ends with 0, another (a service's) runs on. */
export function taskFacts(params: Params, env: Environment, id: string): Params {
  const arn = taskArn(params, env, id);
  const task = records(env.state, kind).get(arn);
  const age = env.clock.now() - count(task ?? {}, 'createdAt');
  const byUser = task?.stoppedReason !== undefined;
  const lastStatus = byUser
    ? 'STOPPED'
    : task === undefined
      ? 'RUNNING'
      : (life.find(({ until }) => age < until)?.status ?? 'STOPPED');
  const stopped = lastStatus === 'STOPPED';
  return {
    taskArn: arn,
    clusterArn: clusterArn(params, env),
    ...(task === undefined ? {} : { taskDefinitionArn: task.taskDefinitionArn }),
    lastStatus,
    desiredStatus: stopped ? 'STOPPED' : 'RUNNING',
    launchType: task?.launchType ?? 'FARGATE',
    containers: [{ lastStatus, ...(stopped ? { exitCode: byUser ? 143 : 0 } : {}) }],
    ...(stopped
      ? {
          stopCode: byUser ? 'UserInitiated' : 'EssentialContainerExited',
          stoppedReason: byUser ? task.stoppedReason : 'Essential container in task exited',
        }
      : {}),
    ...(task === undefined ? {} : { createdAt: task.createdAt }),
  };
}

/** StopTask: the containers get SIGTERM, and end with it. */
export function stopTask(params: Params, env: Environment): Params {
  const arn = taskArn(params, env, text(params, 'task'));
  const task = records(env.state, kind).get(arn) ?? { createdAt: env.clock.now() };
  const stoppedReason = text(params, 'reason') || 'Task stopped by user';
  records(env.state, kind).set(arn, { ...task, taskArn: arn, stoppedReason });
  return taskFacts(params, env, arn);
}

/** Tasks of a cluster that still run: those that were started, and one of its services. */
export function taskArns(params: Params, env: Environment): string[] {
  const wanted = text(params, 'desiredStatus') || 'RUNNING';
  const started = [...records(env.state, kind).keys()]
    .filter((arn) => arn.includes(`:task/${clusterName(params)}/`))
    .filter((arn) => taskFacts(params, env, arn).desiredStatus === wanted);
  const ofService = taskArn(params, env, env.ids.hex(`ecs/${clusterName(params)}/task`, 32));
  const runs = records(env.state, kind).get(ofService) === undefined;
  return wanted === 'RUNNING' && runs ? [ofService, ...started] : started;
}
