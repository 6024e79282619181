/** The page in a frame: a poster, and the player once someone presses Play. It takes no focus, scrolls nothing, stores nothing. */
import '../ui/base.css';
import './poster.css';
import type { LoadedRecording } from './loadRecording.ts';
import { fetchRecording, mount } from './mount.tsx';
import { readParameters } from './parameters.ts';

const { state, theme, message } = readParameters(location);
const dark = matchMedia('(prefers-color-scheme: dark)');
const paint = () => {
  const wanted = theme === 'auto' ? (dark.matches ? 'dark' : 'light') : theme;
  document.documentElement.dataset.theme = wanted;
};
paint();
dark.addEventListener('change', paint);

const root = document.querySelector('#root');
const button = document.querySelector<HTMLButtonElement>('#play');
const note = document.querySelector('#poster-note');

function say(text: string): void {
  if (note !== null) note.textContent = text;
}

let wanted: Promise<LoadedRecording> | null = null;
/** The recording, asked for once; after a failure, once more. */
function recording(): Promise<LoadedRecording> {
  wanted ??= fetchRecording(state).catch((error: unknown) => {
    wanted = null;
    throw error;
  });
  return wanted;
}

async function start(): Promise<void> {
  if (button === null || root === null) return;
  const wasFocused = document.activeElement === button;
  button.disabled = true;
  say('Loading…');
  try {
    const loaded = await recording();
    mount(root, state, message === '' ? loaded : { ...loaded, message });
    if (wasFocused) requestAnimationFrame(handFocusOn);
  } catch {
    button.disabled = false;
    say('The recording could not be loaded. Try again.');
  }
}

/** Who pressed Play with the keyboard goes on at the player's own button. */
function handFocusOn(): void {
  root?.querySelector<HTMLElement>('.transport-play')?.focus({ preventScroll: true });
}

if (button !== null) {
  button.hidden = false;
  button.addEventListener('click', () => void start());
  // Whoever is about to press it waits less.
  const prepare = () => void recording().catch(() => undefined);
  button.addEventListener('pointerenter', prepare, { once: true });
  button.addEventListener('focus', prepare, { once: true });
}
say(message);
