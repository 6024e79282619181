import { describe, expect, it } from 'vitest';
import { docker } from '../../../../src/simulator/shell/tools/docker/index.ts';
import { box, fakeEcr, hex, image, login, operations, token } from './support.ts';

describe('docker build', () => {
  it('prints what BuildKit prints', async () => {
    const result = await box().run(docker, ['build', '-t', `${image}:latest`, '-t', 'web', '.']);
    expect(result).toMatchObject({ exitCode: 0, stdout: '', assumed: [] });
    const text = result.stderr.replace(new RegExp(`sha256:${hex(64)}`, 'g'), 'sha256:…');
    expect(
      text.replace(/ [\d.]+[kM]B \/ [\d.]+[kM]B/g, ' SIZE'),
    ).toBe(`#0 building with "default" instance using docker driver

#1 [internal] load build definition from Dockerfile
#1 transferring dockerfile: 93B done
#1 DONE 0.0s

#2 [internal] load metadata for docker.io/library/nginx:1.27-alpine
#2 DONE 0.6s

#3 [internal] load .dockerignore
#3 transferring context: 2B done
#3 DONE 0.0s

#4 [1/4] FROM docker.io/library/nginx:1.27-alpine@sha256:…
#4 resolve docker.io/library/nginx:1.27-alpine@sha256:… done
#4 sha256:… SIZE done
#4 sha256:… SIZE done
#4 sha256:… SIZE done
#4 sha256:… SIZE done
#4 extracting sha256:… done
#4 extracting sha256:… done
#4 extracting sha256:… done
#4 extracting sha256:… done
#4 DONE 1.5s

#5 [2/4] WORKDIR /app
#5 DONE 0.1s

#6 [internal] load build context
#6 transferring context: 114B done
#6 DONE 0.0s

#7 [3/4] COPY nginx.conf /etc/nginx/
#7 DONE 0.0s

#8 [4/4] COPY public ./
#8 DONE 0.0s

#9 exporting to image
#9 exporting layers done
#9 writing image sha256:… done
#9 naming to ${image}:latest done
#9 naming to docker.io/library/web:latest done
#9 DONE 0.1s
`);
  });

  it('the same files give the same image, other files another', async () => {
    const id = async (more = {}) =>
      (await box(fakeEcr(), more).run(docker, ['build', '-q', '.'])).stdout;
    const first = await id();
    expect(first).toMatch(new RegExp(`^sha256:${hex(64)}\n$`));
    expect(await id()).toBe(first);
    expect(await id({ 'public/a.txt': 'b' })).not.toBe(first);
    expect(await id({ 'README.md': 'not copied' })).toBe(first);
  });

  it('takes steps from the cache the second time, unless --no-cache', async () => {
    const here = box();
    await here.run(docker, ['build', '.']);
    const again = await here.run(docker, ['build', '.']);
    expect(again.stderr.match(/CACHED/g)).toHaveLength(4);
    const fresh = await here.run(docker, ['build', '--no-cache', '.']);
    expect(fresh.stderr.match(/CACHED/g)).toHaveLength(1);
  });

  it('a RUN line makes it assumed', async () => {
    const here = box(fakeEcr(), { Dockerfile: 'FROM node:20\nRUN npm ci\n' });
    const result = await here.run(docker, ['build', '.']);
    expect(result.assumed).toEqual([
      'RUN lines of a Dockerfile are not run: they are taken to succeed, and the size of what they leave is a guess.',
    ]);
    expect(result.stderr).toContain('#5 [2/2] RUN npm ci\n#5 DONE 6.0s\n');
    expect(result.calls).toEqual([]);
  });

  it('names stages, and builds only what the target needs', async () => {
    const here = box(fakeEcr(), {
      'docker/Dockerfile.prod':
        'FROM node:20 AS build\nWORKDIR /a\nFROM busybox AS other\nRUN nix\nFROM nginx\nCOPY --from=build /a /b\n',
    });
    const result = await here.run(docker, ['build', '--file=docker/Dockerfile.prod', '.']);
    expect(result.stderr.match(/^#\d+ \[[^\]]*\] \w+/gm)).toEqual([
      '#1 [internal] load',
      '#2 [internal] load',
      '#3 [internal] load',
      '#4 [internal] load',
      '#5 [build 1/2] FROM',
      '#6 [build 2/2] WORKDIR',
      '#7 [stage-2 1/2] FROM',
      '#8 [stage-2 2/2] COPY',
    ]);
    expect(result.assumed).toEqual([]);
  });

  it('a COPY of what is not there fails, with the line', async () => {
    const here = box(fakeEcr(), {
      Dockerfile: 'FROM nginx\n\nCOPY dist /usr/share/nginx/html\nEXPOSE 80\n',
    });
    const result = await here.run(docker, ['build', '.']);
    expect(result.exitCode).toBe(1);
    const ref = 'uuid(container/0/ref)::aaaaaaaaaaaaaaaaaaaaaaaaa';
    expect(
      result.stderr.slice(result.stderr.indexOf('#6')),
    ).toBe(`#6 [2/2] COPY dist /usr/share/nginx/html
#6 ERROR: failed to calculate checksum of ref ${ref}: "/dist": not found
------
 > [2/2] COPY dist /usr/share/nginx/html:
------
Dockerfile:3
--------------------
   1 |     FROM nginx
   2 |     
   3 | >>> COPY dist /usr/share/nginx/html
   4 |     EXPOSE 80
   5 |     
--------------------
ERROR: failed to solve: failed to compute cache key: failed to calculate checksum of ref ${ref}: "/dist": not found
`);
  });

  it('.dockerignore hides files from COPY; wildcards may match nothing', async () => {
    const Dockerfile = 'FROM nginx\nCOPY public/a.txt /\n';
    const hidden = await box(fakeEcr(), { Dockerfile, '.dockerignore': 'public\n' }).run(docker, [
      'build',
      '.',
    ]);
    expect(hidden.stderr).toContain('"/public/a.txt": not found');
    const wild = await box(fakeEcr(), {
      Dockerfile: 'FROM nginx\nCOPY yarn.lock* public/*.txt /\n',
    }).run(docker, ['build', '.']);
    expect(wild.exitCode).toBe(0);
  });

  it.each([
    [['build'], "ERROR: docker: 'docker buildx build' requires 1 argument\n"],
    [
      ['build', '-t', '.dkr.ecr.us-east-1.amazonaws.com/web', '.'],
      'ERROR: invalid tag ".dkr.ecr.us-east-1.amazonaws.com/web": invalid reference format\n',
    ],
    [['build', 'nix'], 'ERROR: unable to prepare context: path "nix" not found\n'],
    [
      ['build', '-f', 'nix/Dockerfile', '.'],
      'ERROR: failed to solve: failed to read dockerfile: open Dockerfile: no such file or directory\n',
    ],
    [
      ['build', '--target', 'x', '.'],
      'ERROR: failed to solve: target stage "x" could not be found\n',
    ],
  ])('%j', async (words, text) => {
    const result = await box().run(docker, words);
    expect(result.exitCode).toBe(1);
    expect(result.stderr).toContain(text);
  });

  it('asks a private registry for its base image', async () => {
    const here = box(fakeEcr(['BatchGetImage']), { Dockerfile: `FROM ${image}:base\n` });
    const without = await here.run(docker, ['build', '.']);
    expect(without.stderr).toContain('no basic auth credentials');
    await here.run(docker, login, { stdin: token });
    const denied = await here.run(docker, ['build', '.']);
    expect(denied.exitCode).toBe(1);
    expect(denied.stderr).toContain(
      'is not authorized to perform: ecr:BatchGetImage on resource: ',
    );
    const allowed = await here.run(docker, ['build', '.'], { aws: fakeEcr() });
    expect(operations(allowed)).toEqual([
      'BatchGetImage',
      ...Array(6).fill('GetDownloadUrlForLayer'),
    ]);
  });
});
