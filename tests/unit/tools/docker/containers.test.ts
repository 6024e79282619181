import { describe, expect, it } from 'vitest';
import { docker } from '../../../../src/simulator/shell/tools/docker/index.ts';
import { toolsFor } from '../../../../src/simulator/shell/tools/index.ts';
import { run } from '../../shell/support/container.ts';
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

describe('what is known of images and containers', () => {
  it('docker save and docker load carry an image over', async () => {
    const here = box();
    await here.run(docker, ['build', '-q', '-t', 'web:1', '.']);
    expect((await here.run(docker, ['save', '-o', 'web.tar', 'web:1'])).assumed).toHaveLength(1);
    await here.run(docker, ['rmi', 'web:1']);
    const loaded = await here.run(docker, ['load', '-i', 'web.tar']);
    expect(loaded).toMatchObject({ exitCode: 0, output: 'Loaded image: web:1\n', assumed: [] });
    expect((await here.run(docker, ['images', '-q', 'web:1'])).stdout).toMatch(
      new RegExp(`^${hex(12)}\n$`),
    );
    expect((await here.run(docker, ['save', 'gone'])).stderr).toBe(
      'Error response from daemon: No such image: gone\n',
    );
    expect(await here.run(docker, ['load', '-i', 'gone.tar'])).toMatchObject({
      exitCode: 1,
      output: 'open gone.tar: no such file or directory\n',
    });
  });

  it('docker inspect answers for what is there', async () => {
    const here = box();
    await here.run(docker, ['run', '-d', '--name', 'db', 'postgres:16']);
    const state = ['inspect', '-f', '{{.State.Running}} {{.State.Health.Status}}', 'db'];
    const answer = await here.run(docker, state);
    expect(answer).toMatchObject({ exitCode: 0, output: 'true healthy\n' });
    expect(answer.assumed).toHaveLength(1);
    expect(await here.run(docker, ['inspect', '__proto__'])).toMatchObject({
      exitCode: 1,
      stdout: '[]\n',
      stderr: 'Error: No such object: __proto__\n',
    });
  });
});

describe('the daemon that a buildspec starts itself', () => {
  const start =
    'nohup /usr/local/bin/dockerd --host=unix:///var/run/docker.sock --host=tcp://127.0.0.1:2375 --storage-driver=overlay2 &';
  const wait = 'timeout 15 sh -c "until docker info; do echo .; sleep 1; done"; echo $?';
  const image = 'aws/codebuild/standard:7.0';

  it('answers in a privileged build', async () => {
    const o = { tools: toolsFor(image), image, privileged: true };
    const ran = await run(`${start}\n${wait}`, o);
    expect(ran.stdout).toMatch(/Server Version: [\s\S]*\n0\n$/);
    expect(ran.stderr).not.toContain('No such file');
    expect(ran.fidelity).toBe('assumed');
  });

  it('does not in another one', async () => {
    const ran = await run(`${start}\n${wait}`, { tools: toolsFor(image), image });
    expect(ran.stdout).toMatch(/^(?:\.\n){15}124\n$/);
    expect(ran.stderr).toContain('Cannot connect to the Docker daemon');
  });
});
