import { simulate } from '../../src/simulator/index.ts';
import { expect, test } from './fixtures.ts';
import { places } from './places.ts';
import {
  buildspec,
  inspectorTab,
  openStudio,
  policyText,
  replaceText,
  save,
  site,
  title,
  toTheEnd,
  trustText,
} from './studio.ts';

test('the whole run: six boxes light in order, and the site is there at the end', async ({
  page,
}) => {
  await openStudio(page);
  await expect(page.locator('[data-lit]')).toHaveCount(0);
  const seen: string[] = [];
  for (let step = 0; step < 90; step++) {
    await page.keyboard.press('ArrowRight');
    const lit = await page
      .locator('[data-lit]')
      .evaluateAll((boxes) => boxes.map((box) => box.getAttribute('data-step') ?? ''));
    for (const box of lit) if (!seen.includes(box)) seen.push(box);
    if (await page.getByText('The pipeline has succeeded').first().isVisible()) break;
  }
  expect(seen).toEqual(['1', '2', '3', '4', '5', '6']);
  await expect(page.getByRole('banner')).toContainText('Succeeded');
  await inspectorTab(page, 'Credentials').click();
  await expect(page.getByRole('complementary', { name: 'Explanation' })).toContainText(
    /still valid at AWS/,
  );
});

test('without s3:PutObject: the CLI’s words, and Why leads to the statement', async ({ page }) => {
  await openStudio(page);
  await replaceText(
    page,
    'Policy',
    policyText((list) => list.filter(({ Sid }) => Sid !== 'Site')),
  );
  await save(page);
  await toTheEnd(page);
  await expect(page.getByRole('banner')).toContainText('AccessDenied');
  await inspectorTab(page, 'Logs').click();
  const pane = page.getByRole('complementary', { name: 'Explanation' });
  await page.getByLabel('Search this log').fill('identity-based');
  await page.keyboard.press('Enter');
  await expect(pane).toContainText(
    'because no identity-based policy allows the s3:PutObject action',
  );
  await inspectorTab(page, 'API calls').click();
  await pane
    .getByRole('row')
    .filter({ hasText: 'AccessDenied' })
    .getByRole('button')
    .first()
    .click();
  await inspectorTab(page, 'Why').click();
  await expect(pane).toContainText('Implicitly denied');
  await pane
    .getByRole('button', { name: /Open statement/ })
    .first()
    .click();
  await expect(page.locator('.monaco-editor')).toBeVisible();
});

test('a trust policy for EC2: Why says that trust decided', async ({ page }) => {
  await openStudio(page);
  await replaceText(page, 'Trust', trustText('ec2.amazonaws.com'));
  await save(page);
  await toTheEnd(page);
  await expect(page.getByRole('banner')).toContainText(/failed/i);
  const pane = page.getByRole('complementary', { name: 'Explanation' });
  await inspectorTab(page, 'API calls').click();
  await pane
    .getByRole('row')
    .filter({ hasText: 'AccessDenied' })
    .getByRole('button')
    .first()
    .click();
  await inspectorTab(page, 'Why').click();
  await expect(pane).toContainText(/trust/i);
});

test('an explicit Deny on the bucket wins over the role’s Allow, and Why says so', async ({
  page,
}) => {
  await openStudio(page);
  const editors = page.getByRole('complementary', { name: 'Editors' });
  await editors.getByRole('tab', { name: 'Policy' }).click();
  await editors.getByRole('combobox').selectOption({ label: 'bucket acme-web-site' });
  const policy = {
    Version: '2012-10-17',
    Statement: {
      Sid: 'NoWrites',
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:PutObject',
      Resource: 'arn:aws:s3:::acme-web-site/*',
    },
  };
  await replaceText(page, null, JSON.stringify(policy, null, 2));
  await save(page);
  await inspectorTab(page, 'API calls').click();
  await toTheEnd(page);
  const pane = page.getByRole('complementary', { name: 'Explanation' });
  await pane
    .getByRole('row')
    .filter({ hasText: 'AccessDenied' })
    .getByRole('button')
    .first()
    .click();
  await inspectorTab(page, 'Why').click();
  await expect(pane).toContainText('Explicitly denied');
  await expect(pane).toContainText('A Deny always wins');
  await expect(pane).toContainText('with an explicit deny in a resource-based policy');
});

test('a tab in the YAML is shown on its line, and the run fails in DOWNLOAD_SOURCE', async ({
  page,
}) => {
  await openStudio(page);
  await replaceText(page, 'buildspec.yml', buildspec.replace('  build:\n', '\tbuild:\n'));
  await expect(page.getByRole('complementary', { name: 'Editors' })).toContainText(
    /Line \d+ · found character that cannot start any token/,
  );
  await save(page);
  await toTheEnd(page);
  await inspectorTab(page, 'Logs').click();
  await expect(page.getByRole('complementary', { name: 'Explanation' })).toContainText(
    'YAML_FILE_ERROR',
  );
});

test('a broken policy is refused, the last good one stays in force, nothing is lost', async ({
  page,
}) => {
  await openStudio(page);
  await replaceText(page, 'Policy', '{ "Version": "2012-10-17", "Statement": 7 }');
  await page.keyboard.press('ControlOrMeta+s');
  const editors = page.getByRole('complementary', { name: 'Editors' });
  await expect(editors).toContainText('MalformedPolicyDocument');
  await expect(editors).toContainText(/last good/);
  await toTheEnd(page);
  await expect(page.getByRole('banner')).toContainText('Succeeded');
  await page.reload();
  await editors.getByRole('tab', { name: 'Policy' }).click();
  await expect(editors.getByRole('textbox')).toHaveValue(/"Statement": 7/);
});

test('an endless loop times out in virtual time while the page answers', async ({ page }) => {
  await openStudio(page);
  await replaceText(
    page,
    'buildspec.yml',
    buildspec.replace('npm run build', "'while true; do :; done'"),
  );
  await save(page);
  await toTheEnd(page);
  await expect(page.getByRole('banner')).toContainText(/failed|timed out/i);
  await expect(page.getByText(/01:0\d:|60:\d\d|61:\d\d/).first()).toBeVisible();
});

test('a run in the browser’s worker has the hash of the run in Node', async ({ page }) => {
  const expected = await simulate(site);
  await openStudio(page);
  const root = page.locator('[data-recording]');
  await expect(root).toHaveAttribute('data-recording', expected.hash);
  await replaceText(page, 'buildspec.yml', buildspec.replace('npm run build', 'npm test'));
  await save(page);
  await expect(root).not.toHaveAttribute('data-recording', expected.hash);
  await replaceText(page, 'buildspec.yml', buildspec);
  await page.keyboard.press('ControlOrMeta+s');
  await expect(root).toHaveAttribute('data-recording', expected.hash);
});

test('a shared link opens in a fresh profile at the same edit and place', async ({
  page,
  browser,
}) => {
  await openStudio(page);
  await replaceText(page, 'buildspec.yml', buildspec.replace('npm run build', 'npm run biuld'));
  await save(page);
  await page.getByRole('button', { name: 'First step' }).focus();
  for (let step = 0; step < 12; step++) await page.keyboard.press('ArrowRight');
  const heading = await title(page).textContent();
  await page.getByRole('button', { name: 'Share & embed' }).click();
  const link = await page.getByRole('textbox', { name: 'Link' }).inputValue();
  const context = await browser.newContext();
  const other = await context.newPage();
  await other.goto(link);
  await expect(title(other)).toHaveText(heading ?? '', { timeout: 15_000 });
  await expect(other.getByRole('complementary', { name: 'Editors' })).toContainText('biuld');
  await context.close();
});

test('a mangled link gets a plain message and the default scenario', async ({ page }) => {
  await openStudio(page, '#v1.AAAA%%%notalink');
  await expect(page.getByText(/link/i).first()).toBeVisible();
  await expect(page.getByLabel('Scenario')).toHaveValue('node-site-to-s3');
});

test('the demo article plays both scenarios in frames of another origin', async ({ page }) => {
  await page.goto(`${places.site}demo.html?frames=${encodeURIComponent(places.other)}`);
  const frames = page.locator('iframe');
  await expect(frames).toHaveCount(2);
  for (const index of [0, 1]) {
    await frames.nth(index).scrollIntoViewIfNeeded();
    const frame = page.frameLocator('iframe').nth(index);
    await frame.getByRole('button', { name: 'Play' }).first().click();
    await frame.getByRole('button', { name: 'Last step' }).click();
    await expect(frame.getByText('The pipeline has succeeded').first()).toBeVisible();
  }
});

test('everything by keyboard: from the first Tab to a failed run and its reason', async ({
  page,
}) => {
  await openStudio(page);
  const reached = new Set<string>();
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press('Tab');
    reached.add(
      await page.evaluate(() => {
        const element = document.activeElement;
        return (
          element?.getAttribute('aria-label') ?? element?.textContent?.trim().slice(0, 30) ?? ''
        );
      }),
    );
  }
  for (const name of ['git push', 'Play', 'Step forward', 'Playhead', 'Share & embed']) {
    expect([...reached]).toContain(name);
  }
});
