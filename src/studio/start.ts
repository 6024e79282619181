import { recordings } from 'virtual:recordings';
import { positionOfKey } from '../player/places.ts';
import { createPlayer, type PlayerStore } from '../player/store.ts';
import { scenarios } from '../scenarios/index.ts';
import type { Recording } from '../simulator/read.ts';
import { createSimulatorClient, type SimulatorClient } from '../worker/client.ts';
import { browserStore } from './session/storage.ts';
import { createSession } from './session/store.ts';
import type { SessionStore } from './session/types.ts';
import type { OpenedLink } from './share/openLink.ts';

export interface Studio {
  player: PlayerStore;
  session: SessionStore;
  /** Open another built-in scenario. */
  choose(id: string): Promise<void>;
}

/** The scenario of the first visit. */
const first = scenarios[0];

async function recordingOf(id: string | undefined): Promise<Recording> {
  const load = recordings[id ?? ''] ?? Object.values(recordings)[0];
  if (load === undefined) throw new Error('There is no built-in scenario.');
  return load();
}

async function readAddress(client: SimulatorClient): Promise<OpenedLink> {
  const fragment = location.hash;
  if (fragment.length < 2) return { ok: false, message: '' };
  const { openLink } = await import('./share/openLink.ts');
  return openLink(fragment, scenarios, client);
}

/**
 * Opens what the address asks for, else the first scenario. The built-in recording is on the screen at once; the simulator is
 * needed only when a link or an earlier visit has changed something.
 * @returns the studio, and a sentence about the address where it could not be followed
 */
export async function startStudio(): Promise<{ studio: Studio; notice: string }> {
  const client = createSimulatorClient();
  const opened = await readAddress(client);
  const base = opened.ok ? opened.base : first;
  const recording = await recordingOf(base?.id);
  const player = createPlayer(recording);
  const session = createSession({
    scenario: base ?? recording.scenario,
    client,
    player: player.getState(),
    storage: browserStore(),
  });
  let wanted = '';
  const choose = async (id: string): Promise<void> => {
    wanted = id;
    const chosen = await recordingOf(id);
    // Another one has been chosen meanwhile.
    if (wanted !== id) return;
    player.getState().load(chosen);
    await session.getState().open(scenarios.find((each) => each.id === id) ?? chosen.scenario);
  };
  if (opened.ok) {
    const { state, scenario, base: from, slot } = opened;
    if (state.grain !== undefined) player.getState().setGrain(state.grain);
    const seekShared = () => {
      const { recording: now, seek } = player.getState();
      const position = state.at === undefined ? null : positionOfKey(now, state.at);
      if (position !== null) seek(position);
    };
    seekShared();
    const unrecorded = !scenarios.some(({ id }) => id === from.id);
    void session.getState().open(scenario, { base: from, slot, unrecorded }).then(seekShared);
  } else {
    void session.getState().open(session.getState().base);
  }
  return { studio: { player, session, choose }, notice: opened.ok ? '' : opened.message };
}
