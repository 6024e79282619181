import { defineConfig } from '@playwright/test';
import { findChromium } from './.ci/chromium.mjs';
import { places, ports, subPath } from './tests/e2e/places.ts';

const executablePath = findChromium();
const quiet = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
  // Nothing but this machine can be reached, whatever a page tries.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
];
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  timeout: 45_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    baseURL: places.site,
    viewport: { width: 1440, height: 900 },
    serviceWorkers: 'block',
    trace: 'off',
    launchOptions: {
      args: [...quiet, ...asRoot],
      ...(executablePath === null ? {} : { executablePath }),
    },
  },
  webServer: [
    {
      command: `vite preview --port ${ports.site} --strictPort --host 127.0.0.1`,
      url: places.site,
      reuseExistingServer: false,
    },
    {
      command: `tsx tests/tools/serve.ts dist ${ports.subPath}=${subPath} ${ports.other}=/`,
      url: places.other,
      reuseExistingServer: false,
    },
  ],
});
