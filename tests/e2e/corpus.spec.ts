import { existsSync, readFileSync } from 'node:fs';
import { expect, type Page, test } from './fixtures.ts';
import { inspectorTab, openStudio, replaceText, save, toTheEnd } from './studio.ts';

/** Other people's buildspecs; they lie beside the repository, not in it. */
const corpus = new URL('../../../shared/corpus/buildspecs/', import.meta.url).pathname;

/** Buildspecs that were written for other repositories, pasted into the built-in site; what fails, and how one finds out why. */
const cases = [
  {
    file: '157.yml',
    verdict: 'AccessDeniedException',
    command: 'aws ecr get-login-password',
    typed: 'aws ecr get-login-password | head -c 20',
    told: 'is not authorized to perform: ecr:GetAuthorizationToken',
  },
  {
    file: '012.yml',
    verdict: 'COMMAND_EXECUTION_ERROR',
    command: 'chmod',
    typed: 'ls',
    told: 'package-lock.json',
  },
  {
    file: '015.yml',
    verdict: 'COMMAND_EXECUTION_ERROR',
    command: '',
    typed: 'pwd; git status',
    told: 'not a git repository',
  },
];

const dock = (page: Page) => page.getByRole('region', { name: /^Shell in the container/ });

/** Goes back step by step to the last command that began, or to one that begins like this. */
async function toCommand(page: Page, text: string): Promise<void> {
  const heading = page.getByRole('heading', { name: `Command: ${text}` });
  for (let steps = 0; steps < 120; steps++) {
    if ((await heading.count()) > 0) return;
    await page.getByRole('button', { name: 'Step back' }).click();
    await page.waitForTimeout(50);
  }
  throw new Error(`no step about ${text}`);
}

for (const { file, verdict, command, typed, told } of cases) {
  test(`the corpus' ${file}, pasted: it fails as it would, and a shell tells why`, async ({
    page,
  }) => {
    test.skip(!existsSync(corpus + file), 'shared/corpus/buildspecs is not there');
    await openStudio(page);
    await replaceText(page, 'buildspec.yml', readFileSync(corpus + file, 'utf8'));
    await save(page);
    await toTheEnd(page);
    await expect(page.getByRole('banner')).toContainText(verdict);
    await toCommand(page, command);
    await inspectorTab(page, 'Why').click();
    await page.getByRole('button', { name: 'Open a shell before this command' }).click();
    const screen = dock(page).locator('.xterm-accessibility');
    await expect(screen).toContainText('#', { timeout: 20_000 });
    await page.keyboard.type(typed);
    await page.keyboard.press('Enter');
    // A long line is wrapped on the screen.
    await expect(async () => {
      expect((await screen.innerText()).replace(/\s+/g, '')).toContain(told.replace(/\s+/g, ''));
    }).toPass({ timeout: 10_000 });
  });
}
