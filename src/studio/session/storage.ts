/** What a browser keeps of a session, so that a reload loses nothing. */
import type { DocumentId } from './documents.ts';

export interface StoredSession {
  /** Texts in force that differ from the built-in ones. */
  saved: Record<DocumentId, string>;
  /** Texts typed and not saved. */
  drafts: Record<DocumentId, string>;
  /** CodeBuild projects that were saved again. */
  projects: string[];
}

/** The part of `localStorage` that is used. */
export type KeyValueStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Characters; above this a session is no longer kept. */
const sizeLimit = 1_000_000;
const keyOf = (slot: string): string => `pipeglass:1:${slot}`;

/** The browser's store, or null where it is blocked. */
export function browserStore(): KeyValueStore | null {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null;
  }
}

/** Whatever lies there: anything unreadable counts as nothing. */
export function readStored(store: KeyValueStore | null, slot: string): StoredSession {
  const nothing: StoredSession = { saved: {}, drafts: {}, projects: [] };
  try {
    const text = store?.getItem(keyOf(slot));
    if (text === null || text === undefined || text.length > sizeLimit) return nothing;
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return nothing;
    const { saved, drafts, projects } = value as Partial<Record<keyof StoredSession, unknown>>;
    return {
      saved: textsOf(saved),
      drafts: textsOf(drafts),
      projects: Array.isArray(projects) ? projects.filter((name) => typeof name === 'string') : [],
    };
  } catch {
    return nothing;
  }
}

/** A full or blocked store is no fault of the learner: nothing is kept, and nothing is said. */
export function writeStored(
  store: KeyValueStore | null,
  slot: string,
  session: StoredSession,
): void {
  const { saved, drafts, projects } = session;
  const empty = [saved, drafts, projects].every((part) => Object.keys(part).length === 0);
  try {
    const text = JSON.stringify(session);
    if (empty || text.length > sizeLimit) store?.removeItem(keyOf(slot));
    else store?.setItem(keyOf(slot), text);
  } catch {
    return;
  }
}

function textsOf(value: unknown): Record<DocumentId, string> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).filter(([, text]) => typeof text === 'string') as [string, string][],
  );
}
