import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from './fixtures.ts';
import { inspectorTab, openStudio, policyText, replaceText, save, toTheEnd } from './studio.ts';

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const pane = (page: Page) => page.getByRole('complementary', { name: 'Explanation' });

/** The site's statement allows another action than the upload needs. */
async function refusedUpload(page: Page): Promise<void> {
  await openStudio(page);
  const wrong = policyText((list) =>
    list.map((each) => (each.Sid === 'Site' ? { ...each, Action: 's3:GetObject' } : each)),
  );
  await replaceText(page, 'Policy', wrong);
  await save(page);
  await toTheEnd(page);
  await inspectorTab(page, 'API calls').click();
  const row = pane(page).getByRole('row').filter({ hasText: 'AccessDenied' });
  await row.getByRole('button').first().click();
}

async function seeNoFault(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(standards)
    .include('.pane-inspector')
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.target.join(' ')}`)).toEqual([]);
}

for (const colorScheme of ['dark', 'light'] as const) {
  test(`a refused upload, ${colorScheme}: the proven fix by keyboard, the run passes, and Undo takes it back`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    await refusedUpload(page);
    await expect(page.getByRole('banner')).toContainText('AccessDenied');
    await expect(pane(page)).toContainText('because no identity-based policy allows the');
    const fix = pane(page).getByRole('button', { name: 'Fix it: Add s3:PutObject to Site' });
    await expect(fix).toBeVisible();
    const change = pane(page).getByRole('list', { name: /Change of/ });
    await expect(change).toContainText('s3:PutObject');
    await seeNoFault(page);
    await fix.focus();
    await page.keyboard.press('Enter');
    await expect(pane(page).getByRole('status').first()).toContainText(
      's3:PutObject is allowed now, and the run goes on from here',
    );
    await expect(page.getByRole('button', { name: 'Play on' })).toBeFocused();
    await expect(pane(page)).toContainText('Allowed · s3:PutObject');
    await toTheEnd(page);
    await expect(page.getByRole('banner')).toContainText('Succeeded');
    await page.getByRole('button', { name: 'Undo' }).click();
    await toTheEnd(page);
    await expect(page.getByRole('banner')).toContainText('AccessDenied');
  });
}

test('Ask takes over the refused call and answers in AWS’s words', async ({ page }) => {
  await refusedUpload(page);
  await pane(page).getByRole('button', { name: 'Ask about this call' }).click();
  await pane(page).getByRole('button', { name: 'Ask IAM' }).click();
  const answer = pane(page).getByRole('region', { name: 'Answer of IAM' });
  await expect(answer).toContainText('Implicitly denied');
  await expect(answer).toContainText('because no identity-based policy allows the s3:PutObject');
  await seeNoFault(page);
});

for (const colorScheme of ['dark', 'light'] as const) {
  test(`least privilege, ${colorScheme}: the smallest policy is used, and the run still succeeds`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    await openStudio(page);
    await toTheEnd(page);
    await inspectorTab(page, 'Least privilege').click();
    await expect(pane(page).getByRole('list', { name: /From the present policy/ })).toBeVisible();
    await seeNoFault(page);
    await pane(page).getByRole('button', { name: 'Use this policy' }).click();
    await expect(pane(page).getByRole('status').first()).toContainText('No call is refused');
    await toTheEnd(page);
    await expect(page.getByRole('banner')).toContainText('Succeeded');
    await inspectorTab(page, 'Credentials').click();
    await seeNoFault(page);
  });
}

test('at 390 px every tab of the screen of permissions fits', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openStudio(page);
  await toTheEnd(page);
  await page
    .getByRole('navigation', { name: 'Panes' })
    .getByRole('button', { name: 'Why' })
    .click();
  for (const name of ['Why', 'Ask', 'Least privilege', 'Credentials']) {
    await inspectorTab(page, name).click();
    const body = page.locator('.inspector-body');
    await expect(body).toBeVisible();
    expect(await body.evaluate((each) => each.scrollWidth - each.clientWidth)).toBeLessThanOrEqual(
      0,
    );
  }
});

test('the space bar writes a space in the editor', async ({ page }) => {
  await openStudio(page);
  await replaceText(page, 'buildspec.yml', 'version:');
  await page.keyboard.type(' 0.2');
  await expect(page.locator('.monaco-editor .view-line').first()).toHaveText(/version:\s0\.2/);
});
