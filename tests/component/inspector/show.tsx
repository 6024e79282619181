/** The inspector on the screen, at an event of a run. */
import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { PlayerProvider } from '../../../src/player/context.tsx';
import { createPlayer, focusOf } from '../../../src/player/store.ts';
import { ask, editText, fixForCall, leastPrivilege } from '../../../src/simulator/index.ts';
import type { Recording } from '../../../src/simulator/read.ts';
import { Inspector } from '../../../src/studio/inspector/Inspector.tsx';
import { SessionProvider } from '../../../src/studio/session/context.tsx';
import { createSession } from '../../../src/studio/session/store.ts';
import type { InspectorTab } from '../../../src/studio/session/types.ts';
import type { SimulatorClient } from '../../../src/worker/client.ts';
import { fakeClient } from '../editors/fixture.ts';
import { refusedRun } from './fixture.ts';

/** Real advice without a thread; a run is the refused one with the policies in force. */
export function adviceClient(): SimulatorClient {
  return {
    ...fakeClient(),
    simulate: async ({ roles }) => ({
      ok: true,
      value: refusedRun({ policies: roles?.['web-build-role']?.policies ?? {} }),
    }),
    fix: async (scenario, call) => ({ ok: true, value: fixForCall(scenario, call) }),
    leastPrivilege: async (scenario, recording, role) => ({
      ok: true,
      value: leastPrivilege(scenario, recording, role),
    }),
    ask: async (scenario, question) => ({ ok: true, value: ask(scenario, question) }),
    editText: async (text, edits) => ({ ok: true, value: editText(text, edits) }),
  };
}

export function show(
  recording: Recording,
  seq: number,
  tab: InspectorTab = 'why',
  client: SimulatorClient = adviceClient(),
) {
  const player = createPlayer(recording);
  player.getState().seek(seq + 1);
  player.getState().focusOn(seq);
  const session = createSession({
    scenario: recording.scenario,
    client,
    player: player.getState(),
    storage: null,
  });
  session.getState().inspect(tab);
  render(
    <SessionProvider store={session}>
      <PlayerProvider store={player}>
        <Inspector />
      </PlayerProvider>
    </SessionProvider>,
  );
  return { at: () => focusOf(player.getState()), player, session, user: userEvent.setup() };
}

export const seqOf = (recording: Recording, key: string) =>
  recording.events.find((event) => event.key === key)!.seq;
