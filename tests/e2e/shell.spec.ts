import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from './fixtures.ts';
import { buildspec, inspectorTab, openStudio, replaceText, save, toTheEnd } from './studio.ts';

const dock = (page: Page) => page.getByRole('region', { name: /^Shell in the container/ });

/** What the terminal shows, as screen readers get it. */
const screen = (page: Page) => dock(page).locator('.xterm-accessibility');

/** Goes back step by step until a command is talked about. */
async function toCommand(page: Page, text: string): Promise<void> {
  await toTheEnd(page);
  for (let steps = 0; steps < 80; steps++) {
    if ((await page.getByRole('heading', { name: `Command: ${text}` }).count()) > 0) return;
    await page.getByRole('button', { name: 'Step back' }).click();
    await page.waitForTimeout(50);
  }
  throw new Error(`no step about ${text}`);
}

async function type(page: Page, line: string): Promise<void> {
  await page.keyboard.type(line);
  await page.keyboard.press('Enter');
}

test('a shell before the failing command tells why it fails, and changes nothing', async ({
  page,
}) => {
  await openStudio(page);
  await replaceText(page, 'buildspec.yml', buildspec.replace('npm run build', 'npm run biuld'));
  await save(page);
  const hash = await page.locator('[data-recording]').getAttribute('data-recording');
  await toCommand(page, 'npm run biuld');
  await inspectorTab(page, 'Why').click();
  await page.getByRole('button', { name: 'Open a shell before this command' }).click();
  await expect(dock(page)).toContainText('npm run biuld');
  await expect(screen(page)).toContainText('#', { timeout: 20_000 });

  await type(page, 'npm run biuld; echo "ended with $?"');
  await expect(screen(page)).toContainText('Missing script: "biuld"');
  await expect(screen(page)).toContainText('ended with 1');
  await type(page, 'cat package.json');
  await expect(screen(page)).toContainText('"build":');
  await type(page, 'npm run build && ls dist');
  await expect(screen(page)).toContainText('index.html');

  const { violations } = await new AxeBuilder({ page }).include('.shell-dock').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(dock(page)).toHaveCount(0);
  await expect(
    page.getByRole('button', { name: 'Open a shell before this command' }),
  ).toBeFocused();
  await expect(page.locator('[data-recording]')).toHaveAttribute('data-recording', hash ?? '');
});

test('the shell has the credentials of the build: what the role may not do is refused', async ({
  page,
}) => {
  await openStudio(page);
  await toCommand(page, 'npm run build');
  await inspectorTab(page, 'Container').click();
  await page.getByRole('button', { name: 'Open a shell before this command' }).click();
  await expect(screen(page)).toContainText('#', { timeout: 20_000 });
  await type(page, 'aws s3 ls 2>&1 | tr -d "\\n" | cut -c1-60');
  await expect(screen(page)).toContainText('(AccessDenied)');
  await type(page, 'exit');
  await expect(dock(page)).toHaveCount(0);
});
