/** The page in a frame: a poster, and the player once someone presses Play. It takes no focus, scrolls nothing, stores nothing. */
import '../ui/base.css';
import './poster.css';
import { isChanged } from '../share/state.ts';
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

/** Once nothing else is to do: the scenario's name on the poster, and Play without a wait. */
async function prepare(): Promise<void> {
  const loaded = await recording().catch(() => null);
  const name = document.querySelector('#poster-name');
  if (name !== null && loaded !== null) name.textContent = loaded.recording.scenario.name;
}

if (button !== null) {
  button.hidden = false;
  button.addEventListener('click', () => void start());
  // An edited scenario costs a run of the simulator: that waits until someone means to see it.
  const canWait = !isChanged(state) && 'requestIdleCallback' in globalThis;
  if (canWait) requestIdleCallback(() => void prepare());
  else button.addEventListener('pointerenter', () => void prepare(), { once: true });
}
say(message);
