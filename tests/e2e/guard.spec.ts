import { expect, test } from './fixtures.ts';
import { places } from './places.ts';

/** Proof that the watch of `fixtures.ts` sees what it is there to see. */
test.describe('the watch over every test', () => {
  test('sees inline code that the policy refuses', async ({ page, faults }) => {
    await page.goto(`${places.site}embed.html`);
    const ran = await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'window.ran = true';
      document.head.append(script);
      return 'ran' in window;
    });
    expect(ran).toBe(false);
    await expect.poll(() => faults.join('\n')).toContain('policy breach: script-src-elem inline');
    faults.length = 0;
  });

  test('sees a request to another machine, which reaches nothing', async ({ page, faults }) => {
    await page.goto(`${places.site}favicon.svg`);
    const answer = await page.evaluate(() =>
      fetch('https://example.com/', { mode: 'no-cors' }).then(
        () => 'reached',
        () => 'refused',
      ),
    );
    expect(answer).toBe('refused');
    expect(faults.join('\n')).toContain('request to https://example.com/');
    faults.length = 0;
  });
});
