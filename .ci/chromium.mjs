// Finds a Chromium for the browser tests, or gets one. Run by itself it prints the path.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const macPaths = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The path of a usable browser, or null. `CHROMIUM_PATH` wins, then the system's, then Playwright's own. */
export function findChromium() {
  const given = process.env.CHROMIUM_PATH;
  if (given) return given;
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const candidates = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  const system = [...candidates, ...macPaths].find(isExecutable);
  if (system) return system;
  const own = chromium.executablePath();
  return own && existsSync(own) ? own : null;
}

/** What may be tried, in order, when there is none. Each is a list of commands. */
function waysToInstall() {
  const ways = [[['npx', 'playwright', 'install', 'chromium']]];
  const root = process.getuid?.() === 0;
  if (root && existsSync('/usr/bin/apt-get')) {
    ways.push([
      ['apt-get', 'update'],
      ['apt-get', 'install', '-y', '--no-install-recommends', 'chromium'],
    ]);
  }
  return ways;
}

/** The path of a usable browser; tries to install one when there is none. Null if that fails too. */
export function ensureChromium() {
  const present = findChromium();
  if (present) return present;
  for (const commands of waysToInstall()) {
    for (const [command, ...args] of commands) {
      console.error(`No Chromium found. Trying: ${command} ${args.join(' ')}`);
      spawnSync(command, args, { stdio: ['ignore', 2, 2], timeout: 240_000 });
    }
    const found = findChromium();
    if (found) return found;
  }
  return null;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path = ensureChromium();
  if (path === null) {
    console.error('No Chromium: install one, or give its path in CHROMIUM_PATH, and run again.');
    process.exit(1);
  }
  console.log(path);
}
