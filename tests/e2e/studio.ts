import { scenarios } from '../../src/scenarios/index.ts';
import { expect, type Page } from './fixtures.ts';
import { places } from './places.ts';

/** Opens the studio and waits until the story is there. */
export async function openStudio(page: Page, fragment = ''): Promise<void> {
  await page.goto(`${places.site}${fragment}`);
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
  await expect(page.locator('[data-step="1"]')).toBeVisible();
}

/** The heading of the narration. */
export const title = (page: Page) => page.getByRole('heading', { level: 2 }).first();

export const inspectorTab = (page: Page, name: string) =>
  page.getByRole('complementary', { name: 'Explanation' }).getByRole('tab', { name });

const editors = (page: Page) => page.getByRole('complementary', { name: 'Editors' });

/** Shows a document, replaces its whole text as a paste would, and waits until the parsers have looked at it. */
/** @param tab null: the document that is shown already */
export async function replaceText(page: Page, tab: string | null, text: string): Promise<void> {
  if (tab !== null) await editors(page).getByRole('tab', { name: tab }).click();
  const monaco = page.locator('.monaco-editor .view-lines');
  // Until somebody wants to type there is a plain text in its place.
  if (!(await monaco.isVisible())) await editors(page).getByRole('textbox').first().focus();
  await expect(monaco).toBeVisible({ timeout: 20_000 });
  await monaco.click();
  await page.keyboard.press('ControlOrMeta+a');
  // Typing would be indented by the editor; a paste is taken as it is.
  await page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    document.activeElement?.dispatchEvent(event);
  }, text);
  await page.waitForTimeout(600);
}

/** Saves and waits until another run is on the screen. */
export async function save(page: Page): Promise<void> {
  const root = page.locator('[data-recording]');
  const before = (await root.getAttribute('data-recording')) ?? '';
  await page.keyboard.press('ControlOrMeta+s');
  await expect(root).not.toHaveAttribute('data-recording', before, { timeout: 20_000 });
}

/** Out of the editor and to the end of the run, by keyboard. */
export async function toTheEnd(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Last step' }).focus();
  await page.keyboard.press('Enter');
}

export const site = scenarios[0]!;
export const buildspec = site.repository.files['buildspec.yml']!;

interface Statement {
  Sid?: string;
  Action?: unknown;
}
/** The text of the build role's policy, changed. */
export function policyText(change: (statements: Statement[]) => Statement[]): string {
  const policy = structuredClone(site.roles!['web-build-role']!.policies.WebBuild) as {
    Statement: Statement[];
  };
  return JSON.stringify({ ...policy, Statement: change(policy.Statement) }, null, 2);
}
export function trustText(service: string): string {
  const trust = structuredClone(site.roles!['web-build-role']!.trustPolicy) as {
    Statement: { Principal: unknown }[];
  };
  trust.Statement[0]!.Principal = { Service: service };
  return JSON.stringify(trust, null, 2);
}
