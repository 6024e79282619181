import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from './fixtures.ts';
import { places } from './places.ts';

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

for (const page of ['index.html', 'embed.html']) {
  for (const colorScheme of ['dark', 'light'] as const) {
    test(`${page}, ${colorScheme}: axe finds nothing`, async ({ page: tab }) => {
      await tab.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await tab.goto(`${places.site}${page}`);
      await expect(tab.locator('[data-step="6"]').first()).toBeVisible();
      const { violations } = await new AxeBuilder({ page: tab }).withTags(standards).analyze();
      const found = violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
      );
      expect(found).toEqual([]);
    });
  }
}
