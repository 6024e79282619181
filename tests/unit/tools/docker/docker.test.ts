import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { writeToken } from '../../../../src/simulator/cloud/services/ecr/token.ts';
import { docker } from '../../../../src/simulator/shell/tools/docker/index.ts';
import { type Aws, container, type Result, session, start } from '../support.ts';

const host = '111122223333.dkr.ecr.us-east-1.amazonaws.com';
const image = `${host}/acme/web`;
const password = (more = {}) =>
  writeToken(
    {
      service: 'ecr',
      region: 'us-east-1',
      accessKeyId: session.accessKeyId,
      expiration: start / 1000 + 43_200,
      ...more,
    },
    'T'.repeat(2_000),
  );
const token = password();
const login = ['login', '--username', 'AWS', '--password-stdin', host];
const files = {
  Dockerfile:
    'FROM nginx:1.27-alpine\nWORKDIR /app\nCOPY nginx.conf /etc/nginx/\nCOPY public ./\nCMD ["nginx"]\n',
  'nginx.conf': 'server {}',
  'public/index.html': '<h1>Hi</h1>',
  'public/a.txt': 'a',
};

/** A registry in memory with one repository; operations in `deny` are refused. */
function fakeEcr(deny: string[] = [], repository = 'acme/web'): Aws {
  const layers = new Set<string>();
  return ({ operation, params }) => {
    const arn = `arn:aws:ecr:us-east-1:111122223333:repository/${params.repositoryName}`;
    if (deny.includes(operation)) {
      return {
        code: 'AccessDeniedException',
        message: `User: ${session.arn} is not authorized to perform: ecr:${operation} on resource: ${arn} because no identity-based policy allows the ecr:${operation} action`,
        status: 400,
      };
    }
    if (params.repositoryName !== repository) {
      return {
        code: 'RepositoryNotFoundException',
        message: `The repository with name '${params.repositoryName}' does not exist in the registry with id '111122223333'`,
        status: 400,
      };
    }
    const [digest] = (params.layerDigests ?? []) as string[];
    if (operation === 'BatchCheckLayerAvailability') {
      const layerAvailability = layers.has(digest!) ? 'AVAILABLE' : 'UNAVAILABLE';
      return { ok: true, output: { layers: [{ layerDigest: digest, layerAvailability }] } };
    }
    if (operation === 'CompleteLayerUpload') layers.add(digest!);
    if (operation === 'PutImage') {
      const imageDigest = `sha256:${createHash('sha256').update(String(params.imageManifest)).digest('hex')}`;
      return {
        ok: true,
        output: { image: { imageId: { imageDigest, imageTag: params.imageTag } } },
      };
    }
    if (operation === 'BatchGetImage') {
      return { ok: true, output: { images: [{ imageId: { imageDigest: 'sha256:abc' } }] } };
    }
    return { ok: true, output: { uploadId: 'u' } };
  };
}

const operations = (result: Result) => result.calls.map(({ operation }) => operation);
const box = (aws: Aws = fakeEcr(), more = {}) =>
  container({ files: { ...files, ...more }, aws, privileged: true });
const hex = (length: number) => `[0-9a-f]{${length}}`;

describe('docker login', () => {
  it('keeps the credentials in the container', async () => {
    const here = box();
    expect(await here.run(docker, login, { stdin: `${token}\n`, privileged: false })).toMatchObject(
      {
        exitCode: 0,
        stdout: 'Login Succeeded\n',
        stderr:
          'WARNING! Your password will be stored unencrypted in /root/.docker/config.json.\nConfigure a credential helper to remove this warning. See\nhttps://docs.docker.com/engine/reference/commandline/login/#credential-stores\n\n',
        assumed: [],
      },
    );
    const config = JSON.parse(await here.read('/root/.docker/config.json'));
    expect(Buffer.from(config.auths[host].auth, 'base64').toString()).toBe(`AWS:${token}`);
    expect((await here.run(docker, ['logout', host])).stdout).toBe(
      `Removing login credentials for ${host}\n`,
    );
    expect(JSON.parse(await here.read('/root/.docker/config.json')).auths).toEqual({});
  });

  it.each([
    [
      'an empty pipe',
      login,
      '',
      'Error: Cannot perform an interactive login from a non TTY device\n',
    ],
    [
      'no user',
      ['login', '--password-stdin', host],
      'x',
      'Must provide --username with --password-stdin\n',
    ],
    [
      'a password that is no token',
      login,
      'hunter2',
      `Error response from daemon: login attempt to https://${host}/v2/ failed with status: 400 Bad Request\n`,
    ],
    [
      'the token of another Region',
      login,
      password({ region: 'eu-west-1' }),
      `Error response from daemon: login attempt to https://${host}/v2/ failed with status: 400 Bad Request\n`,
    ],
    [
      'the token of the public registry',
      login,
      password({ service: 'ecr-public' }),
      `Error response from daemon: login attempt to https://${host}/v2/ failed with status: 400 Bad Request\n`,
    ],
    [
      'a token that is over',
      login,
      password({ expiration: start / 1000 - 1 }),
      `Error response from daemon: login attempt to https://${host}/v2/ failed with status: 400 Bad Request\n`,
    ],
    [
      'a private token at the public registry',
      ['login', '-u', 'AWS', '--password-stdin', 'public.ecr.aws'],
      token,
      'Error response from daemon: login attempt to https://public.ecr.aws/v2/ failed with status: 400 Bad Request\n',
    ],
    [
      'an account that was never set',
      ['login', '-u', 'AWS', '--password-stdin', '.dkr.ecr.us-east-1.amazonaws.com'],
      token,
      'Error response from daemon: Get "https://.dkr.ecr.us-east-1.amazonaws.com/v2/": dial tcp: lookup .dkr.ecr.us-east-1.amazonaws.com: no such host\n',
    ],
  ])('%s', async (_name, words, stdin, stderr) => {
    expect(await box().run(docker, words, { stdin })).toMatchObject({
      exitCode: 1,
      stdout: '',
      stderr,
    });
  });
});

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

describe('docker push', () => {
  async function pushed(aws: Aws, name = `${image}:1`) {
    const here = box(aws);
    await here.run(docker, login, { stdin: token });
    await here.run(docker, ['build', '-q', '-t', name, '.']);
    return { here, result: await here.run(docker, ['push', name]) };
  }

  it('sends the layers, then the manifest; the second time only the manifest', async () => {
    const { here, result } = await pushed(fakeEcr());
    expect(result).toMatchObject({ exitCode: 0, stderr: '', assumed: [] });
    const each = [
      'BatchCheckLayerAvailability',
      'InitiateLayerUpload',
      'UploadLayerPart',
      'CompleteLayerUpload',
    ];
    expect(operations(result)).toEqual([...Array(7).fill(each).flat(), 'PutImage']);
    const id = hex(12);
    expect(result.stdout).toMatch(
      new RegExp(
        `^The push refers to repository \\[${image}\\]\n(${id}: Preparing\n){7}(${id}: Waiting\n){2}(${id}: Pushed\n){7}1: digest: sha256:${hex(64)} size: \\d+\n$`,
      ),
    );
    const manifest = JSON.parse(String(result.calls.at(-1)?.params.imageManifest));
    expect(manifest.layers).toHaveLength(7);
    expect(result.calls.at(-1)?.params.bytes).toBe(
      manifest.layers.reduce((sum: number, { size }: { size: number }) => sum + size, 0),
    );
    await here.run(docker, ['tag', `${image}:1`, `${image}:2`]);
    const again = await here.run(docker, ['push', `${image}:2`]);
    expect(again.stdout.match(/Layer already exists/g)).toHaveLength(7);
    expect(operations(again).filter((each) => each !== 'BatchCheckLayerAvailability')).toEqual([
      'PutImage',
    ]);
    expect(again.stdout.split('digest: ')[1]).toBe(result.stdout.split('digest: ')[1]);
  });

  it.each(['InitiateLayerUpload', 'UploadLayerPart', 'CompleteLayerUpload', 'PutImage'])(
    'without ecr:%s it is denied there',
    async (operation) => {
      const { result } = await pushed(fakeEcr([operation]));
      expect(result).toMatchObject({
        exitCode: 1,
        stderr: `denied: User: ${session.arn} is not authorized to perform: ecr:${operation} on resource: arn:aws:ecr:us-east-1:111122223333:repository/acme/web because no identity-based policy allows the ecr:${operation} action\n`,
      });
      expect(operations(result).at(-1)).toBe(operation);
    },
  );

  it('without any push permission it is InitiateLayerUpload that is named', async () => {
    const all = ['BatchCheckLayerAvailability', 'InitiateLayerUpload', 'PutImage'];
    const { result } = await pushed(fakeEcr(all));
    expect(result.stderr).toContain('ecr:InitiateLayerUpload');
  });

  it('without ecr:BatchCheckLayerAvailability alone it ends after the first layer, without a reason', async () => {
    const { result } = await pushed(fakeEcr(['BatchCheckLayerAvailability']));
    expect(result).toMatchObject({
      exitCode: 1,
      stderr: 'error parsing HTTP 403 response body: unexpected end of JSON input: ""\n',
    });
    expect(operations(result)).toEqual([
      'BatchCheckLayerAvailability',
      'InitiateLayerUpload',
      'UploadLayerPart',
      'CompleteLayerUpload',
      'BatchCheckLayerAvailability',
    ]);
  });

  it('signs with the session that asked for the token, until that is over', async () => {
    const here = box(fakeEcr());
    await here.run(docker, login, { stdin: token });
    await here.run(docker, ['build', '-q', '-t', image, '.']);
    const signers: unknown[] = [];
    await here.run(docker, ['push', image], {
      aws: (call) => {
        signers.push(call.accessKeyId);
        return fakeEcr()(call);
      },
    });
    expect(new Set(signers)).toEqual(new Set([session.accessKeyId]));
    const over = await here.run(docker, ['push', image], {
      aws: () => ({
        code: 'ExpiredTokenException',
        message: 'The security token included in the request is expired',
        status: 400,
      }),
    });
    expect(over).toMatchObject({
      exitCode: 1,
      stderr: 'denied: Your authorization token has expired. Reauthenticate and try again.\n',
    });
  });

  it('says when the repository is missing', async () => {
    const { result } = await pushed(fakeEcr([], 'other'));
    expect(result).toMatchObject({
      exitCode: 1,
      stderr:
        "name unknown: The repository with name 'acme/web' does not exist in the registry with id '111122223333'\n",
    });
  });

  it('needs a login, and an image', async () => {
    const here = box();
    await here.run(docker, ['build', '-q', '-t', image, '.']);
    expect(await here.run(docker, ['push', image])).toMatchObject({
      exitCode: 1,
      stderr: 'no basic auth credentials\n',
      calls: [],
    });
    expect((await here.run(docker, ['push', `${image}:9`])).stderr).toBe(
      `tag does not exist: ${image}:9\n`,
    );
    expect((await here.run(docker, ['push', `${host}/nix`])).stderr).toBe(
      `An image does not exist locally with the tag: ${host}/nix\n`,
    );
    expect((await here.run(docker, ['push', '.dkr.ecr..amazonaws.com/:latest'])).stderr).toBe(
      'invalid reference format\n',
    );
  });
});

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
      '',
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
