import { describe, expect, it } from 'vitest';
import { toolsFor } from '../../../src/simulator/shell/tools/index.ts';
import { run } from '../shell/support/container.ts';

const image = 'aws/codebuild/standard:7.0';
const sh = (command: string, files: Record<string, string> = {}) =>
  run(command, {
    tools: toolsFor(image),
    image,
    files,
    cwd: '/src',
    env: { NODE_18_VERSION: '18.20.8' },
  });
const find = 'find . -type f -not -path "*/node_modules/*" -newer .mark | sort';
const pkg = (scripts: Record<string, string>, dependencies: Record<string, string> = {}) =>
  JSON.stringify({ name: 'web', version: '1.0.0', scripts, devDependencies: dependencies });

describe('programs that build make what they would make, as placeholders', () => {
  it.each<[string, Record<string, string>, string]>([
    [
      'npx react-scripts build',
      {},
      './build/asset-manifest.json\n./build/index.html\n./build/static/js/main.js\n',
    ],
    [
      'npx vite@5 build',
      { 'vite.config.ts': "export default { build: { outDir: 'public' } }" },
      './public/assets/index.js\n./public/index.html\n',
    ],
    ['npx vite build --outDir=out', {}, './out/assets/index.js\n./out/index.html\n'],
    [
      'npx @angular/cli build --configuration production',
      {
        'angular.json':
          '{"projects":{"shop":{"architect":{"build":{"options":{"outputPath":"www"}}}}}}',
      },
      './www/index.html\n./www/main.js\n./www/styles.css\n',
    ],
    [
      'npx tsc -p .',
      {
        'tsconfig.json': '{"compilerOptions":{"outDir":"lib"}}',
        'src/a/b.ts': '',
        'src/c.d.ts': '',
      },
      './lib/a/b.js\n',
    ],
    [
      'npx next build',
      { 'next.config.mjs': "export default { output: 'export' }" },
      './.next/BUILD_ID\n./.next/build-manifest.json\n./out/index.html\n',
    ],
    [
      'npx webpack --mode production',
      {
        'webpack.config.js':
          "output: { path: path.resolve(__dirname, 'site'), filename: 'app.js' }",
      },
      './site/app.js\n',
    ],
    ['npx esbuild src/h.ts --bundle --outdir=dist', {}, './dist/h.js\n'],
  ])('%s', async (command, files, made) => {
    const ran = await sh(`touch .mark; sleep 1; ${command} > /dev/null && ${find}`, files);
    expect(ran).toMatchObject({ stdout: made, exitCode: 0, fidelity: 'assumed' });
  });

  it('a script of package.json reaches them', async () => {
    const ran = await sh('npm install > /dev/null && npm run build && cat dist/index.html', {
      'package.json': pkg({ build: 'vite build' }, { vite: '^5.0.0' }),
    });
    expect(ran.stdout).toContain(
      '✓ built\nPlaceholder of Pipeglass: vite was not run; this file stands for its output.\n',
    );
  });
});

describe('test runners', () => {
  const files = { 'a.test.js': "test('adds', () => {});\nit(\"isn't\", () => {});\n" };
  it('report the tests that they find', async () => {
    const ran = await sh(
      'JEST_JUNIT_OUTPUT_DIR=reports npx jest --ci --coverage --reporters=jest-junit; cat reports/junit.xml; ls coverage',
      files,
    );
    expect(ran.stderr).toBe('Tests:       2 passed, 2 total\n');
    expect(ran.stdout).toContain('tests="2"');
    expect(ran.stdout).toMatch(/clover\.xml\ncoverage-final\.json\nlcov\.info\n$/);
  });
  it('jest wants tests', async () => {
    const ran = await sh('npx jest');
    expect(ran.exitCode).toBe(1);
    expect(ran.stderr).toMatch(/^No tests found, exiting with code 1\n/);
  });
});

describe('yarn', () => {
  const files = {
    'package.json': pkg({ hi: 'echo hi', postinstall: 'echo post' }, { typescript: '^5.0.0' }),
  };
  const lock = '# yarn lockfile v1\n\n"typescript@^5.0.0", typescript@^5.1.0:\n  version "5.4.0"\n';
  it('installs by name, runs scripts and programs', async () => {
    const ran = await sh('yarn install --frozen-lockfile && yarn hi && yarn tsc --version', {
      ...files,
      'yarn.lock': lock,
    });
    expect(ran.stdout).toMatch(
      /^yarn install v1\.22\.22\n\[1\/4\] Resolving packages\.\.\.\n\[2\/4\] .*\n\[3\/4\] .*\n\[4\/4\] .*\n\$ echo post\npost\nDone in 6\.\d\ds\.\nyarn run v1\.22\.22\n\$ echo hi\nhi\nDone in/,
    );
    expect(ran.exitCode).toBe(0);
  });
  it('refuses a lock file that does not fit', async () => {
    const ran = await sh('yarn --frozen-lockfile', {
      ...files,
      'yarn.lock': '# yarn lockfile v1\n',
    });
    expect(ran).toMatchObject({
      exitCode: 1,
      stderr:
        'error Your lockfile needs to be updated, but yarn was run with `--frozen-lockfile`.\n',
    });
  });
  it('a script wants its package.json', async () => {
    expect(await sh('yarn build')).toMatchObject({
      exitCode: 1,
      stderr: 'error Couldn\'t find a package.json file in "/src"\n',
    });
  });
  it('works elsewhere with --cwd', async () => {
    const ran = await sh('yarn --cwd web hi | head -3', { 'web/package.json': pkg({ hi: 'pwd' }) });
    expect(ran.stdout).toBe('yarn run v1.22.22\n$ pwd\n/src/web\n');
  });
});

describe('pnpm', () => {
  const get = 'npm install -g pnpm@9 > /dev/null; ';
  it.each([
    ['pnpm install', {}, 1, ' ERR_PNPM_NO_PKG_MANIFEST  No package.json found in /src\n'],
    [
      'pnpm run nope',
      { 'package.json': pkg({}) },
      1,
      ' ERR_PNPM_NO_SCRIPT  Missing script: nope\n',
    ],
  ])('%s', async (command, files, exitCode, stderr) => {
    expect(await sh(get + command, files)).toMatchObject({ exitCode, stderr });
  });
  it('wants its lock file when it is frozen', async () => {
    const ran = await sh(`${get}pnpm install --frozen-lockfile`, { 'package.json': pkg({}) });
    expect(ran.exitCode).toBe(1);
    expect(ran.stderr).toMatch(/^ ERR_PNPM_NO_LOCKFILE {2}Cannot install with "frozen-lockfile"/);
  });
  it('runs scripts', async () => {
    const ran = await sh(`${get}pnpm i > /dev/null; pnpm build`, {
      'package.json': pkg({ build: 'tsc -v; exit 4' }, { typescript: '5' }),
    });
    expect(ran.stdout).toBe(
      '\n> web@1.0.0 build /src\n> tsc -v; exit 4\n\n ELIFECYCLE  Command failed with exit code 4.\n',
    );
    expect(ran.exitCode).toBe(4);
  });
});
