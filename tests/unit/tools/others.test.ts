import { describe, expect, it } from 'vitest';
import { curl } from '../../../src/simulator/shell/tools/curl.ts';
import { git } from '../../../src/simulator/shell/tools/git.ts';
import { tools, toolsFor } from '../../../src/simulator/shell/tools/index.ts';
import { container, session } from './support.ts';

const tool = (name: string) => tools.find((each) => each.name === name)!;

describe('git', () => {
  it.each([
    [['--version'], 0, 'git version 2.53.0\n'],
    [
      ['rev-parse', 'HEAD'],
      128,
      'fatal: not a git repository (or any of the parent directories: .git)\n',
    ],
    [
      ['-C', '/', 'log', '-1'],
      128,
      'fatal: not a git repository (or any of the parent directories: .git)\n',
    ],
    [['config', 'user.name', 'x'], 128, 'fatal: not in a git directory\n'],
    [['frob'], 1, "git: 'frob' is not a git command. See 'git --help'.\n"],
  ])('%j', async (args, exitCode, output) => {
    expect(await container().run(git, args)).toMatchObject({ exitCode, output, assumed: [] });
  });

  it('keeps the global configuration', async () => {
    const box = container();
    expect(await box.run(git, ['config', '--global', 'user.name', 'Build'])).toMatchObject({
      output: '',
      exitCode: 0,
    });
    expect((await box.run(git, ['config', '--get', 'user.name'])).stdout).toBe('Build\n');
    expect((await box.run(git, ['config', 'user.email'])).exitCode).toBe(1);
  });

  it('clones are empty, and say so', async () => {
    const box = container();
    const clone = ['clone', '--depth', '1', 'https://example.com/x.git'];
    expect(await box.run(git, clone)).toMatchObject({
      exitCode: 0,
      output: "Cloning into 'x'...\n",
      assumed: ['There is no network: what is in the repository is not known, the clone is empty.'],
    });
    expect((await box.run(git, ['-C', 'x', 'rev-parse', '--short', 'HEAD'])).stdout).toBe(
      'aaaaaaa\n',
    );
    expect(await box.run(git, clone)).toMatchObject({
      exitCode: 128,
      output: "fatal: destination path 'x' already exists and is not an empty directory.\n",
    });
  });

  const id = 'b'.repeat(40);
  const files = {
    '.git/HEAD': 'ref: refs/heads/main\n',
    '.git/refs/heads/main': `${id}\n`,
    '.git/refs/tags/v1.2.0': `${'c'.repeat(40)}\n`,
    '.git/logs/HEAD': `${'0'.repeat(40)} ${id} Dana Lee <dana@example.com> 1784023020 +0000\tcommit (initial): Say hello\n`,
  };
  it.each([
    [['rev-parse', 'HEAD'], 0, `${id}\n`],
    [['rev-parse', '--short=8', 'HEAD'], 0, 'bbbbbbbb\n'],
    [['rev-parse', '--abbrev-ref', 'HEAD'], 0, 'main\n'],
    [['rev-parse', '--show-toplevel'], 0, '/src\n'],
    [['branch', '--show-current'], 0, 'main\n'],
    [['symbolic-ref', '--short', 'HEAD'], 0, 'main\n'],
    [
      ['log', '-1', '--pretty=format:%h|%an|%ae|%s'],
      0,
      'bbbbbbb|Dana Lee|dana@example.com|Say hello',
    ],
    [['log', '-n', '1', '--format=%cI'], 0, '2026-07-14T09:57:00+00:00\n'],
    [['log', '--oneline'], 0, 'bbbbbbb Say hello\n'],
    [
      ['log', '-1'],
      0,
      `commit ${id}\nAuthor: Dana Lee <dana@example.com>\nDate:   Tue Jul 14 09:57:00 2026 +0000\n\n    Say hello\n`,
    ],
    [['describe', '--tags', '--always'], 0, 'bbbbbbb\n'],
    [
      ['describe', '--tags'],
      128,
      `fatal: No tags can describe '${id}'.\nTry --always, or create some tags.\n`,
    ],
    [['tag'], 0, 'v1.2.0\n'],
    [['tag', 'v1.2.0'], 128, "fatal: tag 'v1.2.0' already exists\n"],
  ])('reads a repository: %j', async (args, exitCode, output) => {
    expect(await container({ files }).run(git, args)).toMatchObject({
      exitCode,
      output,
      assumed: [],
    });
  });

  it('commits as somebody', async () => {
    const box = container({ files });
    expect((await box.run(git, ['commit', '-m', 'x'])).output).toMatch(
      /^Author identity unknown\n/,
    );
    await box.run(git, ['config', '--global', 'user.name', 'Build']);
    await box.run(git, ['config', '--global', 'user.email', 'b@example.com']);
    expect((await box.run(git, ['commit', '-am', 'Bump'])).output).toBe('[main aaaaaaa] Bump\n');
    expect((await box.run(git, ['log', '--format=%s'])).output).toBe('Bump\nSay hello\n');
    await box.run(git, ['tag', 'v2']);
    await box.run(git, ['commit', '-m', 'More']);
    expect((await box.run(git, ['describe'])).output).toBe('v2\n');
  });
});

describe('curl', () => {
  it('gets the credentials of the build from the container endpoint', async () => {
    const box = container();
    const url = 'http://169.254.170.2/v2/credentials/1';
    const result = await box.run(curl, ['-s', url]);
    expect(JSON.parse(result.stdout)).toEqual({
      RoleArn: expect.stringMatching(/^AQIC/),
      AccessKeyId: session.accessKeyId,
      SecretAccessKey: session.secretAccessKey,
      Token: session.token,
      Expiration: '2026-07-14T10:57:00Z',
    });
    expect(result.assumed).toEqual([]);
    expect((await box.run(curl, ['-sSfo', 'c.json', url])).output).toBe('');
    expect(JSON.parse(await box.read('c.json')).AccessKeyId).toBe(session.accessKeyId);
  });

  it('reaches nobody else', async () => {
    const box = container();
    expect(await box.run(curl, ['-fsSL', 'https://example.com/a.sh', '-o', 'a.sh'])).toMatchObject({
      exitCode: 0,
      output: '',
      assumed: [
        'There is no network: example.com is not asked; a.sh is a placeholder of Pipeglass.',
      ],
    });
    expect(await box.read('a.sh')).toBe(
      'Placeholder of Pipeglass: https://example.com/a.sh is not fetched.\n',
    );
    expect((await box.run(curl, ['-s'])).exitCode).toBe(2);
  });
});

describe('programs that are not emulated', () => {
  it.each([
    ['python3', ['--version'], 'Python 3.11.15\n', 0],
    [
      'pip',
      ['-V'],
      'pip 26.0.1 from /root/.pyenv/versions/3.11.15/lib/python3.11/site-packages/pip (python 3.11)\n',
      0,
    ],
    ['go', ['version'], 'go version go1.20.14 linux/amd64\n', 0],
    ['sbt', ['compile'], '', 1],
  ])('%s %j', async (name, args, output, notes) => {
    const result = await container().run(tool(name), args);
    expect(result).toMatchObject({ exitCode: 0, output });
    expect(result.assumed).toHaveLength(notes);
  });

  it('every tool has one name, and what the images lack is not among them', () => {
    expect(new Set(tools.map(({ name }) => name)).size).toBe(tools.length);
    const names = tools.flatMap(({ name, absent }) => (absent ? [] : [name]));
    expect(names).toContain('kubectl');
    expect(names).not.toContain('cdk');
    expect(names).not.toContain('serverless');
  });

  it('Ubuntu has apt-get, Amazon Linux has yum', () => {
    const has = (image: string) =>
      ['apt-get', 'yum'].map((name) =>
        toolsFor(image).some((each) => each.name === name && !each.absent),
      );
    expect(has('aws/codebuild/standard:7.0')).toEqual([true, false]);
    expect(has('aws/codebuild/amazonlinux-x86_64-standard:5.0')).toEqual([false, true]);
    expect(has('example.com/own:1')).toEqual([true, true]);
  });

  it('no tool throws on strange words, and each ends', async () => {
    const words = [
      [],
      ['--'],
      ['-'],
      ['--__proto__=x', 'constructor'],
      ['run', '--', ''],
      ['login', '-u', 'AWS', '-p', 'x'.repeat(200)],
      ['build', '.'],
      ['run', 'nix'],
      ['configure', 'set', 'region', 'x'],
      ['global', '3.12.13'],
      ['\u0000', '💥'],
    ];
    // Files where directories are wanted, and no JSON where JSON is.
    const hostile = {
      'package.json': '[]',
      Dockerfile: '\\',
      '/root/.docker': 'x',
      '/root/.aws': 'x',
      '/root/.npm': 'x',
      '/var/lib/docker': 'x',
      '/root/.pyenv': 'x',
    };
    for (const each of tools) {
      for (const args of words) {
        const box = container({ files: hostile, privileged: true });
        const { exitCode } = await box.run(each, args);
        expect(exitCode, `${each.name} ${args.join(' ')}`).toBeTypeOf('number');
      }
    }
  });
});
