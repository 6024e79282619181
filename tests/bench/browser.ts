/** The time of a run in the browser's worker, measured on the built site. */
import { existsSync, readdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { chromium } from 'playwright-core';
import { findChromium } from '../../.ci/chromium.mjs';
import type { Scenario } from '../../src/simulator/scenario/types.ts';
import { serve } from '../tools/serve.ts';
import { summary } from './statistics.ts';

/** One line of the report; says why when it could not be measured. */
export async function workerLine(scenario: Scenario, runs: number): Promise<string> {
  const executablePath = findChromium();
  const assets = existsSync('dist/assets') ? readdirSync('dist/assets') : [];
  const worker = assets.find((name) => /^simulator\.worker-.*\.js$/.test(name));
  if (executablePath === null) return 'not measured: no Chromium';
  if (worker === undefined) return 'not measured: no build in dist';
  const server = await serve('dist', 0, '/');
  const root = process.getuid?.() === 0;
  const browser = await chromium.launch({ executablePath, args: root ? ['--no-sandbox'] : [] });
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/favicon.svg`);
    // tsx names the functions inside an evaluated one with this helper of its own.
    await page.evaluate('globalThis.__name = (named) => named');
    const times = await page.evaluate(timesInWorker, {
      address: `/assets/${worker}`,
      scenario: JSON.stringify(scenario),
      runs,
    });
    return summary(times);
  } finally {
    await browser.close();
    server.close();
  }
}

/** Runs in the page. Speaks comlink's messages by hand, so that no code of the page is measured. */
async function timesInWorker(o: {
  address: string;
  scenario: string;
  runs: number;
}): Promise<number[]> {
  const worker = new Worker(o.address, { type: 'module' });
  const value = JSON.parse(o.scenario);
  const call = (id: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const listener = ({ data }: MessageEvent): void => {
        if (data.id !== id) return;
        worker.removeEventListener('message', listener);
        if (data.type === 'HANDLER') reject(new Error(JSON.stringify(data.value)));
        else resolve();
      };
      worker.addEventListener('message', listener);
      const argumentList = [{ type: 'RAW', value }];
      worker.postMessage({ id, type: 'APPLY', path: ['simulate'], argumentList });
    });
  const times: number[] = [];
  for (let run = -3; run < o.runs; run += 1) {
    const start = performance.now();
    await call(`run${run}`);
    if (run >= 0) times.push(performance.now() - start);
  }
  worker.terminate();
  return times;
}
