import { type BrowserContext, test as base } from '@playwright/test';

export { expect, type Frame, type FrameLocator, type Locator, type Page } from '@playwright/test';

const localHosts = new Set(['localhost', '127.0.0.1', '[::1]']);

function isLocal(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return protocol === 'data:' || protocol === 'blob:' || localHosts.has(hostname);
}

/** What a page must never do, collected from every page and frame of a context. */
export function watch(context: BrowserContext): string[] {
  const faults: string[] = [];
  context.on('request', (request) => {
    if (!isLocal(request.url())) faults.push(`request to ${request.url()}`);
  });
  context.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? '';
    // A page that is left ends its own requests.
    if (reason !== 'net::ERR_ABORTED') faults.push(`failed: ${request.url()} ${reason}`);
  });
  context.on('response', (response) => {
    if (response.status() >= 400) faults.push(`${response.status()}: ${response.url()}`);
  });
  context.on('weberror', (error) => faults.push(`uncaught: ${String(error.error())}`));
  context.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`);
  });
  return faults;
}

/** Runs in every frame before its scripts: a breach of the policy becomes an error on the console. */
function reportViolations(): void {
  document.addEventListener('securitypolicyviolation', (event) => {
    console.error(
      `policy breach: ${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`,
    );
  });
}

/**
 * The `test` of all browser tests. After each one it asserts that no page reached for anything but this
 * machine, wrote an error, threw, or broke its Content-Security-Policy. A test that provokes an
 * error on purpose takes it out of `faults` itself.
 */
export const test = base.extend<{ faults: string[] }>({
  faults: [
    async ({ context }, use) => {
      await context.addInitScript(reportViolations);
      const faults = watch(context);
      await use(faults);
      base.expect(faults, 'what pages must never do').toEqual([]);
    },
    { auto: true },
  ],
});
