import { useSyncExternalStore } from 'react';

export const themes = ['auto', 'dark', 'light'] as const;
export type Theme = (typeof themes)[number];

const key = 'pipeglass:theme';
const listeners = new Set<() => void>();

function stored(): Theme {
  try {
    const value = localStorage.getItem(key);
    return themes.find((theme) => theme === value) ?? 'auto';
  } catch {
    return 'auto';
  }
}
let current: Theme = stored();

/** Puts the chosen theme on the page; `auto` leaves the choice to the system. */
export function applyTheme(theme: Theme = current): void {
  current = theme;
  const { dataset } = document.documentElement;
  if (theme === 'auto') delete dataset.theme;
  else dataset.theme = theme;
  try {
    if (theme === 'auto') localStorage.removeItem(key);
    else localStorage.setItem(key, theme);
  } catch {
    // A blocked store costs nothing but the memory of the choice.
  }
  for (const listener of listeners) listener();
}

export const useTheme = (): Theme =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
