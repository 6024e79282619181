import { recordings } from 'virtual:recordings';
import { createRoot } from 'react-dom/client';
import { PlayerProvider } from '../player/context.tsx';
import { positionOfKey } from '../player/places.ts';
import { createPlayer } from '../player/store.ts';
import { type SharedState, writeLink } from '../share/link.ts';
import { Embed } from './Embed.tsx';
import { type LoadedRecording, loadRecording, type Simulator } from './loadRecording.ts';

const simulator = async (): Promise<Simulator> =>
  (await import('../worker/client.ts')).createSimulatorClient();

/** The recording of a state. */
export const fetchRecording = (state: SharedState): Promise<LoadedRecording> =>
  loadRecording(state, { recordings, simulator });

/** Puts the player into the page: at the shared moment, or playing from the start where there is none. */
export function mount(root: Element, state: SharedState, loaded: LoadedRecording): void {
  const { recording, message } = loaded;
  const player = createPlayer(recording);
  if (state.grain !== undefined) player.getState().setGrain(state.grain);
  const place = state.at === undefined ? null : positionOfKey(recording, state.at);
  if (place === null) player.getState().play();
  else player.getState().seek(place);
  const fragment = writeLink(state);
  createRoot(root).render(
    <PlayerProvider store={player}>
      <Embed message={message} studio={`./index.html${fragment === null ? '' : `#${fragment}`}`} />
    </PlayerProvider>,
  );
}
