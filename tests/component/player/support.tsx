import { cleanup, render } from '@testing-library/react';
import { afterEach, beforeEach, vi } from 'vitest';
import { useClock } from '../../../src/player/clock.ts';
import { PlayerProvider } from '../../../src/player/context.tsx';
import { useHotkeys } from '../../../src/player/hotkeys.ts';
import { Announcer, Narration } from '../../../src/player/narration/Narration.tsx';
import { Picture } from '../../../src/player/picture/Picture.tsx';
import { createPlayer, type PlayerStore } from '../../../src/player/store.ts';
import { Timeline } from '../../../src/player/timeline/Timeline.tsx';
import { Transport } from '../../../src/player/transport/Transport.tsx';
import { siteRun } from '../fixtures/recording.ts';

/** What React Flow asks of a browser and jsdom has not. */
class NoObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

/** Media queries that hold; set before rendering. */
export const media = new Set<string>();

beforeEach(() => {
  media.clear();
  vi.stubGlobal('ResizeObserver', NoObserver);
  vi.stubGlobal(
    'DOMMatrixReadOnly',
    class {
      m22 = 1;
    },
  );
  vi.stubGlobal('matchMedia', (query: string) => ({
    matches: media.has(query),
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function Player() {
  useHotkeys();
  useClock({ current: null });
  return (
    <>
      <Picture />
      <Narration />
      <Transport />
      <Timeline />
      <Announcer />
      <input aria-label="Somewhere to type" />
      <textarea aria-label="More to type" />
    </>
  );
}

export function renderPlayer(recording = siteRun()): PlayerStore {
  const player = createPlayer(recording);
  render(
    <PlayerProvider store={player}>
      <Player />
    </PlayerProvider>,
  );
  return player;
}
