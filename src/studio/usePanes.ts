import { useEffect, useState } from 'react';
import { useMediaQuery } from '../ui/media.ts';
import { useSession, useSessionStore } from './session/context.tsx';

export type Pane = 'picture' | 'edit' | 'why' | 'log';
/** `columns`: all side by side · `drawer`: the editors lie over the picture · `single`: one at a time. */
export type Arrangement = 'columns' | 'drawer' | 'single';

export interface Panes {
  arrangement: Arrangement;
  pane: Pane;
  drawerOpen: boolean;
  /** The editors have been wanted once: from then on they stay loaded. */
  editorsWanted: boolean;
  show(pane: Pane): void;
  toggleDrawer(): void;
}

/** Which panes are in view, by the room that there is and by what was asked for. */
export function usePanes(): Panes {
  const single = useMediaQuery('(max-width: 800px)');
  const narrow = useMediaQuery('(max-width: 1199px)');
  const arrangement = single ? 'single' : narrow ? 'drawer' : 'columns';
  const session = useSessionStore();
  const [pane, setPane] = useState<Pane>('picture');
  const [drawerOpen, setDrawerOpen] = useState(false);
  const wanted = useSession((state) => state.wanted);

  useEffect(() => {
    if (wanted === null) return;
    if (wanted.pane === 'editors') {
      setPane('edit');
      setDrawerOpen(true);
    } else setPane((last) => (last === 'log' || last === 'why' ? last : 'why'));
  }, [wanted]);
  useEffect(() => {
    if (!drawerOpen) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) setDrawerOpen(false);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [drawerOpen]);

  return {
    arrangement,
    pane,
    drawerOpen,
    editorsWanted: arrangement === 'columns' || drawerOpen || pane === 'edit',
    show: (next) => {
      if (next === 'why' || next === 'log')
        session.getState().inspect(next === 'log' ? 'logs' : 'why');
      setPane(next);
    },
    toggleDrawer: () => setDrawerOpen((open) => !open),
  };
}
