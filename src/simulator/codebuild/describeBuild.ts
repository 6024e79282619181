import type { Params } from '../cloud/types.ts';
import type { Simulation } from '../engine/simulation.ts';
import type { CodeBuildProject } from '../scenario/types.ts';
import { autoRetryLimit } from './autoRetry.ts';
import type { BuildRun } from './buildRun.ts';
import { timeoutsOf } from './lambdaCompute.ts';

const minuteMs = 60_000;

/** A pipeline brings source and artifacts of its own: what the project says of them counts for nothing. */
const sourceOfPipeline = ({ source }: CodeBuildProject): Params => ({
  type: 'CODEPIPELINE',
  buildspec: source.buildspec ?? '',
  insecureSsl: false,
});

/** Where the primary artifact is going to be, as far as it is known before the upload. */
const placeOf = ({ artifacts: { type, location } }: CodeBuildProject): Params =>
  type === 'S3' && typeof location === 'string' ? { location: `arn:aws:s3:::${location}` } : {};

/** A build as BatchGetBuilds gives it at this moment; times in ms of virtual time (AWS CodeBuild API Reference, "Build"). */
export function describeBuild(sim: Simulation, run: BuildRun): Params {
  const { project, phases, source } = run;
  const { id: account, region } = sim.scenario.account;
  const execution = sim.executions.get(run.pipeline.executionId);
  const { group, stream } = run.log;
  const { timeoutMs, queuedTimeoutMs } = timeoutsOf(project);
  const version = source?.version ?? run.sourceVersion;
  const resolved = source?.resolved ?? execution?.commitId;
  const hasStream = sim.door.state.logGroups.get(group)?.has(stream) === true;
  const logStream = `arn:aws:logs:${region}:${account}:log-group:${group}:log-stream:${stream}`;
  return {
    id: run.id,
    arn: run.arn,
    buildNumber: run.number,
    startTime: run.startedAt,
    ...(run.endedAt === undefined ? {} : { endTime: run.endedAt }),
    currentPhase: phases.at(-1)?.phaseType ?? 'SUBMITTED',
    buildStatus: run.status,
    ...(version === '' ? {} : { sourceVersion: version }),
    ...(resolved ? { resolvedSourceVersion: resolved } : {}),
    projectName: project.name,
    phases,
    source: execution === undefined ? project.source : sourceOfPipeline(project),
    secondarySources: project.secondarySources ?? [],
    secondarySourceVersions: project.secondarySourceVersions ?? [],
    artifacts: run.artifact ?? (execution === undefined ? placeOf(project) : {}),
    cache: project.cache ?? { type: 'NO_CACHE' },
    environment: { environmentVariables: [], ...project.environment },
    serviceRole: run.roleArn,
    logs: {
      // Before there is a stream the link leads nowhere.
      ...(hasStream ? { groupName: group, streamName: stream } : {}),
      deepLink: `https://console.aws.amazon.com/cloudwatch/home?region=${region}#logEvent:group=${hasStream ? group : 'null'};stream=${hasStream ? stream : 'null'}`,
      cloudWatchLogsArn: logStream,
      cloudWatchLogs: Object(project.logsConfig).cloudWatchLogs ?? { status: 'ENABLED' },
      s3Logs: Object(project.logsConfig).s3Logs ?? {
        status: 'DISABLED',
        encryptionDisabled: false,
      },
    },
    timeoutInMinutes: timeoutMs / minuteMs,
    queuedTimeoutInMinutes: queuedTimeoutMs / minuteMs,
    buildComplete: run.ended,
    initiator: run.initiator,
    encryptionKey:
      execution?.pipeline.artifactStore?.encryptionKey?.id ??
      project.encryptionKey ??
      `arn:aws:kms:${region}:${account}:alias/aws/s3`,
    exportedEnvironmentVariables: Object.entries(run.exported).map(([name, value]) => ({
      name,
      value,
    })),
    reportArns: [],
    ...(run.batch === undefined ? {} : { buildBatchArn: run.batch.arn }),
    autoRetryConfig: {
      autoRetryLimit: autoRetryLimit(run),
      autoRetryNumber: run.autoRetry.number,
      ...(run.autoRetry.next === undefined ? {} : { nextAutoRetry: run.autoRetry.next }),
      ...(run.autoRetry.previous === undefined
        ? {}
        : { previousAutoRetry: run.autoRetry.previous }),
    },
  };
}

/** BatchGetBuilds: the builds that exist, in the order asked for, and the ids of those that do not. */
export function batchGetBuilds(sim: Simulation, params: Params): Params {
  const ids = (Array.isArray(params.ids) ? params.ids : []).map(String);
  const found = ids.flatMap((id) => {
    const run = sim.builds.get(id);
    return run === undefined ? [] : [describeBuild(sim, run)];
  });
  return { builds: found, buildsNotFound: ids.filter((id) => !sim.builds.has(id)) };
}

/** ListBuildsForProject: newest first. */
export const buildsOf = (sim: Simulation, project: string): Params => ({
  ids: [...sim.builds.values()]
    .filter((run) => run.project.name === project)
    .map(({ id }) => id)
    .reverse(),
});
