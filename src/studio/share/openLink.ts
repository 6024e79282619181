import { type LinkReading, linkMessages, readLink, type SharedState } from '../../share/link.ts';
import { isChanged, scenarioInput } from '../../share/state.ts';
import type { Scenario } from '../../simulator/read.ts';
import type { SimulatorClient } from '../../worker/client.ts';

export type OpenedLink =
  /** `slot`: the name under which drafts of this link are kept. */
  | { ok: true; state: SharedState; scenario: Scenario; base: Scenario; slot: string }
  /** `message` is for the banner; empty when the address carries no link at all. */
  | { ok: false; message: string };

/**
 * The scenario that the address carries. Everything in it is checked: sizes and shape here, the scenario in the worker.
 * @param fragment `location.hash`
 * @param builtIn the scenarios by which a link can be short
 */
export async function openLink(
  fragment: string,
  builtIn: readonly Scenario[],
  client: Pick<SimulatorClient, 'readScenario'>,
): Promise<OpenedLink> {
  const refuse = (reason: (LinkReading & { ok: false })['reason']): OpenedLink => ({
    ok: false,
    message: linkMessages[reason],
  });
  const reading = readLink(fragment);
  if (!reading.ok) return refuse(reading.reason);
  const { state } = reading;
  const base = builtIn.find(({ id }) => id === state.scenario);
  if (base !== undefined && !isChanged(state))
    return { ok: true, state, scenario: base, base, slot: base.id };
  const input = scenarioInput(state, base);
  if (input === null) return refuse('damaged');
  const answer = await client.readScenario(input.value);
  if (!answer.ok) return { ok: false, message: answer.failure.message };
  if (!answer.value.ok) return refuse('damaged');
  const { scenario } = answer.value;
  return {
    ok: true,
    state,
    scenario,
    base: base ?? scenario,
    slot: `link:${fingerprint(fragment)}`,
  };
}

/** A short name for a link; two links may share one without harm. */
function fingerprint(text: string): string {
  let hash = 5381;
  for (let i = 0; i < text.length; i += 1) hash = (hash * 33 + text.charCodeAt(i)) >>> 0;
  return hash.toString(36);
}
