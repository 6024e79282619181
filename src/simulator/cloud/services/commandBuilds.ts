import { arn } from '../arns.ts';
import { text, texts } from '../params.ts';
import { done, refuse } from '../results.ts';
import { records } from '../state.ts';
import type { Environment, HandlerResult, Params } from '../types.ts';

/** Builds that commands started, by id. */
const kind = 'codebuild:build';
const notRun =
  'A build that a command starts does not run: only its permission and its answer are simulated.';

const noProject = (env: Environment, name: string): HandlerResult =>
  refuse('ResourceNotFoundException', `Project cannot be found: ${arn.project(env, name)}`);

const hasProject = (env: Environment, name: string): boolean =>
  Object.hasOwn(env.scenario.projects, name);

/**
 * `aws codebuild start-build`. A project of a pipeline has neither source nor place for its artifacts without one
 * (AWS CodeBuild API Reference, "StartBuild"; the words are those of a log of 2021).
 */
export function startedByCommand(params: Params, env: Environment): HandlerResult {
  const name = text(params, 'projectName');
  if (!hasProject(env, name)) return noProject(env, name);
  const project = env.scenario.projects[name];
  if (project?.artifacts.type === 'CODEPIPELINE' && params.artifactsOverride === undefined) {
    return refuse(
      'InvalidInputException',
      'ArtifactsOverride must be set when using artifacts type CodePipelines',
    );
  }
  const id = `${name}:${env.ids.uuid(`${env.trace.scope}/build`)}`;
  const build = {
    id,
    arn: `arn:aws:codebuild:${env.region}:${env.account}:build/${id}`,
    buildNumber: buildsOf(env, name).length + 1,
    startTime: env.clock.now(),
    currentPhase: 'QUEUED',
    buildStatus: 'IN_PROGRESS',
    projectName: name,
  };
  records(env.state, kind).set(id, build);
  return { ok: true, output: { build }, assumed: notRun };
}

const buildsOf = (env: Environment, project: string): Params[] =>
  [...records(env.state, kind).values()].filter(({ projectName }) => projectName === project);

/** What BatchGetBuilds answers: the builds that run, those that commands started, and the ids of no build. */
export function withCommandBuilds(
  params: Params,
  env: Environment,
  result: HandlerResult,
): HandlerResult {
  if (!result.ok) return result;
  const { builds } = result.output;
  const running = (Array.isArray(builds) ? builds : []) as Params[];
  const ids = texts(params, 'ids');
  const started = ids.flatMap((id): Params[] => {
    const build = records(env.state, kind).get(id);
    return build === undefined ? [] : [build];
  });
  const known = [...running, ...started];
  return {
    ...result,
    output: {
      ...result.output,
      builds: known,
      buildsNotFound: ids.filter((id) => !known.some((build) => build.id === id)),
    },
  };
}

export function listBuilds(params: Params, env: Environment): HandlerResult {
  const name = text(params, 'projectName');
  if (!hasProject(env, name)) return noProject(env, name);
  return done({
    ids: buildsOf(env, name)
      .flatMap(({ id }) => [id])
      .reverse(),
  });
}

export function stopBuild(params: Params, env: Environment): HandlerResult {
  const id = text(params, 'id');
  const build = records(env.state, kind).get(id);
  const stopped = {
    ...(build ?? { id, arn: `arn:aws:codebuild:${env.region}:${env.account}:build/${id}` }),
    buildStatus: 'STOPPED',
  };
  if (build !== undefined) records(env.state, kind).set(id, stopped);
  return { ok: true, output: { build: stopped }, assumed: notRun };
}
