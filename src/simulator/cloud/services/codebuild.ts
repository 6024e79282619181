import { authorize } from '../../iam/index.ts';
import { arn } from '../arns.ts';
import { text, texts } from '../params.ts';
import { trustOf } from '../policies.ts';
import { done, refuse } from '../results.ts';
import type { Environment, HandlerResult, Params, ServiceDefinition } from '../types.ts';
import { reportOperations } from './codebuildReports.ts';
import type { Hooks } from './index.ts';
import { passRole } from './operation.ts';

const projectOf = (buildId: string | undefined): string => (buildId ?? '').split(':')[0] ?? '';

const noProject = (env: Environment, name: string): HandlerResult =>
  refuse('ResourceNotFoundException', `Project cannot be found: ${arn.project(env, name)}`);

/** As emulators word it (reference: codebuild §7.5). */
const noBuild = (id: string): HandlerResult =>
  id.includes(':')
    ? refuse('ResourceNotFoundException', `Build ${id} does not exist`)
    : refuse('InvalidInputException', 'Invalid build ID provided');

/**
 * Saving a project: CodeBuild makes sure that it may assume the role (CodeBuild User Guide, "Troubleshooting AWS CodeBuild":
 * not authorized to perform sts:AssumeRole).
 */
function updateProject(params: Params, env: Environment): HandlerResult {
  const { scenario, account, region } = env;
  const name = text(params, 'name');
  if (!Object.hasOwn(scenario.projects, name)) {
    return noProject(env, name);
  }
  const written = text(params, 'serviceRole');
  const roleArn = written.startsWith('arn:') ? written : `arn:aws:iam::${account}:role/${written}`;
  const decision = authorize(
    {
      principal: { type: 'Service', name: 'codebuild.amazonaws.com' },
      action: 'sts:AssumeRole',
      resource: roleArn,
      resourceAccount: account,
      context: {
        'aws:SourceAccount': account,
        'aws:SourceArn': arn.project({ account, region }, name),
      },
    },
    { resource: trustOf(scenario, roleArn) },
  );
  return decision.result === 'Allowed'
    ? done({ project: { name, serviceRole: roleArn } })
    : refuse(
        'InvalidInputException',
        `CodeBuild is not authorized to perform: sts:AssumeRole on ${roleArn}`,
      );
}

/** Projects as the scenario has them; names that are none are listed. */
function batchGetProjects(params: Params, env: Environment): HandlerResult {
  const { projects } = env.scenario;
  const names = texts(params, 'names');
  const known = (name: string): boolean => Object.hasOwn(projects, name);
  return done({
    projects: names.filter(known).map((name) => ({
      name,
      arn: arn.project(env, name),
      ...projects[name],
      created: 0,
      lastModified: 0,
    })),
    projectsNotFound: names.filter((name) => !known(name)),
  });
}

/** AWS CodeBuild API Reference. Builds are authorized on the project's ARN. */
export function codebuildService(hooks: Hooks): ServiceDefinition {
  const on = (action: string, name: (params: Params) => string) => ({
    latencyMs: 180,
    trail: 'management' as const,
    node: (params: Params) => `project:${name(params)}` as const,
    details: (params: Params) => ({ project: name(params) }),
    permissions: (params: Params, env: Environment) => [
      { action: `codebuild:${action}`, resource: arn.project(env, name(params)) },
    ],
  });
  return {
    service: 'codebuild',
    deniedCode: 'AccessDeniedException',
    deniedStatus: 400,
    quotesResource: false,
    operations: {
      ...reportOperations,
      StartBuild: {
        ...on('StartBuild', (params) => text(params, 'projectName')),
        handle: hooks.startBuild,
        rule: 'codebuild.start-needs-role',
      },
      RetryBuild: {
        ...on('RetryBuild', (params) => projectOf(text(params, 'id'))),
        handle: hooks.retryBuild,
        rule: 'codebuild.retry-is-a-new-build',
      },
      BatchGetBuilds: {
        ...on('BatchGetBuilds', (params) => projectOf(texts(params, 'ids')[0])),
        handle: hooks.batchGetBuilds,
      },
      ListBuildsForProject: {
        ...on('ListBuildsForProject', (params) => text(params, 'projectName')),
        handle: (params, env) => {
          const name = text(params, 'projectName');
          return Object.hasOwn(env.scenario.projects, name)
            ? hooks.listBuilds(name)
            : noProject(env, name);
        },
      },
      StopBuild: {
        ...on('StopBuild', (params) => projectOf(text(params, 'id'))),
        handle: (params, env) => hooks.stopBuild(params, env) ?? noBuild(text(params, 'id')),
        rule: 'codebuild.stop-cuts-phase',
      },
      StartBuildBatch: {
        ...on('StartBuildBatch', (params) => text(params, 'projectName')),
        handle: hooks.startBuildBatch,
        rule: 'codebuild.batch-role',
      },
      RetryBuildBatch: {
        ...on('RetryBuildBatch', (params) => projectOf(text(params, 'id'))),
        handle: hooks.retryBuildBatch,
      },
      StopBuildBatch: {
        ...on('StopBuildBatch', (params) => projectOf(text(params, 'id'))),
        handle: hooks.stopBuildBatch,
      },
      BatchGetBuildBatches: {
        ...on('BatchGetBuildBatches', (params) => projectOf(texts(params, 'ids')[0])),
        handle: hooks.batchGetBuildBatches,
      },
      ListBuildBatchesForProject: {
        ...on('ListBuildBatchesForProject', (params) => text(params, 'projectName')),
        handle: (params, env) => {
          const name = text(params, 'projectName');
          return Object.hasOwn(env.scenario.projects, name)
            ? hooks.listBatches(name)
            : noProject(env, name);
        },
      },
      ListProjects: {
        ...on('ListProjects', () => ''),
        node: () => 'service:codebuild',
        details: () => ({}),
        permissions: () => [{ action: 'codebuild:ListProjects', resource: '*' }],
        handle: (_params, { scenario }) =>
          done({ projects: Object.keys(scenario.projects).sort() }),
      },
      BatchGetProjects: {
        ...on('BatchGetProjects', (params) => texts(params, 'names')[0] ?? ''),
        permissions: (params, env) =>
          texts(params, 'names').map((name) => ({
            action: 'codebuild:BatchGetProjects',
            resource: arn.project(env, name),
          })),
        handle: batchGetProjects,
      },
      UpdateProject: {
        ...on('UpdateProject', (params) => text(params, 'name')),
        permissions: (params, env) => [
          { action: 'codebuild:UpdateProject', resource: arn.project(env, text(params, 'name')) },
          ...passRole(env, text(params, 'serviceRole'), 'codebuild.amazonaws.com'),
        ],
        handle: updateProject,
        rule: 'codebuild.saving-checks-trust',
      },
    },
  };
}
