import type { Draft } from '../draft.ts';
import type { Folds } from '../fold.ts';
import type { PipelineExecution, StageExecution } from '../results.ts';
import { mark } from './nodes.ts';

const running = new Set(['InProgress', 'Stopping']);

function stagesOf(draft: Draft, pipeline: string, seq: number): StageExecution[] {
  const all = [draft.scenario.pipeline, ...(draft.scenario.pipelines ?? [])];
  const definition = all.find((candidate) => candidate.name === pipeline);
  return (definition?.stages ?? []).map(({ name }) => ({
    name,
    status: null,
    actions: [],
    firstSeq: seq,
    lastSeq: seq,
  }));
}

function executionOf(draft: Draft, id: string, seq: number): PipelineExecution | undefined {
  const list = draft.own('executions');
  const execution = draft.item(
    list,
    list.findIndex((candidate) => candidate.id === id),
  );
  if (execution !== undefined) execution.lastSeq = seq;
  return execution;
}

function stageOf(
  draft: Draft,
  executionId: string,
  name: string,
  seq: number,
): StageExecution | undefined {
  const execution = executionOf(draft, executionId, seq);
  if (execution === undefined) return undefined;
  const stages = draft.field(execution, 'stages');
  const stage = draft.item(
    stages,
    stages.findIndex((candidate) => candidate.name === name),
  );
  if (stage !== undefined) stage.lastSeq = seq;
  return stage;
}

export const pipelineFolds: Pick<
  Folds,
  'push' | 'webhook' | 'execution.status' | 'stage.status' | 'action.status' | 'artifact.stored'
> = {
  push(draft, event) {
    const { id, message, author } = event.commit;
    draft.own('heads')[event.repository] = { commitId: id, message, author, seq: event.seq };
    mark(draft, 'developer', 'ok', event.seq);
    mark(draft, `github:${event.repository}`, 'ok', event.seq);
  },
  webhook(draft, event) {
    mark(draft, `github:${event.repository}`, event.accepted ? 'ok' : 'failed', event.seq);
  },
  'execution.status'(draft, event) {
    const list = draft.own('executions');
    let execution = executionOf(draft, event.executionId, event.seq);
    if (execution === undefined) {
      execution = {
        id: event.executionId,
        pipeline: event.pipeline,
        status: event.status,
        trigger: event.trigger ?? { type: '', detail: '' },
        startedAt: event.at,
        stages: stagesOf(draft, event.pipeline, event.seq),
        firstSeq: event.seq,
        lastSeq: event.seq,
      };
      list.push(execution);
    }
    execution.status = event.status;
    if (!running.has(event.status)) execution.endedAt = event.at;
    const state = running.has(event.status)
      ? 'active'
      : event.status === 'Succeeded'
        ? 'ok'
        : 'failed';
    mark(draft, `pipeline:${event.pipeline}`, state, event.seq);
  },
  'stage.status'(draft, event) {
    const stage = stageOf(draft, event.executionId, event.stage, event.seq);
    if (stage === undefined) return;
    if (stage.status === null) {
      stage.startedAt = event.at;
      stage.firstSeq = event.seq;
    }
    stage.status = event.status;
    if (!running.has(event.status)) stage.endedAt = event.at;
  },
  'action.status'(draft, event) {
    const stage = stageOf(draft, event.executionId, event.stage, event.seq);
    if (stage === undefined) return;
    const actions = draft.field(stage, 'actions');
    let action = draft.item(
      actions,
      actions.findIndex((candidate) => candidate.actionExecutionId === event.actionExecutionId),
    );
    if (action === undefined) {
      action = {
        name: event.action,
        actionExecutionId: event.actionExecutionId,
        provider: event.provider,
        status: event.status,
        startedAt: event.at,
        outputVariables: {},
        firstSeq: event.seq,
        lastSeq: event.seq,
      };
      actions.push(action);
    }
    action.status = event.status;
    action.lastSeq = event.seq;
    if (event.status !== 'InProgress') action.endedAt = event.at;
    if (event.errorDetails !== undefined) action.errorDetails = event.errorDetails;
    if (event.outputVariables !== undefined) action.outputVariables = event.outputVariables;
    if (event.externalExecutionId !== undefined) {
      action.externalExecutionId = event.externalExecutionId;
    }
  },
  'artifact.stored'(draft, event) {
    mark(draft, `bucket:${event.bucket}`, 'ok', event.seq);
  },
};
