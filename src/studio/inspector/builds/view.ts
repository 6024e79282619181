import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { useSessionStore } from '../../session/context.tsx';
import type { SessionStore } from '../../session/types.ts';

/** How the learner looks at builds; kept while the tabs of the inspector come and go. */
export interface BuildView {
  /** Id of the build that was chosen; null: the one at the playhead. */
  build: string | null;
  /** The time of each line as a column of its own. */
  time: boolean;
  wrap: boolean;
  /** Keep the playhead's line in view. */
  follow: boolean;
  /** Show what is written after the playhead, too. */
  later: boolean;
  /** Show what never reached CloudWatch, too. */
  lost: boolean;
  query: string;
  matchCase: boolean;
  /** Sections of the log that are closed, by their place in it. */
  folded: ReadonlySet<number>;
}

const first: BuildView = {
  build: null,
  time: true,
  wrap: true,
  follow: true,
  later: false,
  lost: false,
  query: '',
  matchCase: false,
  folded: new Set(),
};
const views = new WeakMap<SessionStore, StoreApi<BuildView>>();

function viewOf(session: SessionStore): StoreApi<BuildView> {
  const view = views.get(session) ?? createStore<BuildView>(() => first);
  views.set(session, view);
  return view;
}

/** The view and the way to change parts of it. */
export function useBuildView(): [BuildView, (change: Partial<BuildView>) => void] {
  const store = viewOf(useSessionStore());
  return [useStore(store), store.setState];
}
