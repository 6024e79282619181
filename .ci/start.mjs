// `npm start`: the studio in development; opens the browser where there is a screen to open it on.
import { spawn } from 'node:child_process';

const headless =
  Boolean(process.env.CI) ||
  !process.stdout.isTTY ||
  (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY);
const args = [...(headless ? [] : ['--open']), ...process.argv.slice(2)];
const vite = spawn('vite', args, { stdio: 'inherit', shell: process.platform === 'win32' });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => vite.kill(signal));
vite.on('exit', (code) => process.exit(code ?? 0));
