import { describe, expect, it } from 'vitest';
import { docker } from '../../../../src/simulator/shell/tools/docker/index.ts';
import { type Aws, session, start } from '../support.ts';
import { box, fakeEcr, hex, host, image, login, operations, password, token } from './support.ts';

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
