import type { Simulation } from '../engine/simulation.ts';
import type { BuildRun } from './buildRun.ts';
import type { Buildspec } from './buildspec/types.ts';
import { mountVariables } from './fileSystems.ts';
import { imageEnvironment } from './images.ts';
import { isLambda, lambdaDirectory } from './lambdaCompute.ts';

/** Where the container's credentials are served (reference: codebuild §6.5). */
export const credentialsPath = (uuid: string): string => `/v2/credentials/${uuid}`;

/** One source of the build: the primary, or a further one with its identifier. */
export interface SourcePlace {
  /** Empty for the primary source. */
  identifier: string;
  directory: string;
  /** As `CODEBUILD_SOURCE_VERSION` gives it. */
  version: string;
  /** Of a repository or object that the project itself names. */
  location?: string;
}

export interface Surroundings {
  sources: readonly SourcePlace[];
  /** The commit; empty where there is none. */
  resolved: string;
  buildspec: Buildspec;
  /** Values of variables that lie in Parameter Store or Secrets Manager. */
  stored: Record<string, string>;
}

const fromList = (list: readonly { name: string; value: string }[] = []) =>
  Object.fromEntries(list.map(({ name, value }) => [name, value]));

/** Who set a variable of the container. */
export type VariableOrigin = 'codebuild' | 'image' | 'project' | 'buildspec' | 'override' | 'store';

/** A set of variables with where it comes from; a later one wins over an earlier. */
export type EnvironmentLayer = readonly [VariableOrigin, Record<string, string>];

/**
 * The environment of the build's commands. Precedence: StartBuild's overrides, then the project, then the buildspec, then the
 * image (CodeBuild User Guide, "Environment variables in build environments"). Values are literal: nothing is expanded.
 */
export function environmentLayers(
  sim: Simulation,
  run: BuildRun,
  o: Surroundings,
): readonly EnvironmentLayer[] {
  const { environment } = run.project;
  const typed = new Set(
    [...(environment.environmentVariables ?? []), ...run.overrides]
      .filter(({ type }) => type !== undefined && type !== 'PLAINTEXT')
      .map(({ name }) => name),
  );
  const stored = Object.entries(o.stored);
  return [
    ['image', imageDefaults],
    ['image', imageEnvironment(environment.image)],
    ['codebuild', buildVariables(sim, run, o)],
    ['codebuild', sourceVariables(o)],
    ['codebuild', mountVariables(run.project)],
    ['codebuild', agentVariables(sim, run, o)],
    ['buildspec', o.buildspec.env.variables],
    ['store', Object.fromEntries(stored.filter(([name]) => !typed.has(name)))],
    ['project', fromList(environment.environmentVariables)],
    ['override', fromList(run.overrides)],
    ['store', Object.fromEntries(stored.filter(([name]) => typed.has(name)))],
  ];
}

const imageDefaults = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  MAVEN_OPTS: '-Dmaven.wagon.httpconnectionManager.maxPerRoute=2',
};

/** The documented ones that are about the build. */
function buildVariables(sim: Simulation, run: BuildRun, o: Surroundings): Record<string, string> {
  const { id: account, region } = sim.scenario.account;
  const pipeline = sim.executions.get(run.pipeline.executionId)?.pipeline;
  const console = `https://${region}.console.aws.amazon.com/codebuild`;
  const { project } = run;
  return {
    AWS_DEFAULT_REGION: region,
    AWS_REGION: region,
    ...(run.batch === undefined ? {} : { CODEBUILD_BATCH_BUILD_IDENTIFIER: run.batch.identifier }),
    CODEBUILD_BUILD_ARN: run.arn,
    CODEBUILD_BUILD_ID: run.id,
    CODEBUILD_BUILD_IMAGE: project.environment.image,
    CODEBUILD_BUILD_NUMBER: String(run.number),
    CODEBUILD_BUILD_SUCCEEDING: '1',
    CODEBUILD_BUILD_URL: `${console}/home?region=${region}#/builds/${run.id}/view/new`,
    CODEBUILD_INITIATOR: run.initiator,
    CODEBUILD_KMS_KEY_ID:
      pipeline?.artifactStore?.encryptionKey?.id ?? `arn:aws:kms:${region}:${account}:alias/aws/s3`,
    CODEBUILD_LOG_PATH: run.uuid,
    CODEBUILD_PROJECT_ARN: `arn:aws:codebuild:${region}:${account}:project/${project.name}`,
    ...(project.projectVisibility === 'PUBLIC_READ'
      ? { CODEBUILD_PUBLIC_BUILD_URL: publicUrl(sim, run) }
      : {}),
    ...(o.resolved === '' ? {} : { CODEBUILD_RESOLVED_SOURCE_VERSION: o.resolved }),
    CODEBUILD_START_TIME: String(Date.parse(sim.scenario.startTime) + run.startedAt),
    HOME: isLambda(project) ? lambdaDirectory : '/root',
  };
}

/** The literal form of the path was not seen (AWS CodeBuild User Guide, "Public build projects"). */
function publicUrl(sim: Simulation, run: BuildRun): string {
  const { region } = sim.scenario.account;
  const alias = sim.ids.uuid(`project:${run.project.name}/public`);
  return `https://${region}.codebuild.aws.amazon.com/project/${alias}/build/${run.uuid}`;
}

/** One set for the primary source, one with its name at the end for each other. */
function sourceVariables({ sources }: Surroundings): Record<string, string> {
  return Object.fromEntries(
    sources.flatMap(({ identifier, directory, version, location = '' }) => {
      const end = identifier === '' ? '' : `_${identifier}`;
      return [
        [`CODEBUILD_SOURCE_REPO_URL${end}`, location],
        [`CODEBUILD_SOURCE_VERSION${end}`, version],
        [`CODEBUILD_SRC_DIR${end}`, directory],
      ];
    }),
  );
}

/** What the agent and ECS set for themselves; printed in real builds, documented nowhere (observed logs 2017–2020). */
function agentVariables(sim: Simulation, run: BuildRun, o: Surroundings): Record<string, string> {
  const { region } = sim.scenario.account;
  const primary = o.sources[0]?.directory ?? '';
  return {
    AWS_EXECUTION_ENV: 'AWS_ECS_EC2',
    AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: credentialsPath(sim.ids.uuid(`${run.id}/endpoint`)),
    CODEBUILD_AGENT_ENDPOINT: 'http://127.0.0.1:7831',
    CODEBUILD_AUTH_TOKEN: sim.ids.uuid(`${run.id}/token`),
    CODEBUILD_BMR_URL: 'https://CODEBUILD_AGENT:3000',
    CODEBUILD_CI: 'true',
    CODEBUILD_CONTAINER_NAME: 'default',
    CODEBUILD_EXECUTION_ROLE_BUILD: '',
    CODEBUILD_FE_REPORT_ENDPOINT: `https://codebuild.${region}.amazonaws.com/`,
    CODEBUILD_GOPATH: primary.replace(/\/src(\/.*)?$/, ''),
    CODEBUILD_LAST_EXIT: '0',
    CODEBUILD_PROJECT_UUID: sim.ids.uuid(`project:${run.project.name}`),
    ...(run.project.vpcConfig === undefined ? {} : { CODEBUILD_VPC_AZ: `${region}a` }),
    ECS_CONTAINER_METADATA_URI: `http://169.254.170.2/v3/${sim.ids.uuid(`${run.id}/metadata`)}`,
    HOSTNAME: sim.ids.hex(`${run.id}/host`, 12),
    OLDPWD: '/codebuild/readonly',
  };
}
