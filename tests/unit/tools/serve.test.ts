import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileAt, serve } from '../../tools/serve.ts';

const folder = join(import.meta.dirname, '../../../public');

describe('fileAt', () => {
  it('finds files under the base and nothing outside the folder', async () => {
    const base = '/a/b/';
    expect(await fileAt(folder, base, '/a/b/favicon.svg')).toBe(join(folder, 'favicon.svg'));
    expect(await fileAt(folder, base, '/favicon.svg')).toBeNull();
    expect(await fileAt(folder, base, '/a/b/../package.json')).toBeNull();
    expect(await fileAt(folder, base, '/a/b/%2e%2e/package.json')).toBeNull();
    expect(await fileAt(folder, base, '/a/b/none.svg')).toBeNull();
  });
});

describe('serve', () => {
  let server: Awaited<ReturnType<typeof serve>>;
  let origin = '';
  beforeAll(async () => {
    server = await serve(folder, 0, '/sub/');
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.close();
  });

  it('answers with the type of the file, and 404 elsewhere', async () => {
    const found = await fetch(`${origin}/sub/favicon.svg`);
    expect(found.headers.get('content-type')).toBe('image/svg+xml');
    expect(await found.text()).toContain('<svg');
    expect((await fetch(`${origin}/favicon.svg`)).status).toBe(404);
    expect((await fetch(`${origin}/sub/%`)).status).toBe(404);
  });
});
