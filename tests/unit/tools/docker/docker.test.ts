import { describe, expect, it } from 'vitest';
import { docker } from '../../../../src/simulator/shell/tools/docker/index.ts';
import { container } from '../support.ts';
import { box, fakeEcr, files, hex, image, login, token } from './support.ts';

describe('docker', () => {
  it('lists, tags, removes', async () => {
    const here = box();
    await here.run(docker, ['build', '-q', '-t', 'web:1', '.']);
    await here.run(docker, ['tag', 'web:1', 'web:2']);
    const list = await here.run(docker, ['images']);
    expect(list.stdout).toMatch(
      new RegExp(
        `^REPOSITORY {3}TAG {7}IMAGE ID {7}CREATED {18}SIZE\nweb {10}1 {9}${hex(12)} {3}Less than a second ago {3}[\\d.]+MB\nweb {10}2 `,
      ),
    );
    expect((await here.run(docker, ['images', '-q', 'web'])).stdout).toMatch(
      new RegExp(`^${hex(12)}\n$`),
    );
    expect((await here.run(docker, ['rmi', 'web:1'])).stdout).toBe('Untagged: web:1\n');
    expect((await here.run(docker, ['rmi', 'web:2'])).stdout).toMatch(
      /^Untagged: web:2\nDeleted: sha256:/,
    );
    expect((await here.run(docker, ['tag', 'web', 'x'])).stderr).toBe(
      'Error response from daemon: No such image: web:latest\n',
    );
  });

  it('pulls', async () => {
    const here = box();
    const result = await here.run(docker, ['pull', 'alpine']);
    expect(result.stdout).toMatch(
      new RegExp(
        `^Using default tag: latest\nlatest: Pulling from library/alpine\n(${hex(12)}: Pulling fs layer\n){4}(${hex(12)}: Download complete\n){4}(${hex(12)}: Pull complete\n){4}Digest: sha256:${hex(64)}\nStatus: Downloaded newer image for alpine:latest\ndocker.io/library/alpine:latest\n$`,
      ),
    );
    await here.run(docker, login, { stdin: token });
    const denied = await here.run(docker, ['pull', image], { aws: fakeEcr(['BatchGetImage']) });
    expect(denied.stderr).toMatch(
      new RegExp(
        `^Error response from daemon: pull access denied for ${image}, repository does not exist or may require 'docker login': denied: User: `,
      ),
    );
  });

  it.each([
    [['build', '.'], 1, 'ERROR: '],
    [['push', 'x'], 1, ''],
    [['images'], 1, ''],
    [['info'], 1, ''],
    [['run', 'alpine'], 125, 'docker: '],
  ])('without a daemon: %j', async (words, exitCode, prefix) => {
    expect(await container({ files }).run(docker, words)).toMatchObject({
      exitCode,
      stdout: '',
      stderr: `${prefix}Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?\n`,
    });
  });

  it.each([
    [['--version'], 0, 'Docker version 28.5.2, build ecc6942\n', []],
    [['ps'], 0, 'CONTAINER ID   IMAGE     COMMAND   CREATED   STATUS    PORTS     NAMES\n', []],
    [['ps', '-aq'], 0, '', []],
    [
      ['run', 'alpine', 'true'],
      0,
      /^Unable to find image 'alpine:latest' locally\nlatest: Pulling from library\/alpine\n[\s\S]*Status: Downloaded newer image for alpine:latest\n$/,
      ['docker run: containers inside the build container are not run.'],
    ],
    [
      ['frob'],
      1,
      "docker: unknown command: docker frob\n\nRun 'docker --help' for more information\n",
      [],
    ],
    [['tag', '--__proto__'], 1, /requires 2 arguments/, []],
  ])('%j', async (words, exitCode, output, assumed) => {
    const result = await box().run(docker, words);
    expect(result).toMatchObject({ exitCode, assumed });
    if (typeof output === 'string') expect(result.output).toBe(output);
    else expect(result.output).toMatch(output);
  });

  it('survives a spoilt store', async () => {
    const here = box();
    await here.fs.mkdir('/var/lib/docker', { recursive: true });
    await here.fs.writeFile(
      '/var/lib/docker/store.json',
      '{"images":[1,{"id":2}],"tags":"x","cache":{}}',
    );
    expect((await here.run(docker, ['images'])).exitCode).toBe(0);
  });
});
