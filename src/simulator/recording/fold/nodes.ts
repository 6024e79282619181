import type { Draft } from '../draft.ts';
import type { NodeId } from '../events.ts';
import type { NodeView } from '../worldTypes.ts';

/** A place in the picture is now in this state. */
export function mark(draft: Draft, node: NodeId, state: NodeView['state'], seq: number): void {
  draft.own('nodes')[node] = { state, seq };
}
