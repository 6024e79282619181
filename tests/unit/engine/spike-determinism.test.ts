/** Spike 2: the same bytes under two host clocks and two time zones. (The browser's worker: tests/e2e.) */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../../..');

async function hashes(env: Record<string, string>): Promise<string> {
  const { stdout } = await run(
    process.execPath,
    ['--import', 'tsx', join(root, 'tests/tools/hashes.ts')],
    { cwd: root, env: { ...process.env, ...env } },
  );
  return stdout;
}

describe('a recording', () => {
  it('does not depend on the host’s clock or time zone', { timeout: 60_000 }, async () => {
    const day = 86_400_000;
    const [one, two] = await Promise.all([
      hashes({ TZ: 'Pacific/Kiritimati', HOST_SHIFT: String(-9000 * day) }),
      hashes({ TZ: 'America/St_Johns', HOST_SHIFT: String(200 * day + 12_345) }),
    ]);
    expect(one).toMatch(/^node-site-to-s3 [0-9a-f]{64} 4\n/);
    expect(two).toBe(one);
  });
});
