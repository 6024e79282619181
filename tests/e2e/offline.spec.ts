import { expect, test } from './fixtures.ts';
import { pressPlay, seeTheStory } from './pages.ts';
import { places } from './places.ts';

test.describe('the built site under a sub-path, with nothing but this machine to reach', () => {
  test('the studio shows the six boxes', async ({ page }) => {
    await page.goto(places.subPath);
    await seeTheStory(page);
  });

  test('the embed shows the six boxes before and after Play', async ({ page }) => {
    await page.goto(`${places.subPath}embed.html`);
    await seeTheStory(page);
    await pressPlay(page);
    await seeTheStory(page);
  });

  test('the embed tells its story without scripts too', async ({ browser }) => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${places.subPath}embed.html`);
    await seeTheStory(page);
    await expect(page.getByRole('button', { name: 'Play' })).toBeHidden();
    await context.close();
  });
});
