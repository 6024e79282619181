import type { Simulation } from '../engine/simulation.ts';
import type { BuildRun } from './buildRun.ts';
import type { Buildspec } from './buildspec/types.ts';
import { imageEnvironment } from './images.ts';

/** Where the container's credentials are served (reference: codebuild §6.5). */
export const credentialsPath = (uuid: string): string => `/v2/credentials/${uuid}`;

/**
 * The environment of the build's commands. Precedence: StartBuild's overrides, then the project, then the buildspec, then the
 * image (CodeBuild User Guide, "Environment variables in build environments"). Values are literal: nothing is expanded.
 */
export function containerEnvironment(
  sim: Simulation,
  run: BuildRun,
  o: {
    sourceDirectory: string;
    sourceVersion: string;
    resolved: string;
    buildspec: Buildspec;
    /** Values of variables that lie in Parameter Store or Secrets Manager. */
    stored: Record<string, string>;
  },
): Record<string, string> {
  const { region } = sim.scenario.account;
  const pipeline = sim.executions.get(run.pipeline.executionId)?.pipeline;
  const initiator = pipeline?.name ?? '';
  const fromList = (list: readonly { name: string; value: string }[] = []) =>
    Object.fromEntries(list.map(({ name, value }) => [name, value]));
  const typed = new Set(
    [...(run.project.environment.environmentVariables ?? []), ...run.overrides]
      .filter(({ type }) => type !== undefined && type !== 'PLAINTEXT')
      .map(({ name }) => name),
  );
  const storedBySpec: Record<string, string> = {};
  const ofProject: Record<string, string> = {};
  for (const [name, value] of Object.entries(o.stored)) {
    (typed.has(name) ? ofProject : storedBySpec)[name] = value;
  }
  return {
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    ...imageEnvironment(run.project.environment.image),
    AWS_DEFAULT_REGION: region,
    AWS_REGION: region,
    AWS_EXECUTION_ENV: 'AWS_ECS_EC2',
    AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: credentialsPath(sim.ids.uuid(`${run.id}/endpoint`)),
    CODEBUILD_BUILD_ARN: run.arn,
    CODEBUILD_BUILD_ID: run.id,
    CODEBUILD_BUILD_IMAGE: run.project.environment.image,
    CODEBUILD_BUILD_NUMBER: String(run.number),
    CODEBUILD_BUILD_SUCCEEDING: '1',
    CODEBUILD_BUILD_URL: `https://${region}.console.aws.amazon.com/codebuild/home?region=${region}#/builds/${run.id}/view/new`,
    CODEBUILD_CI: 'true',
    CODEBUILD_INITIATOR: `codepipeline/${initiator}`,
    CODEBUILD_KMS_KEY_ID:
      pipeline?.artifactStore?.encryptionKey?.id ??
      `arn:aws:kms:${region}:${sim.scenario.account.id}:alias/aws/s3`,
    CODEBUILD_LOG_PATH: run.uuid,
    CODEBUILD_PROJECT_ARN: `arn:aws:codebuild:${region}:${sim.scenario.account.id}:project/${run.project.name}`,
    CODEBUILD_RESOLVED_SOURCE_VERSION: o.resolved,
    CODEBUILD_SOURCE_REPO_URL: '',
    CODEBUILD_SOURCE_VERSION: o.sourceVersion,
    CODEBUILD_SRC_DIR: o.sourceDirectory,
    CODEBUILD_START_TIME: String(Date.parse(sim.scenario.startTime) + run.startedAt),
    HOME: '/root',
    HOSTNAME: sim.ids.hex(`${run.id}/host`, 12),
    ...o.buildspec.env.variables,
    ...storedBySpec,
    ...fromList(run.project.environment.environmentVariables),
    ...fromList(run.overrides),
    ...ofProject,
  };
}
