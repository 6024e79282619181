import { useEffect } from 'react';
import { usePlayer } from './context.tsx';
import type { PlayerState } from './store.ts';

/** What each key does. */
const keys: Record<string, (player: PlayerState) => void> = {
  ' ': (player) => player.toggle(),
  ArrowLeft: (player) => player.back(),
  ArrowRight: (player) => player.forward(),
  Home: (player) => player.first(),
  End: (player) => player.last(),
  b: (player) => player.toggleBreakpoint(),
};

/** Where every key is the reader's own: texts, menus, dialogs, editors. */
const typing =
  'input:not([type="radio"]), textarea, select, [contenteditable], .monaco-editor, dialog';
/** What has an own use for one of the keys. */
const own: Record<string, string> = {
  ' ': 'button, a[href], summary, input, [role="button"], [role="tab"]',
  ArrowLeft: '[role="tab"], [role="radiogroup"], input',
  ArrowRight: '[role="tab"], [role="radiogroup"], input',
  Home: '[role="tab"]',
  End: '[role="tab"]',
};

/** Does the key that was pressed there belong to the player? */
function isOurs(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return false;
  const { target } = event;
  if (!(target instanceof Element)) return true;
  const taken = own[event.key];
  return target.closest(typing) === null && (taken === undefined || target.closest(taken) === null);
}

/** The keys of the transport, on the whole page. */
export function useHotkeys(): void {
  const player = usePlayer();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      const act = Object.hasOwn(keys, key) ? keys[key] : undefined;
      if (act === undefined || !isOurs(event)) return;
      event.preventDefault();
      act(player.getState());
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [player]);
}
