import type { Recording } from '../simulator/recording/types.ts';
import type { Grain } from '../simulator/recording/worldTypes.ts';
import type { Scenario } from '../simulator/scenario/types.ts';
import { applyPatch, diffJson } from './jsonPatch.ts';
import type { SharedState } from './link.ts';

/** Where someone is, and in what. */
export interface Situation {
  scenario: Scenario;
  /** The built-in scenario it was made from; null for an imported one. */
  base: Scenario | null;
  recording: Recording;
  /** Number of events applied. */
  position: number;
  grain?: Grain;
}

/** The state that a link carries: changes to a built-in scenario where there is one, else the whole of it. */
export function sharedStateOf({
  scenario,
  base,
  recording,
  position,
  grain,
}: Situation): SharedState {
  const at = recording.events[position - 1]?.key;
  const patch = base === null ? [] : diffJson(base, scenario);
  return {
    engine: recording.engine,
    scenario: scenario.id,
    ...(patch.length > 0 && { patch }),
    ...(base === null && { whole: scenario }),
    ...(at !== undefined && { at }),
    ...(grain !== undefined && { grain }),
  };
}

/** Does the state differ from the built-in scenario that it names? */
export const isChanged = (state: SharedState): boolean =>
  state.whole !== undefined || (state.patch !== undefined && state.patch.length > 0);

/**
 * The scenario that a state describes, unchecked: `parseScenario` has to look at it.
 * @param base the built-in scenario of that id, if there is one
 * @returns null when the changes do not fit
 */
export function scenarioInput(
  state: SharedState,
  base: Scenario | undefined,
): { value: unknown } | null {
  if (state.whole !== undefined) return { value: state.whole };
  return base === undefined ? null : applyPatch(base, state.patch ?? []);
}

/** Position of a shared place in a run: just after the event with that key, or null where there is none. */
export function positionOfKey(recording: Recording, key: string | undefined): number | null {
  if (key === undefined) return null;
  const seq = recording.events.findIndex((event) => event.key === key);
  return seq < 0 ? null : seq + 1;
}
