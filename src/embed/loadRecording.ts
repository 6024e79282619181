import type { SharedState } from '../share/link.ts';
import { isChanged, scenarioInput } from '../share/state.ts';
import type { Recording, Scenario } from '../simulator/read.ts';

/** The part of the simulator's client that an edited scenario needs. */
export interface Simulator {
  readScenario(
    input: unknown,
  ): Promise<{ ok: true; value: { ok: true; scenario: Scenario } | { ok: false } } | { ok: false }>;
  simulate(scenario: Scenario): Promise<{ ok: true; value: Recording } | { ok: false }>;
  dispose(): void;
}

export interface Sources {
  /** Built-in recordings by scenario id, each loaded when called. */
  recordings: Record<string, () => Promise<Recording>>;
  /** The simulator, which is loaded only for a scenario that was edited. */
  simulator(): Promise<Simulator>;
}

export interface LoadedRecording {
  recording: Recording;
  /** Why it is not the one that was asked for; empty when it is. */
  message: string;
}

const messages = {
  unknown: 'There is no such scenario, so here is the first one.',
  edits: 'The edits of this link cannot be shown. Here is the scenario as built in.',
} as const;

/** The recording of a shared state; where that cannot be had, a built-in one and the reason. */
export async function loadRecording(
  state: SharedState,
  sources: Sources,
): Promise<LoadedRecording> {
  const { recordings } = sources;
  const known = Object.hasOwn(recordings, state.scenario) ? recordings[state.scenario] : undefined;
  const loader = known ?? Object.values(recordings)[0];
  if (loader === undefined) throw new Error('There is no built-in recording.');
  const builtIn = await loader();
  if (!isChanged(state)) return { recording: builtIn, message: known ? '' : messages.unknown };
  const edited = await rerun(state, known && builtIn.scenario, sources);
  return edited === null
    ? { recording: builtIn, message: messages.edits }
    : { recording: edited, message: '' };
}

async function rerun(
  state: SharedState,
  base: Scenario | undefined,
  { simulator }: Sources,
): Promise<Recording | null> {
  const input = scenarioInput(state, base);
  if (input === null) return null;
  const client = await simulator();
  try {
    const reading = await client.readScenario(input.value);
    if (!reading.ok || !reading.value.ok) return null;
    const answer = await client.simulate(reading.value.scenario);
    return answer.ok ? answer.value : null;
  } finally {
    client.dispose();
  }
}
