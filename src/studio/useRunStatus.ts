import { sameJson, usePlayerState } from '../player/context.tsx';
import { type RunStatus, runStatusAt } from '../player/runStatus.ts';

/** How the run stands at the playhead. */
export const useRunStatus = (): RunStatus =>
  usePlayerState(({ recording, position }) => runStatusAt(recording, position), sameJson);
