import type { Draft } from './draft.ts';
import type { EventOf, EventType, SimEvent } from './events.ts';
import { batchFolds } from './fold/batches.ts';
import { buildFolds } from './fold/builds.ts';
import { cloudFolds } from './fold/cloud.ts';
import { pipelineFolds } from './fold/pipeline.ts';
import type { World } from './worldTypes.ts';

/** How each type of event changes the world. */
export type Folds = { [T in EventType]: (draft: Draft, event: EventOf<T>) => void };

const folds: Folds = { ...pipelineFolds, ...buildFolds, ...batchFolds, ...cloudFolds };

/** The world before anything has happened. */
export const emptyWorld: World = {
  position: 0,
  at: 0,
  heads: {},
  executions: [],
  builds: [],
  batches: [],
  containers: [],
  sessions: [],
  commands: [],
  calls: [],
  logs: {},
  objects: {},
  images: {},
  machines: {},
  nodes: {},
  refusedPolicies: [],
};

/** Applies one event to the draft. */
export function apply(draft: Draft, event: SimEvent): void {
  const fold = folds[event.type] as (draft: Draft, event: SimEvent) => void;
  fold(draft, event);
  draft.world.position = event.seq + 1;
  draft.world.at = event.at;
}
