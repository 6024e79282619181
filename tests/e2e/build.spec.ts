import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from './fixtures.ts';
import { inspectorTab, openStudio, replaceText, save, toTheEnd } from './studio.ts';

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const junit = '<testsuite><testcase classname="web.home" name="opens" time="0.2"/></testsuite>';
const failing = `version: 0.2
phases:
  build:
    commands:
      - echo hello
      - sh -c 'echo "no such page" >&2; exit 3'
  post_build:
    commands:
      - mkdir -p out && echo '${junit}' > out/junit.xml
reports:
  unit:
    files: [out/junit.xml]
`;
const log = (page: Page) => page.getByRole('treegrid', { name: /^Log of build/ });

test('a failing build: its page, its log, its lines as a file', async ({ page }) => {
  await openStudio(page);
  await replaceText(page, null, failing);
  await save(page);
  await toTheEnd(page);

  await inspectorTab(page, 'Build').click();
  const phases = page.getByRole('table', { name: /Phases of the build/ });
  await expect(phases).toContainText('COMMAND_EXECUTION_ERROR: Error while executing command:');
  await phases.getByRole('button', { name: 'Show it in the log' }).first().click();

  await expect(log(page).getByText('Phase complete: BUILD State: FAILED')).toBeInViewport();
  await log(page).press('/');
  await page.keyboard.type('no such page');
  await expect(page.getByRole('status', { name: 'Lines found' })).toHaveText(/^1 of /);
  const found = log(page).locator('[data-found="true"]');
  await expect(found).toBeInViewport();
  const place = page.locator('[data-recording]').getByText(/\d\d:\d\d\.\d \/ /);
  const before = await place.textContent();
  await found.click();
  await expect(place).not.toHaveText(before ?? '');
  await expect(log(page).locator('[data-later="true"]').first()).toBeAttached();

  const file = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download as .txt' }).click();
  expect((await file).suggestedFilename()).toMatch(/^[0-9a-f-]{36}\.txt$/);
});

for (const colorScheme of ['dark', 'light'] as const)
  test(`log, build page and reports, ${colorScheme}: axe finds nothing`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await openStudio(page);
    await toTheEnd(page);
    for (const tab of ['Logs', 'Build', 'Reports']) {
      await inspectorTab(page, tab).click();
      const panel = new AxeBuilder({ page }).include('.inspector').withTags(standards);
      const { violations } = await panel.analyze();
      expect(
        violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id} ${html}`)),
      ).toEqual([]);
    }
  });

test('a log of 10,000 lines keeps few rows in the document, wherever the playhead is', async ({
  page,
}) => {
  const loop =
    'i=0; while [ $i -lt 100 ]; do echo "line $i of a long, long build"; i=$((i+1)); done';
  const commands = Array.from({ length: 100 }, () => `      - ${loop}`).join('\n');
  await openStudio(page);
  await replaceText(page, null, `version: 0.2\nphases:\n  build:\n    commands:\n${commands}\n`);
  await save(page);
  await toTheEnd(page);
  await inspectorTab(page, 'Logs').click();
  expect(Number(await log(page).getAttribute('aria-rowcount'))).toBeGreaterThan(10_000);
  expect(await log(page).getByRole('row').count()).toBeLessThan(150);
  await log(page).press('Home');
  await expect(log(page).getByText('Running on CodeBuild On-demand')).toBeInViewport();
  await log(page).press('End');
  await expect(log(page).getByText('Phase complete: UPLOAD_ARTIFACTS')).toBeInViewport();
  expect(await log(page).getByRole('row').count()).toBeLessThan(150);
});
