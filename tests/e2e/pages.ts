import { expect, type Page } from './fixtures.ts';

export const steps = ['1', '2', '3', '4', '5', '6'] as const;

/** Until the six boxes of the story can be seen. */
export async function seeTheStory(page: Page): Promise<void> {
  for (const step of steps) {
    await expect(page.locator(`[data-step="${step}"]`).first()).toBeVisible();
  }
}

/** From an embed's poster to its player. */
export async function pressPlay(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Play' }).click();
  await expect(page.locator('.poster')).toHaveCount(0);
}
