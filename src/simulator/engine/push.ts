import type { ExecutionRun } from '../pipeline/executionRun.ts';
import { commitIdOf } from '../pipeline/gitTree.ts';
import type { Trace } from '../recording/types.ts';
import type { Intervention, PipelineDefinition, Repository } from '../scenario/types.ts';
import type { Simulation } from './simulation.ts';
import { triggerOf } from './triggers.ts';

/** ms from the developer's machine to GitHub, and from GitHub's webhook to the pipeline (reference: codepipeline §4.6). */
const travel = { push: 800, webhook: 1200 };

type Push = Extract<Intervention, { type: 'push' }>;

/** The developer pushes: GitHub has a new head, tells the connection, and pipelines that watch the branch start. */
export async function push(sim: Simulation, trace: Trace, intervention: Push): Promise<void> {
  const repository = sim.scenario.repository;
  const before = sim.door.state.heads.get(repository.fullName);
  const files = changedFiles(before?.files ?? repository.files, intervention.files);
  const message = intervention.message ?? repository.commit?.message ?? 'Update site';
  const author = intervention.author ?? repository.commit?.author ?? 'dana';
  const commitId = commitIdOf({ files, message, author, parent: before?.commitId ?? null });
  const departs = sim.clock.now();
  await sim.clock.sleep(travel.push);
  sim.door.state.heads.set(repository.fullName, {
    branch: repository.branch,
    commitId,
    message,
    author,
    files,
  });
  trace.record(
    'push',
    'push',
    {
      repository: repository.fullName,
      branch: repository.branch,
      commit: { id: commitId, message, author, files: Object.keys(files).length },
    },
    { from: 'developer', to: `github:${repository.fullName}`, departs },
  );
  for (const pipeline of [sim.scenario.pipeline, ...(sim.scenario.pipelines ?? [])]) {
    await tell(sim, trace, repository, pipeline, commitId);
  }
}

function changedFiles(
  files: Record<string, string>,
  changes: Record<string, string | null> = {},
): Record<string, string> {
  const all = { ...files, ...changes };
  return Object.fromEntries(
    Object.entries(all).flatMap(([path, text]) => (text === null ? [] : [[path, text]])),
  );
}

async function tell(
  sim: Simulation,
  trace: Trace,
  repository: Repository,
  pipeline: PipelineDefinition,
  commitId: string,
): Promise<void> {
  const departs = sim.clock.now();
  await sim.clock.sleep(travel.webhook);
  const trigger = triggerOf(sim.scenario, pipeline, repository);
  trace.record(
    'webhook',
    'webhook',
    {
      repository: repository.fullName,
      branch: repository.branch,
      commitId,
      accepted: trigger.accepted,
      detail: trigger.detail,
    },
    {
      from: `github:${repository.fullName}`,
      to: `pipeline:${pipeline.name}`,
      departs,
      rule: trigger.rule,
      sources: [{ document: 'pipeline', path: trigger.path }],
    },
  );
  if (trigger.accepted) startExecution(sim, trace, pipeline, commitId, repository);
}

function startExecution(
  sim: Simulation,
  trace: Trace,
  pipeline: PipelineDefinition,
  commitId: string,
  repository: Repository,
): void {
  const thread = trace.child(`exec${sim.executions.size + 1}`);
  const run: ExecutionRun = {
    id: sim.ids.uuid(thread.scope),
    pipeline,
    trigger: {
      type: 'WebhookV2',
      detail: `${repository.fullName}@${repository.branch} ${commitId.slice(0, 7)}`,
    },
    commitId,
    artifacts: new Map(),
    variables: new Map(),
    sessions: new Map(),
  };
  sim.executions.set(run.id, run);
  sim.machines.spawn(
    'execution',
    run.id,
    {
      executionId: run.id,
      pipeline: pipeline.name,
      stages: pipeline.stages.map((stage) => stage.name),
    },
    thread,
  );
}
