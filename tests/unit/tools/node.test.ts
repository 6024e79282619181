import { describe, expect, it } from 'vitest';
import { node } from '../../../src/simulator/shell/tools/node.ts';
import { npm } from '../../../src/simulator/shell/tools/npm/index.ts';
import { runtimeTools } from '../../../src/simulator/shell/tools/runtimes.ts';
import { yarn } from '../../../src/simulator/shell/tools/yarn.ts';
import { container } from './support.ts';

const tool = (name: string) => runtimeTools.find((each) => each.name === name)!;

describe('runtimes of the image', () => {
  it('n switches Node and npm; node -v follows', async () => {
    const box = container();
    expect((await box.run(node, ['-v'])).stdout).toBe('v18.20.8\n');
    expect(await box.run(tool('n'), ['22.22.0'])).toMatchObject({
      exitCode: 0,
      stderr: '',
      stdout: '     copying : node/22.22.0\n   installed : v22.22.0 (with npm 11.7.0)\n',
      took: 1300,
    });
    expect((await box.run(node, ['--version'])).stdout).toBe('v22.22.0\n');
    expect((await box.run(npm, ['-v'])).stdout).toBe('11.7.0\n');
  });

  it('n fetches a version the image does not have', async () => {
    const result = await container().run(tool('n'), ['--no-preserve', '18.12.1']);
    expect(result.stdout).toBe(
      '  installing : node-v18.12.1\n       mkdir : /usr/local/n/versions/node/18.12.1\n       fetch : https://nodejs.org/dist/v18.12.1/node-v18.12.1-linux-x64.tar.xz\n     copying : node/18.12.1\n   installed : v18.12.1 (with npm 10.8.2)\n',
    );
  });

  it('pyenv global is silent', async () => {
    const box = container();
    expect(await box.run(tool('pyenv'), ['global', '3.12.13'])).toMatchObject({
      output: '',
      exitCode: 0,
      took: 780,
    });
    expect((await box.run(tool('pyenv'), ['global'])).stdout).toBe('3.12.13\n');
    expect((await box.run(tool('goenv'), ['version'])).stdout).toBe('1.20.14\n');
  });
});

describe('node', () => {
  const files = { 'package.json': '{"version":"1.2.3","a":{"b":true}}', 'build.js': '' };
  it.each([
    [['-p', 'process.version'], 'v18.20.8\n'],
    [['-p', "require('./package.json').version"], '1.2.3\n'],
    [['-e', "console.log(require('./package.json').a.b)"], 'true\n'],
    [['-p', "require('./package.json').nope"], 'undefined\n'],
  ])('%j', async (args, stdout) => {
    expect(await container({ files }).run(node, args)).toMatchObject({ stdout, assumed: [] });
  });

  it('does not run programs, and says so', async () => {
    const box = container({ files });
    expect(await box.run(node, ['build.js', '--all'])).toMatchObject({
      exitCode: 0,
      output: '',
      assumed: [
        'Pipeglass does not run JavaScript: "node build.js --all" is taken to succeed, and makes no files.',
      ],
    });
    const missing = await box.run(node, ['nope.js']);
    expect(missing.exitCode).toBe(1);
    expect(missing.stderr).toContain("Error: Cannot find module '/src/nope.js'\n");
  });
});

describe('yarn', () => {
  const files = { 'package.json': '{"scripts":{"build":"x","postbuild":"y"}}' };
  it('runs scripts between header and footer', async () => {
    const result = await container({ files }).run(yarn, ['build', '-p']);
    expect(result.stdout).toBe('yarn run v1.22.22\n$ x -p\n$ y\nDone in 0.00s.\n');
  });
  it('fails as the script fails', async () => {
    const result = await container({ files, sh: () => ({ exitCode: 2 }) }).run(yarn, [
      'run',
      'build',
    ]);
    expect(result).toMatchObject({
      exitCode: 2,
      stderr: 'error Command failed with exit code 2.\n',
    });
    expect((await container({ files }).run(yarn, ['nix'])).stderr).toBe(
      'error Command "nix" not found.\n',
    );
  });
});
