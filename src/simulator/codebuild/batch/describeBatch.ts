import type { Params } from '../../cloud/types.ts';
import type { Simulation } from '../../engine/simulation.ts';
import { timeoutsOf } from '../lambdaCompute.ts';
import type { BatchRun, GroupRun } from './batchRun.ts';

const minuteMs = 60_000;

function groupOf(sim: Simulation, group: GroupRun): Params {
  const { identifier, dependsOn, ignoreFailure, buildId = '' } = group;
  const run = sim.builds.get(buildId);
  return {
    identifier,
    dependsOn,
    ignoreFailure,
    ...(run === undefined
      ? {}
      : {
          currentBuildSummary: {
            arn: run.arn,
            requestedOn: run.startedAt,
            buildStatus: run.status,
            primaryArtifact: { type: run.project.artifacts.type },
            secondaryArtifacts: [],
          },
        }),
    priorBuildSummaryList: [],
  };
}

/** A batch as BatchGetBuildBatches gives it at this moment; times in ms of virtual time (AWS CodeBuild API Reference, "BuildBatch"). */
export function describeBatch(sim: Simulation, batch: BatchRun): Params {
  const { project, root, phases, groups } = batch;
  const { timeoutMs, queuedTimeoutMs } = timeoutsOf(project);
  return {
    id: batch.id,
    arn: batch.arn,
    startTime: batch.startedAt,
    ...(batch.endedAt === undefined ? {} : { endTime: batch.endedAt }),
    currentPhase: phases.at(-1)?.phaseType ?? 'SUBMITTED',
    buildBatchStatus: batch.status,
    ...(root.sourceVersion === '' ? {} : { sourceVersion: root.sourceVersion }),
    projectName: project.name,
    phases,
    source: project.source,
    secondarySources: project.secondarySources ?? [],
    secondarySourceVersions: project.secondarySourceVersions ?? [],
    artifacts: project.artifacts,
    secondaryArtifacts: [],
    cache: project.cache ?? { type: 'NO_CACHE' },
    environment: { environmentVariables: [], ...project.environment },
    serviceRole: root.roleArn,
    buildTimeoutInMinutes: timeoutMs / minuteMs,
    queuedTimeoutInMinutes: queuedTimeoutMs / minuteMs,
    complete: batch.endedAt !== undefined,
    initiator: batch.initiator,
    buildBatchNumber: batch.number,
    buildBatchConfig: batch.config,
    buildGroups: groups.map((group) => groupOf(sim, group)),
    debugSessionEnabled: false,
  };
}

/** BatchGetBuildBatches: the batches that exist, in the order asked for, and the ids of those that do not. */
export function batchGetBuildBatches(sim: Simulation, params: Params): Params {
  const ids = (Array.isArray(params.ids) ? params.ids : []).map(String);
  return {
    buildBatches: ids.flatMap((id) => {
      const batch = sim.batches.get(id);
      return batch === undefined ? [] : [describeBatch(sim, batch)];
    }),
    buildBatchesNotFound: ids.filter((id) => !sim.batches.has(id)),
  };
}

/** ListBuildBatchesForProject: newest first. */
export const batchesOf = (sim: Simulation, project: string): Params => ({
  ids: [...sim.batches.values()]
    .filter((batch) => batch.project.name === project)
    .map(({ id }) => id)
    .reverse(),
});
