import type { Simulation } from '../../engine/simulation.ts';
import type { Trace } from '../../recording/types.ts';
import type { CodeBuildProject } from '../../scenario/types.ts';
import type { BuildLog } from '../buildLog.ts';
import type { BuildRun, PipelineHandOver } from '../buildRun.ts';
import { roleArnOf } from '../startBuild.ts';

/** Nobody sees a log of what the batch itself does. */
const silent: BuildLog = {
  group: '',
  stream: '',
  create: async () => null,
  open: async () => undefined,
  agent: () => undefined,
  output: () => undefined,
  flush: () => undefined,
  close: async () => undefined,
  text: () => '',
};

/** What fetches the source for a batch and joins its artifacts, as the project's service role. It is in no list of builds. */
export function rootOf(
  sim: Simulation,
  o: {
    id: string;
    uuid: string;
    project: CodeBuildProject;
    pipeline: PipelineHandOver;
    sourceVersion: string;
    initiator: string;
    trace: Trace;
  },
): BuildRun {
  const { id, uuid, project, pipeline, sourceVersion, initiator, trace } = o;
  const { id: account, region } = sim.scenario.account;
  return {
    id,
    uuid,
    arn: `arn:aws:codebuild:${region}:${account}:build/${id}`,
    number: 0,
    project,
    overrides: [],
    autoRetry: { number: 0 },
    pipeline,
    initiator,
    sourceVersion,
    params: {},
    roleArn: roleArnOf(sim, project.serviceRole),
    node: `project:${project.name}`,
    containerId: '',
    containerNode: `project:${project.name}`,
    status: 'IN_PROGRESS',
    ended: false,
    phases: [],
    session: null,
    holder: `project:${project.name}`,
    cut: new AbortController(),
    log: silent,
    startedAt: sim.clock.now(),
    masked: [],
    exported: {},
    current: { trace },
  };
}
