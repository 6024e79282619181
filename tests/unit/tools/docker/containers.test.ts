import { describe, expect, it } from 'vitest';
import { docker } from '../../../../src/simulator/shell/tools/docker/index.ts';
import { box, hex } from './support.ts';

const heading = 'CONTAINER ID   IMAGE     COMMAND   CREATED   STATUS    PORTS     NAMES\n';

describe('containers that a build starts', () => {
  it('are listed from docker run -d to docker rm', async () => {
    const here = box();
    const started = await here.run(docker, ['run', '-d', '--name', 'db', 'postgres:16']);
    expect(started).toMatchObject({ exitCode: 0 });
    expect(started.stdout).toMatch(new RegExp(`^${hex(64)}\n$`));
    const format = ['ps', '--filter', 'name=db', '--format', '{{.Names}} {{.Image}} {{.State}}'];
    expect((await here.run(docker, format)).stdout).toBe('db postgres:16 running\n');
    expect((await here.run(docker, ['ps', '-q'])).stdout).toBe(`${started.stdout.slice(0, 12)}\n`);
    const twice = await here.run(docker, ['run', '-d', '--name', 'db', 'postgres:16']);
    expect(twice.exitCode).toBe(125);
    expect(twice.stderr).toContain('Conflict. The container name "/db" is already in use');
    const running = await here.run(docker, ['rm', 'db']);
    expect(running).toMatchObject({ exitCode: 1, stdout: '' });
    expect(running.stderr).toContain('container is running');
    expect(await here.run(docker, ['stop', '-t', '5', 'db'])).toMatchObject({ stdout: 'db\n' });
    expect((await here.run(docker, ['ps'])).stdout).toBe(heading);
    expect((await here.run(docker, ['exec', 'db', 'true'])).stderr).toMatch(/is not running\n$/);
    expect(await here.run(docker, ['rm', 'db'])).toMatchObject({ exitCode: 0, stdout: 'db\n' });
    expect((await here.run(docker, ['ps', '-aq'])).stdout).toBe('');
  });

  it('say that what they do is a guess', async () => {
    const here = box();
    await here.run(docker, ['run', '-d', '--name', 'web', 'nginx']);
    for (const words of [
      ['exec', '-e', 'A=b', 'web', 'nginx', '-t'],
      ['logs', '--tail', '5', 'web'],
      ['cp', 'web:/etc/nginx', '.'],
    ]) {
      const result = await here.run(docker, words);
      expect(result).toMatchObject({ exitCode: 0, output: '' });
      expect(result.assumed).toHaveLength(1);
    }
  });

  it.each([
    ['exec', ['x', 'ls']],
    ['logs', ['-f', 'x']],
    ['stop', ['x']],
    ['rm', ['-f', 'x']],
    ['cp', ['x:/out', '.']],
    ['wait', ['x']],
  ])('docker %s of one that is not there', async (name, words) => {
    expect(await box().run(docker, [name, ...words])).toMatchObject({
      exitCode: 1,
      stdout: '',
      stderr: 'Error response from daemon: No such container: x\n',
      assumed: [],
    });
  });
});
