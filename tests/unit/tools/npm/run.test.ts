import { describe, expect, it } from 'vitest';
import { npm } from '../../../../src/simulator/shell/tools/npm/index.ts';
import { container, type Setting } from '../support.ts';

const pkg = {
  name: 'acme-web',
  version: '1.2.0',
  config: { port: 80 },
  scripts: { build: 'node build.js', test: 'echo hi', prebuild: 'echo pre' },
};
const files = { 'package.json': JSON.stringify(pkg) };
const run = (words: string, more: Setting = {}) =>
  container({ files, ...more }).run(npm, words === '' ? [] : words.split(' '));

const log = (text: string) =>
  `${text}npm error A complete log of this run can be found in: /root/.npm/_logs/2026-07-14T09_57_00_120Z-debug-0.log\n`;

describe('npm run', () => {
  it('runs the script with its pre script, after banners', async () => {
    const scripts: string[] = [];
    const result = await run('run build -- a b=c', {
      sh: (script, env, cwd) => {
        scripts.push(`${env.npm_lifecycle_event}: ${script} in ${cwd}`);
        return { stdout: `(${script})\n` };
      },
    });
    expect(result).toMatchObject({
      exitCode: 0,
      stderr: '',
      stdout:
        '\n> acme-web@1.2.0 prebuild\n> echo pre\n\n(echo pre)\n' +
        '\n> acme-web@1.2.0 build\n> node build.js a b=c\n\n(node build.js a b=c)\n',
      took: 300,
    });
    expect(scripts).toEqual(['prebuild: echo pre in /src', 'build: node build.js a b=c in /src']);
  });

  it('quotes words for the shell, and only there', async () => {
    let script = '';
    const result = await container({ files }).run(npm, ['run', 'test', '--', "it's", 'a b', ''], {
      sh: (text) => {
        script = text;
        return {};
      },
    });
    expect(script).toBe("echo hi 'it'\\''s' 'a b' ''");
    expect(result.stdout).toBe("\n> acme-web@1.2.0 test\n> echo hi it's a b \n\n");
  });

  it('gives scripts the environment npm gives', async () => {
    let seen: Record<string, string> = {};
    const box = container({ files, cwd: '/src' });
    await box.fs.mkdir('/src/sub/deep', { recursive: true });
    await box.run(npm, ['t'], {
      cwd: '/src/sub/deep',
      env: { PATH: '/usr/bin', CI: 'true' },
      sh: (_script, env) => {
        seen = env;
        return {};
      },
    });
    expect(seen).toMatchObject({
      CI: 'true',
      INIT_CWD: '/src/sub/deep',
      npm_command: 'test',
      npm_lifecycle_event: 'test',
      npm_lifecycle_script: 'echo hi',
      npm_package_name: 'acme-web',
      npm_package_version: '1.2.0',
      npm_package_config_port: '80',
      npm_package_json: '/src/package.json',
      npm_config_user_agent: 'npm/10.8.2 node/v18.20.8 linux x64 workspaces/false',
    });
    expect(seen.PATH).toBe('/src/node_modules/.bin:/node_modules/.bin:/usr/bin');
  });

  it('ends with the script’s own code and says nothing more', async () => {
    expect(await run('test', { sh: () => ({ exitCode: 3 }) })).toMatchObject({
      exitCode: 3,
      stderr: '',
    });
  });

  it.each([
    [
      'run biild',
      log(
        'npm error Missing script: "biild"\nnpm error\nnpm error Did you mean this?\nnpm error   npm run build # run the "build" package script\nnpm error\nnpm error To see a list of scripts, run:\nnpm error   npm run\n',
      ),
    ],
    // npm itself does not find this one: two letters of five are not below 0.4.
    [
      'run biuld',
      log(
        'npm error Missing script: "biuld"\nnpm error\nnpm error To see a list of scripts, run:\nnpm error   npm run\n',
      ),
    ],
    [
      'start',
      log(
        'npm error Missing script: "start"\nnpm error\nnpm error Did you mean one of these?\nnpm error   npm star # Mark your favorite packages\nnpm error   npm stars # View packages marked as favorites\nnpm error\nnpm error To see a list of scripts, run:\nnpm error   npm run\n',
      ),
    ],
  ])('npm %s: missing script', async (words, stderr) => {
    const expected = stderr.replace('09_57_00_120Z', '09_57_00_120Z');
    expect(await run(words)).toMatchObject({ exitCode: 1, stdout: '', stderr: expected });
  });

  it('keeps silent with --if-present or --silent', async () => {
    expect(await run('run nix --if-present')).toMatchObject({ exitCode: 0, output: '' });
    expect(await run('run nix -s')).toMatchObject({ exitCode: 1, output: '' });
  });

  it('lists what there is', async () => {
    expect(await run('run')).toMatchObject({
      exitCode: 0,
      output:
        'Lifecycle scripts included in acme-web@1.2.0:\n  test\n    echo hi\navailable via `npm run-script`:\n  build\n    node build.js\n  prebuild\n    echo pre\n',
    });
  });

  it('leaves the name out of the banner when there is no version', async () => {
    const nameless = { 'package.json': '{"name":"x","scripts":{"b":"true"}}' };
    expect((await run('run b', { files: nameless })).stdout).toBe('\n> b\n> true\n\n');
    expect((await run('run', { files: nameless })).stdout).toBe(
      'Scripts available in x via `npm run-script`:\n  b\n    true\n',
    );
  });

  it('npm start runs server.js when no script says otherwise', async () => {
    const result = await run('start', { files: { ...files, 'server.js': '' } });
    expect(result.stdout).toBe('\n> acme-web@1.2.0 start\n> node server.js\n\n');
  });

  it.each([
    [
      'run build',
      {},
      254,
      "npm error code ENOENT\nnpm error syscall open\nnpm error path /src/package.json\nnpm error errno -2\nnpm error enoent Could not read package.json: Error: ENOENT: no such file or directory, open '/src/package.json'\nnpm error enoent This is related to npm not being able to find a file.\nnpm error enoent\n",
    ],
    [
      'run build',
      { 'package.json': '{"name":"web","version":"1.0.0", "x":}' },
      1,
      'npm error code EJSONPARSE\nnpm error JSON.parse Invalid package.json: JSONParseError: Unexpected token "}" (0x7D) in JSON at position 37 while parsing near "...rsion\\":\\"1.0.0\\", \\"x\\":}"\nnpm error JSON.parse Failed to parse JSON data.\nnpm error JSON.parse Note: package.json must be actual JSON, not just JavaScript.\n',
    ],
  ])('npm %s without a readable package.json', async (words, given, exitCode, stderr) => {
    expect(await run(words, { files: given })).toMatchObject({
      exitCode,
      stdout: '',
      stderr: log(stderr),
    });
  });

  it('before npm 10 the lines begin with npm ERR!', async () => {
    const result = await run('run nix', {
      image: 'aws/codebuild/standard:6.0',
      env: { NODE_16_VERSION: '16.20.2' },
    });
    expect(result.stderr.split('\n').slice(0, 3)).toEqual([
      'npm ERR! Missing script: "nix"',
      'npm ERR! ',
      'npm ERR! To see a list of scripts, run:',
    ]);
  });
});

describe('npm', () => {
  it.each([
    ['--version', 0, '10.8.2\n'],
    [
      'frob',
      1,
      'Unknown command: "frob"\n\nTo see a list of supported npm commands, run:\n  npm help\n',
    ],
    ['config get registry', 0, 'https://registry.npmjs.org/\n'],
    ['prefix', 0, '/src\n'],
  ])('npm %s', async (words, exitCode, stdout) => {
    expect(await run(words)).toMatchObject({ exitCode, stdout, stderr: '', assumed: [] });
  });

  it('says what it does not simulate', async () => {
    expect(await run('publish')).toMatchObject({
      exitCode: 0,
      output: '',
      assumed: ['The result of "npm publish" is not simulated.'],
    });
  });

  it('keeps its configuration in ~/.npmrc', async () => {
    const box = container({ files });
    await box.run(npm, ['config', 'set', 'registry', 'https://r.example/']);
    await box.run(npm, ['set', 'fund=false']);
    expect(await box.read('/root/.npmrc')).toBe('registry=https://r.example/\nfund=false\n');
    expect((await box.run(npm, ['config', 'get', 'registry'])).stdout).toBe('https://r.example/\n');
  });
});
