import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { node } from '../../../../src/simulator/shell/tools/node.ts';
import { npm } from '../../../../src/simulator/shell/tools/npm/index.ts';
import { lowest, satisfies } from '../../../../src/simulator/shell/tools/npm/semver.ts';
import { jsonFault } from '../../../../src/simulator/shell/tools/support/jsonFault.ts';
import { container, type Setting } from '../support.ts';

const pkg = (more = {}) => JSON.stringify({ name: 'web', version: '1.0.0', ...more });
const lock = (packages: Record<string, unknown>) =>
  JSON.stringify({ lockfileVersion: 3, packages: { '': {}, ...packages } });
const tree = {
  'node_modules/vite': { version: '5.0.1', dev: true, bin: { vite: 'bin/vite.js' } },
  'node_modules/left': { version: '1.3.0', deprecated: 'use padStart', funding: { url: 'x' } },
  'node_modules/left/node_modules/deep': { version: '0.1.0' },
  'node_modules/@esbuild/darwin-x64': { version: '0.1.0', optional: true, os: ['darwin'] },
};
const project = {
  'package.json': pkg({ dependencies: { left: '^1.0.0' }, devDependencies: { vite: '~5.0.0' } }),
  'package-lock.json': lock(tree),
};
const run = (words: string, setting: Setting) => container(setting).run(npm, words.split(' '));

describe('npm install', () => {
  it('without dependencies', async () => {
    const result = await run('install', { files: { 'package.json': pkg() } });
    expect(result).toMatchObject({
      exitCode: 0,
      stderr: '',
      stdout: '\nup to date, audited 1 package in 430ms\n\nfound 0 vulnerabilities\n',
      assumed: [],
      took: 550,
    });
  });

  it('installs what the lock names, then finds it up to date', async () => {
    const box = container({ files: project });
    const first = await box.run(npm, ['i']);
    expect(first).toMatchObject({
      stdout:
        '\nadded 3 packages, and audited 4 packages in 478ms\n\n1 package is looking for funding\n  run `npm fund` for details\n\nfound 0 vulnerabilities\n',
      stderr: 'npm warn deprecated left@1.3.0: use padStart\n',
      assumed: [],
    });
    expect(await box.read('node_modules/left/package.json')).toBe(
      '{\n  "name": "left",\n  "version": "1.3.0"\n}\n',
    );
    expect(await box.fs.exists('/src/node_modules/@esbuild')).toBe(false);
    expect((await box.run(npm, ['install'])).stdout).toMatch(
      /^\nup to date, audited 4 packages in /,
    );
    expect((await box.run(npm, ['install', '--omit=dev'])).stdout).toMatch(
      /^\nremoved 1 package, and audited 3 packages in /,
    );
  });

  it('leaves programs that say they are not run', async () => {
    const box = container({ files: project });
    await box.run(npm, ['ci']);
    expect(await box.read('node_modules/.bin/vite')).toBe(
      '#!/bin/sh\nnode \'/src/node_modules/.bin/vite\' "$@"\n',
    );
    expect((await box.fs.stat('/src/node_modules/.bin/vite')).mode & 0o111).not.toBe(0);
    expect(await box.run(node, ['/src/node_modules/.bin/vite', 'preview'])).toMatchObject({
      exitCode: 0,
      output: '',
      assumed: [
        'Pipeglass does not run JavaScript: "vite preview" is taken to succeed, and makes no files.',
      ],
    });
  });

  it('without a lock takes the direct dependencies and says so', async () => {
    const box = container({ files: { 'package.json': project['package.json'] } });
    const result = await box.run(npm, ['install', '--no-audit', '--no-fund']);
    expect(result.stdout).toBe('\nadded 2 packages in 462ms\n');
    expect(result.assumed).toHaveLength(1);
    expect(JSON.parse(await box.read('package-lock.json')).packages['node_modules/left']).toEqual({
      version: '1.0.0',
    });
    expect(await run('install left-pad', { files: project })).toMatchObject({
      output: '',
      assumed: ['What the registry gives for left-pad is not known: nothing was installed.'],
    });
  });

  it('runs the root’s own scripts; one that fails is an error of npm', async () => {
    const files = { 'package.json': pkg({ scripts: { postinstall: 'false' } }) };
    const good = await run('install', { files, sh: () => ({ stdout: 'done\n' }) });
    expect(good.stdout).toMatch(/^\n> web@1.0.0 postinstall\n> false\n\ndone\n\nup to date/);
    const bad = await run('install', { files, sh: () => ({ exitCode: 7 }) });
    expect(bad.exitCode).toBe(7);
    expect(bad.stderr).toMatch(
      /^npm error code 7\nnpm error path \/src\nnpm error command failed\nnpm error command sh -c false\nnpm error A complete log/,
    );
  });
});

describe('npm ci', () => {
  it('takes lock files of version 1 too', async () => {
    const old = JSON.stringify({
      lockfileVersion: 1,
      dependencies: { left: { version: '1.0.0', dependencies: { deep: { version: '2.0.0' } } } },
    });
    const result = await run('ci', {
      files: {
        'package.json': pkg({ dependencies: { left: '1.0.0' } }),
        'package-lock.json': old,
      },
    });
    expect(result.stdout).toMatch(/^\nadded 2 packages, and audited 3 packages in /);
  });

  it('without a lock is a usage error', async () => {
    const { exitCode, stderr } = await run('ci', { files: { 'package.json': pkg() } });
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(
      /^npm error code EUSAGE\nnpm error\nnpm error The `npm ci` command can only install with an existing package-lock.json or\nnpm error npm-shrinkwrap.json with lockfileVersion >= 1. Run an install with npm@5 or\nnpm error later to generate a package-lock.json file, then try again.\nnpm error\nnpm error Clean install a project\n[\s\S]*npm error Run "npm help ci" for more info\nnpm error A complete log of this run can be found in: .*\n$/,
    );
  });

  it('names what package.json and lock disagree about', async () => {
    const { exitCode, stderr } = await run('ci', {
      files: {
        'package.json': pkg({ dependencies: { left: '^2.0.0', right: '^1.1.0' } }),
        'package-lock.json': lock(tree),
      },
    });
    expect(exitCode).toBe(1);
    expect(stderr).toContain(
      "npm error\nnpm error `npm ci` can only install packages when your package.json and package-lock.json or npm-shrinkwrap.json are in sync. Please update your lock file with `npm install` before continuing.\nnpm error\nnpm error Invalid: lock file's left@1.3.0 does not satisfy left@2.0.0\nnpm error Missing: right@1.1.0 from lock file\nnpm error\nnpm error Clean install a project\n",
    );
  });

  it('survives hostile files', async () => {
    const names = ['__proto__', '../../../etc', 'node_modules/../../x', 'constructor'];
    const packages = Object.fromEntries(
      names.map((name) => [`node_modules/${name}`, { bin: { [name]: 1 } }]),
    );
    const box = container({
      files: {
        'package.json': '{"name":"web","dependencies":{"__proto__":"1","../x":"1"}}',
        'package-lock.json': lock(packages),
      },
    });
    const deep = (levels: number): string =>
      `${'{"lockfileVersion":1,"dependencies":{"a":'.repeat(levels)}{}${'}}'.repeat(levels)}`;
    const nested = container({
      files: {
        'package.json': `{"config":${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)},"scripts":{"b":"x"}}`,
        'package-lock.json': deep(20_000),
      },
    });
    expect((await nested.run(npm, ['ci'])).exitCode).toBeTypeOf('number');
    expect((await nested.run(npm, ['run', 'b'])).exitCode).toBeTypeOf('number');
    await box.run(npm, ['ci']);
    expect(await box.fs.exists('/etc/package.json')).toBe(false);
    expect(await box.fs.exists('/src/x/package.json')).toBe(false);
  });
});

describe('ranges', () => {
  it.each([
    ['1.2.3', '^1.2.0', true],
    ['2.0.0', '^1.2.0', false],
    ['0.2.9', '^0.2.3', true],
    ['0.3.0', '^0.2.3', false],
    ['0.0.4', '^0.0.3', false],
    ['1.2.9', '~1.2.3', true],
    ['1.3.0', '~1.2.3', false],
    ['1.9.0', '1.x', true],
    ['2.0.0', '1', false],
    ['3.0.0', '*', true],
    ['1.5.0', '>=1.2 <2', true],
    ['2.0.0', '>=1.2 <2', false],
    ['1.3.0', '>1.2', true],
    ['1.2.9', '>1.2', false],
    ['1.2.9', '<=1.2', true],
    ['4.0.0', '^3.0.0 || ^4.0.0', true],
    ['2.3.4', '1.0.0 - 2.3.4', true],
    ['2.3.5', '1.0.0 - 2.3.4', false],
    ['9.9.9', 'git+https://example.com/x.git', true],
    ['9.9.9', 'latest', true],
  ])('%s in %s: %s', (version, range, expected) => {
    expect(satisfies(version, range)).toBe(expected);
  });

  it('the lowest version fits its own range', () => {
    const part = fc.nat(20);
    const range = fc
      .tuple(fc.constantFrom('^', '~', '', '>=', '='), part, part, part)
      .map(([operator, a, b, c]) => `${operator}${a}.${b}.${c}`);
    fc.assert(fc.property(range, (text) => satisfies(lowest(text)!, text)));
    fc.assert(fc.property(fc.string(), (text) => typeof satisfies('1.0.0', text) === 'boolean'));
  });
});

describe('jsonFault', () => {
  it('finds a fault exactly where JSON.parse does', () => {
    const noise = fc
      .array(fc.constantFrom('{', '}', '[', ']', ',', ':', '"a"', '1', 'true', ' ', 'x', '"'), {
        maxLength: 12,
      })
      .map((tokens) => tokens.join(''));
    const valid = (text: string) => {
      try {
        JSON.parse(text);
        return true;
      } catch {
        return false;
      }
    };
    fc.assert(
      fc.property(fc.oneof(noise, fc.json()), (text) => (jsonFault(text) === null) === valid(text)),
      { numRuns: 3_000 },
    );
    expect(jsonFault('{"a":1,}')).toBe(7);
    expect(jsonFault('{"a":1')).toBe(6);
  });
});
