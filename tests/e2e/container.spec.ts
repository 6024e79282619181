import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from './fixtures.ts';
import { inspectorTab, openStudio } from './studio.ts';

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const explanation = (page: Page) => page.getByRole('complementary', { name: 'Explanation' });

/** At the start of the last command of the run. */
async function atLastCommand(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Last step' }).click();
  await inspectorTab(page, 'Container').click();
  await expect(explanation(page)).toContainText('The container is gone');
  await page.getByRole('button', { name: 'Go to its last command' }).click();
  await expect(explanation(page)).toContainText('Command: aws s3 cp');
}

async function axeFindsNothing(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(standards).analyze();
  expect(
    violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${target.join(' ')}`)),
  ).toEqual([]);
}

test('the container of a moment: files, what changed, variables, and how it goes away', async ({
  page,
}) => {
  await openStudio(page);
  await atLastCommand(page);
  const tree = page.getByRole('tree', { name: 'Files' });
  await expect(tree).toBeVisible({ timeout: 20_000 });
  await tree.getByRole('treeitem', { name: /index\.html added/ }).click();
  const file = page.getByRole('region', { name: /^File .*dist\/index\.html/ });
  await expect(file).toContainText('<h1>');
  await page.keyboard.press('Escape');
  await expect(tree.getByRole('treeitem', { name: /index\.html added/ })).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(tree.getByRole('treeitem', { name: /^dist/ })).toHaveAttribute(
    'aria-expanded',
    'false',
  );

  await explanation(page).getByText('Variables', { exact: true }).click();
  await expect(page.getByRole('region', { name: 'Set by the buildspec' })).toContainText(
    'acme-web-site',
  );
});

test('Make it fail: the build fails, undo, reload and a link keep their word', async ({ page }) => {
  await openStudio(page);
  await atLastCommand(page);
  await inspectorTab(page, 'Why').click();
  const fail = explanation(page).getByRole('button', { name: 'Make it fail…' });
  await fail.click();
  const dialog = page.getByRole('dialog', { name: 'Make it fail' });
  await dialog.getByLabel('Exit code').fill('42');
  await dialog.getByLabel('Message on stderr').fill('no route to host');
  await dialog.getByRole('button', { name: 'Make it fail & run' }).click();
  await expect(explanation(page)).toContainText('It exits with 42, and the build ends FAILED', {
    timeout: 20_000,
  });

  await page.reload();
  await expect(explanation(page)).toContainText('1 outcome in force', { timeout: 20_000 });
  await page.getByRole('button', { name: 'Share & embed' }).click();
  const link = await page.getByRole('textbox', { name: 'Link' }).inputValue();
  await page.getByRole('button', { name: 'Close' }).click();
  await explanation(page).getByText('1 outcome in force').click();
  await explanation(page)
    .getByRole('button', { name: /^Remove the outcome/ })
    .click();
  await expect(explanation(page)).toContainText('runs by itself again', { timeout: 20_000 });
  await expect(explanation(page)).not.toContainText('outcome in force');

  await page.goto('about:blank');
  await openStudio(page, new URL(link).hash);
  await expect(explanation(page)).toContainText('1 outcome in force', { timeout: 20_000 });
  await inspectorTab(page, 'Logs').click();
  await page.getByRole('button', { name: 'Last step' }).click();
  await expect(explanation(page)).toContainText('no route to host');
});

test('the project as a form: a change runs, and the JSON keeps what was typed', async ({
  page,
}) => {
  await openStudio(page);
  await page.getByRole('tab', { name: 'Project' }).click();
  const form = page.locator('.project-form');
  await form
    .getByRole('combobox', { name: 'Image', exact: true })
    .selectOption('aws/codebuild/standard:8.0');
  await page.getByRole('button', { name: 'Save & run' }).click();
  await page.getByRole('button', { name: 'Last step' }).click();
  await inspectorTab(page, 'Build').click();
  await expect(explanation(page)).toContainText('aws/codebuild/standard:8.0', { timeout: 20_000 });
  await form.getByRole('textbox', { name: 'Timeout, minutes', exact: true }).fill('1');
  await expect(
    form.getByRole('textbox', { name: 'Timeout, minutes', exact: true }),
  ).toHaveAttribute('aria-invalid', 'true', { timeout: 10_000 });
});

for (const colorScheme of ['dark', 'light'] as const)
  test(`axe finds nothing in container, form and dialog, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await openStudio(page);
    await page.getByRole('tab', { name: 'Project' }).click();
    await page.getByRole('button', { name: 'Add a variable' }).click();
    await atLastCommand(page);
    await expect(page.getByRole('tree', { name: 'Files' })).toBeVisible({ timeout: 20_000 });
    await axeFindsNothing(page);
    await explanation(page).getByText('Variables', { exact: true }).click();
    await axeFindsNothing(page);
    await inspectorTab(page, 'Why').click();
    await page.getByRole('button', { name: 'Make it fail…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Creates file…' }).click();
    await axeFindsNothing(page);
    await page.getByRole('button', { name: 'Make it fail & run' }).click();
    await explanation(page).getByText('1 outcome in force').click({ timeout: 20_000 });
    await axeFindsNothing(page);
  });
