/** The page in a frame: a poster, and the player once someone presses Play. Takes no focus, scrolls nothing, stores nothing. */
import { readParameters } from './parameters.ts';

const { state, theme, message } = readParameters(location);
const dark = matchMedia('(prefers-color-scheme: dark)');
const paint = () => {
  document.documentElement.dataset.theme =
    theme === 'auto' ? (dark.matches ? 'dark' : 'light') : theme;
};
paint();
dark.addEventListener('change', paint);

const button = document.querySelector<HTMLButtonElement>('#play');
const note = document.querySelector('#poster-note');
const root = document.querySelector('#root');

function say(text: string): void {
  if (note !== null) note.textContent = text;
}

async function start(): Promise<void> {
  if (button === null || root === null) return;
  button.disabled = true;
  say('Loading…');
  try {
    const { mount } = await import('./mount.tsx');
    await mount(root, state, message);
  } catch {
    button.disabled = false;
    say('The player could not be loaded. Try again.');
  }
}

if (button !== null) {
  button.hidden = false;
  button.addEventListener('click', () => void start());
  // Whoever is about to press it waits less.
  const prepare = () => void import('./mount.tsx').catch(() => undefined);
  button.addEventListener('pointerenter', prepare, { once: true });
  button.addEventListener('focus', prepare, { once: true });
}
say(message);
