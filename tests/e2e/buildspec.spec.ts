import { expect, test } from './fixtures.ts';
import { openStudio, replaceText } from './studio.ts';

const text =
  'version: 0.2\nphases:\n  build:\n    commands:\n      - make\n    on-failure: ABORT\n';

test.describe('the editor of the buildspec', () => {
  test('offers the keys that can stand there, and explains them', async ({ page }) => {
    await openStudio(page);
    await replaceText(page, 'buildspec', text);
    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.type('art');
    await page.keyboard.press('ControlOrMeta+Space');
    const suggestions = page.locator('.suggest-widget');
    await expect(suggestions.getByText('artifacts', { exact: true })).toBeVisible();
    await page.keyboard.press('Escape');
    await page.locator('.view-line').getByText('on-failure').hover();
    await expect(page.locator('.monaco-hover').first()).toContainText(
      'What a failure of this phase',
    );
    await expect(page.locator('.monaco-hover').first()).not.toContainText('Source:');
  });

  test('underlines what nobody means, in words', async ({ page }) => {
    await openStudio(page);
    await replaceText(page, 'buildspec', text.replace('- make', '- ls $CODEBUILD_SOURCE_DIR'));
    await expect(page.getByRole('region', { name: 'Problems' })).toContainText(
      'CODEBUILD_SRC_DIR is meant, probably',
    );
  });
});
