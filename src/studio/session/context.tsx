import { createContext, type ReactNode, useContext } from 'react';
import { useStore } from 'zustand';
import type { SessionState, SessionStore } from './types.ts';

const Session = createContext<SessionStore | null>(null);

export function SessionProvider({ store, children }: { store: SessionStore; children: ReactNode }) {
  return <Session value={store}>{children}</Session>;
}

/** The store itself, for event handlers. */
export function useSessionStore(): SessionStore {
  const store = useContext(Session);
  if (store === null) throw new Error('A studio pane was rendered outside of SessionProvider.');
  return store;
}

/** @param select must give the same object for the same state */
export function useSession<T>(select: (state: SessionState) => T): T {
  return useStore(useSessionStore(), select);
}
