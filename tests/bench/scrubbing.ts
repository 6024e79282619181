/** Frames while somebody drags the playhead over the long build with its log open, measured on the built site. */
import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { chromium, type Page } from 'playwright-core';
import { findChromium } from '../../.ci/chromium.mjs';
import { writeLink } from '../../src/share/link.ts';
import { serve } from '../tools/serve.ts';
import { longBuild } from './longBuild.ts';
import { quantile } from './statistics.ts';

/** ms; two frames of 60 a second. */
const longFrame = 32;

/** The times between the frames that are drawn while something is done, ms. */
async function framesWhile(page: Page, task: () => Promise<unknown>): Promise<number[]> {
  await page.evaluate(`globalThis.frames60 = { on: true, times: [] };
    (() => {
      const { frames60 } = globalThis;
      let last = null;
      const draw = (now) => {
        if (last !== null) frames60.times.push(now - last);
        last = now;
        if (frames60.on) requestAnimationFrame(draw);
      };
      requestAnimationFrame(draw);
    })()`);
  await task();
  return (await page.evaluate('frames60.on = false; frames60.times')) as number[];
}

const shown = (times: readonly number[]): string => {
  const long = times.filter((ms) => ms > longFrame).length;
  const longest = Math.max(0, ...times).toFixed(0);
  return `${times.length} frames, median ${quantile(times, 0.5).toFixed(1)} ms, longest ${longest} ms, ${long} over ${longFrame} ms`;
};

/** Drags the playhead there and back so many times, some hundred pixels in each second. */
async function scrub(page: Page, rounds: number): Promise<void> {
  const box = await page.locator('.timeline-lane').boundingBox();
  if (box === null) throw new Error('There is no timeline.');
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + 2, y);
  await page.mouse.down();
  for (let round = 0; round < rounds; round += 1) {
    for (let step = 0; step <= 200; step += 1) {
      const share = round % 2 === 0 ? step / 200 : 1 - step / 200;
      await page.mouse.move(box.x + 2 + share * (box.width - 4), y);
    }
  }
  await page.mouse.up();
}

/** Rows of name and figure; says why when it could not be measured. */
export async function scrubbingLines(): Promise<[name: string, figure: string][]> {
  const name = 'dragging the playhead over it';
  const executablePath = findChromium();
  if (executablePath === null) return [[name, 'not measured: no Chromium']];
  if (!existsSync('dist/index.html')) return [[name, 'not measured: no build in dist']];
  const scenario = longBuild();
  const fragment = writeLink({ scenario: scenario.id, whole: scenario });
  const server = await serve('dist', 0, '/');
  const root = process.getuid?.() === 0;
  const browser = await chromium.launch({ executablePath, args: root ? ['--no-sandbox'] : [] });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/#${fragment}`);
    await page.getByRole('tab', { name: 'Logs', exact: true }).click();
    await page.getByRole('button', { name: 'Last step' }).click();
    await page.getByText('part 118, line 84 of 84').waitFor();
    // What is loaded in idle time has been loaded by then.
    await page.waitForTimeout(8000);
    const still = await framesWhile(page, () => page.waitForTimeout(3000));
    const scrubbed = await framesWhile(page, () => scrub(page, 4));
    return [
      ['its page at rest', shown(still)],
      [name, shown(scrubbed)],
    ];
  } finally {
    await browser.close();
    server.close();
  }
}
