import type { Folds } from '../fold.ts';
import type { BatchBuild } from '../results.ts';
import { mark } from './nodes.ts';

/** Each event tells the whole state of its batch. */
export const batchFolds: Pick<Folds, 'batch.state'> = {
  'batch.state'(draft, event) {
    const list = draft.own('batches');
    const place = list.findIndex(({ id }) => id === event.batchId);
    const before = list[place];
    const ended = event.status !== 'IN_PROGRESS';
    const batch: BatchBuild = {
      id: event.batchId,
      arn: event.arn,
      projectName: event.project,
      buildBatchNumber: event.number,
      buildBatchStatus: event.status,
      currentPhase: event.phase,
      startedAt: before?.startedAt ?? event.at,
      ...(ended ? { endedAt: event.at } : {}),
      groups: event.groups,
      ...(event.message === undefined ? {} : { message: event.message }),
      firstSeq: before?.firstSeq ?? event.seq,
      lastSeq: event.seq,
    };
    if (place < 0) list.push(batch);
    else list[place] = batch;
    const state = event.status === 'SUCCEEDED' ? 'ok' : ended ? 'failed' : 'active';
    mark(draft, `project:${event.project}`, state, event.seq);
  },
};
