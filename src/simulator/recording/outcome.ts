import type { Intervention, Scenario } from '../scenario/types.ts';
import { Draft } from './draft.ts';
import type { SimEvent } from './events.ts';
import { apply, emptyWorld } from './fold.ts';
import type { Outcome } from './results.ts';

/** What a run came to, folded from its events. */
export function outcomeOf(
  scenario: Scenario,
  events: readonly SimEvent[],
  unused: Intervention[],
): Outcome {
  const draft = new Draft(scenario, emptyWorld);
  for (const event of events) apply(draft, event);
  const { executions, builds, commands, calls } = draft.world;
  return { executions, builds, commands, calls, unused };
}
