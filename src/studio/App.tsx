import { lazy, Suspense, useRef, useState } from 'react';
import { useClock } from '../player/clock.ts';
import { PlayerProvider, usePlayerState } from '../player/context.tsx';
import { useHotkeys } from '../player/hotkeys.ts';
import { Announcer, Narration } from '../player/narration/Narration.tsx';
import { Picture } from '../player/picture/Picture.tsx';
import { Timeline } from '../player/timeline/Timeline.tsx';
import { Transport } from '../player/transport/Transport.tsx';
import { BottomBar } from './BottomBar.tsx';
import { Caption } from './Caption.tsx';
import { Header } from './Header.tsx';
import { SessionProvider, useSession } from './session/context.tsx';
import type { Studio } from './start.ts';
import { usePanes } from './usePanes.ts';
import './studio.css';

const EditorsPane = lazy(async () => ({
  default: (await import('./editors/EditorsPane.tsx')).EditorsPane,
}));
const Inspector = lazy(async () => ({
  default: (await import('./inspector/Inspector.tsx')).Inspector,
}));
const Share = lazy(async () => ({ default: (await import('./Share.tsx')).Share }));
const ShellDock = lazy(async () => ({
  default: (await import('./terminal/ShellDock.tsx')).ShellDock,
}));
const LinkBanner = lazy(async () => ({
  default: (await import('./share/LinkBanner.tsx')).LinkBanner,
}));

interface AppProps {
  studio: Studio;
  /** About the address, where it could not be followed. */
  notice: string;
}

export function App({ studio, notice }: AppProps) {
  return (
    <SessionProvider store={studio.session}>
      <PlayerProvider store={studio.player}>
        <Panes studio={studio} notice={notice} />
      </PlayerProvider>
    </SessionProvider>
  );
}

function Panes({ studio: { player, session, choose }, notice: given }: AppProps) {
  const whole = useRef<HTMLDivElement>(null);
  const [notice, setNotice] = useState(given);
  const [sharing, setSharing] = useState(false);
  const { arrangement, pane, drawerOpen, editorsWanted, show, toggleDrawer } = usePanes();
  useClock(whole);
  useHotkeys();
  const hash = usePlayerState((state) => state.recording.hash);
  const shell = useSession((state) => state.shell);
  const wide = useSession((state) => state.wide);

  const push = async () => {
    show('picture');
    if (Object.keys(session.getState().drafts).length > 0) await session.getState().save();
    player.getState().first();
    player.getState().play();
  };
  const hidden = (...panes: (typeof pane)[]) => arrangement === 'single' && !panes.includes(pane);
  const editorsHidden = arrangement === 'drawer' ? !drawerOpen : hidden('edit');
  return (
    <div
      ref={whole}
      className="studio"
      data-arrangement={arrangement}
      data-wide={wide && arrangement !== 'single'}
      data-recording={hash}
    >
      {notice !== '' && (
        <Suspense>
          <LinkBanner message={notice} onDismiss={() => setNotice('')} />
        </Suspense>
      )}
      <Header
        onPush={() => void push()}
        onShare={() => setSharing(true)}
        onChoose={(id) => void choose(id)}
        {...(arrangement === 'drawer' && { editors: { open: drawerOpen, onToggle: toggleDrawer } })}
      />
      <aside className="pane-editors" aria-label="Editors" hidden={editorsHidden}>
        {editorsWanted && (
          <Suspense>
            <EditorsPane />
          </Suspense>
        )}
      </aside>
      <main className="pane-picture" hidden={hidden('picture')}>
        <Picture />
        {arrangement === 'single' && <Caption onMore={() => show('why')} />}
      </main>
      <aside className="pane-inspector" aria-label="Explanation" hidden={hidden('why', 'log')}>
        {!(arrangement === 'single' && pane === 'log') && <Narration />}
        <Suspense>
          <Inspector />
        </Suspense>
      </aside>
      {shell && (
        <Suspense>
          <ShellDock key={`${shell.seq}/${hash}`} moment={shell} />
        </Suspense>
      )}
      <footer className="player-bar">
        <Transport />
        <Timeline />
        {arrangement === 'single' && <BottomBar pane={pane} onShow={show} />}
      </footer>
      <Announcer />
      {sharing && (
        <Suspense>
          <Share onClose={() => setSharing(false)} />
        </Suspense>
      )}
    </div>
  );
}
