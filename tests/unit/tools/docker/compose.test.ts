import { describe, expect, it } from 'vitest';
import { docker } from '../../../../src/simulator/shell/tools/docker/index.ts';
import { box } from './support.ts';

const file = 'services:\n  web:\n    build: .\n  db:\n    image: postgres:16\n';

async function project() {
  const here = box();
  await here.fs.writeFile('/src/docker-compose.yml', file);
  return here;
}

describe('docker compose', () => {
  it('builds, pulls, starts and removes what its file names', async () => {
    const here = await project();
    const up = await here.run(docker, ['compose', '-p', 'shop', 'up', '-d']);
    expect(up).toMatchObject({ exitCode: 0 });
    expect(up.stderr).toContain(' Container shop-web-1  Started\n');
    expect(up.assumed.join()).toContain('docker compose up: ');
    const list = ['ps', '--format', '{{.Names}}={{.Image}}'];
    expect((await here.run(docker, list)).stdout).toBe(
      'shop-db-1=postgres:16\nshop-web-1=shop-web\n',
    );
    expect((await here.run(docker, ['compose', '-p', 'shop', 'ps', '--services'])).stdout).toBe(
      'web\ndb\n',
    );
    expect((await here.run(docker, ['images', '-q', 'shop-web'])).stdout).not.toBe('');
    expect((await here.run(docker, ['compose', '-p', 'shop', 'down'])).stderr).toContain(
      ' Container shop-db-1  Removed\n',
    );
    expect((await here.run(docker, ['ps', '-aq'])).stdout).toBe('');
  });

  it.each([
    [['config', '--services'], 0, 'web\ndb\n'],
    [['config', '-q'], 0, ''],
    [['up', '-d', 'cache'], 1, 'no such service: cache\n'],
    [['exec', 'db', 'psql'], 1, 'service "db" is not running\n'],
    [['-f', 'gone.yml', 'up'], 14, /^open \/.*gone\.yml: no such file or directory\n$/],
  ])('%j', async (words, exitCode, output) => {
    const result = await (await project()).run(docker, ['compose', ...words]);
    expect(result.exitCode).toBe(exitCode);
    if (typeof output === 'string') expect(result.output).toBe(output);
    else expect(result.output).toMatch(output);
  });

  it('says that there is no file', async () => {
    expect(await box().run(docker, ['compose', 'up', '-d'])).toMatchObject({
      exitCode: 14,
      output: 'no configuration file provided: not found\n',
      assumed: [],
    });
  });
});
