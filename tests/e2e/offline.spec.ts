import { expect, test } from './fixtures.ts';
import { places } from './places.ts';

test.describe('the built site under a sub-path, with nothing but this machine to reach', () => {
  test('the studio shows the six boxes', async ({ page }) => {
    await page.goto(places.subPath);
    for (const step of ['1', '2', '3', '4', '5', '6']) {
      await expect(page.locator(`[data-step="${step}"]`).first()).toBeVisible();
    }
  });

  test('the embed shows the six boxes', async ({ page }) => {
    await page.goto(`${places.subPath}embed.html`);
    for (const step of ['1', '2', '3', '4', '5', '6']) {
      await expect(page.locator(`[data-step="${step}"]`).first()).toBeVisible();
    }
  });
});
