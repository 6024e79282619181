import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from './fixtures.ts';
import { pressPlay, seeTheStory } from './pages.ts';
import { places } from './places.ts';

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Pages and what is done on them before they are judged. */
const views: Record<string, { path: string; open?: (page: Page) => Promise<void> }> = {
  studio: { path: 'index.html' },
  poster: { path: 'embed.html' },
  embed: { path: 'embed.html', open: pressPlay },
  article: { path: 'demo.html' },
};

for (const [name, { path, open }] of Object.entries(views)) {
  for (const colorScheme of ['dark', 'light'] as const) {
    test(`${name}, ${colorScheme}: axe finds nothing`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.goto(`${places.site}${path}`);
      await open?.(page);
      if (name !== 'article') await seeTheStory(page);
      const { violations } = await new AxeBuilder({ page }).withTags(standards).analyze();
      const found = violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary}`),
      );
      expect(found).toEqual([]);
    });
  }
}
