import { expect, test } from './fixtures.ts';
import { pressPlay, seeTheStory, steps } from './pages.ts';
import { places } from './places.ts';

/** The watch of `fixtures.ts` fails each of these when a page breaks its policy on the way. */
test.describe('under its policy', () => {
  test('the studio edits, runs again and shows all it has', async ({ page }) => {
    await page.goto(places.site);
    await page.getByText('npm run build').first().click();
    const editor = page.locator('.monaco-editor').first();
    await expect(editor).toBeVisible();
    await editor.getByText('npm run build').first().click();
    await page.keyboard.press('End');
    await page.keyboard.type(' && exit 3');
    await page.keyboard.press('Control+s');
    await page.getByRole('button', { name: 'Last step' }).click();
    await expect(page.getByRole('banner')).toContainText('COMMAND_EXECUTION_ERROR');
    for (const tab of await page.getByRole('tab').all()) await tab.click();
  });

  test('the embed plays from the first step to the last', async ({ page }) => {
    await page.goto(`${places.site}embed.html`);
    await pressPlay(page);
    const time = page.locator('.transport-time');
    await page.getByRole('button', { name: 'First step' }).click();
    const start = await time.innerText();
    const forward = page.getByRole('button', { name: 'Step forward' });
    for (let step = 0; step < 12; step += 1) await forward.click();
    expect(await time.innerText()).not.toBe(start);
    await page.getByRole('button', { name: 'Last step' }).click();
    const [now, whole] = (await time.innerText()).split(' / ');
    expect(now).toBe(whole);
  });

  test('an article of another origin holds embeds that play', async ({ page }) => {
    await page.goto(`${places.other}demo.html?frames=${encodeURIComponent(places.subPath)}`);
    const frame = page.frameLocator('iframe').first();
    await frame.getByRole('button', { name: 'Play' }).click();
    await expect(frame.locator('.transport')).toBeVisible();
    for (const step of steps) {
      await expect(frame.locator(`[data-step="${step}"]`).first()).toBeAttached();
    }
    const address = await page.locator('iframe').first().getAttribute('src');
    expect(address).toContain(places.subPath);
  });

  test('the studio holds the story on the way back too', async ({ page }) => {
    await page.goto(places.site);
    await page.getByRole('button', { name: 'Last step' }).click();
    await page.getByRole('button', { name: 'First step' }).click();
    await seeTheStory(page);
  });
});
