import { linkMessages, readLink, type SharedState } from '../share/link.ts';

export type Theme = 'dark' | 'light' | 'auto';

/** What an embed is asked to show. */
export interface EmbedParameters {
  state: SharedState;
  theme: Theme;
  /** Why the link could not be followed; empty when it could. */
  message: string;
}

/** Shown when the address names none. */
const fallback = 'node-site-to-s3';
const themes: readonly Theme[] = ['dark', 'light', 'auto'];
const longest = 200;

/**
 * From `?scenario=…&at=…&theme=…` (in the query or in the fragment), or from a shared link's fragment.
 * An address is a stranger's input: what is not understood is left out.
 */
export function readParameters({
  search,
  hash,
}: Pick<Location, 'search' | 'hash'>): EmbedParameters {
  const query = new URLSearchParams(search.slice(0, 10_000));
  const link = readLink(hash);
  if (!link.ok && link.reason === 'none')
    for (const [name, value] of new URLSearchParams(hash.slice(1, 10_000))) query.set(name, value);
  const text = (name: string): string | undefined => {
    const value = query.get(name);
    return value === null || value === '' || value.length > longest ? undefined : value;
  };
  const at = text('at');
  const named: SharedState = {
    scenario: text('scenario') ?? fallback,
    ...(at !== undefined && { at }),
  };
  return {
    state: link.ok ? link.state : named,
    theme: themes.find((theme) => theme === text('theme')) ?? 'auto',
    message: link.ok ? '' : linkMessages[link.reason],
  };
}
