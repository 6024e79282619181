/** The longest tasks of the main thread while a recording plays, measured on the built site. */
import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { chromium } from 'playwright-core';
import { findChromium } from '../../.ci/chromium.mjs';
import { serve } from '../tools/serve.ts';

/** Plays the first scenario at normal speed for some seconds; a task counts as long from 50 ms. */
export async function playingLine(seconds: number): Promise<string> {
  const executablePath = findChromium();
  if (executablePath === null) return 'not measured: no Chromium';
  if (!existsSync('dist/index.html')) return 'not measured: no build in dist';
  const server = await serve('dist', 0, '/');
  const root = process.getuid?.() === 0;
  const browser = await chromium.launch({ executablePath, args: root ? ['--no-sandbox'] : [] });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    const play = page.getByRole('button', { name: 'Play', exact: true });
    await play.waitFor();
    // What is loaded in idle time has been loaded by then.
    await page.waitForTimeout(5000);
    await page.evaluate(`globalThis.long = [];
      new PerformanceObserver((list) => long.push(...list.getEntries().map((e) => e.duration)))
        .observe({ type: 'longtask' });`);
    await play.click();
    await page.waitForTimeout(seconds * 1000);
    const long = (await page.evaluate('globalThis.long')) as number[];
    const longest = long.length === 0 ? 'none' : `longest ${Math.max(...long).toFixed(0)} ms`;
    return `${long.length} tasks over 50 ms in ${seconds} s, ${longest}`;
  } finally {
    await browser.close();
    server.close();
  }
}
