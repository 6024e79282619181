import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { selectArtifacts } from '../../../src/simulator/codebuild/artifacts.ts';
import { imageEnvironment, selectRuntimes } from '../../../src/simulator/codebuild/images.ts';
import { agentLine } from '../../../src/simulator/codebuild/logTemplates.ts';
import { matchPath } from '../../../src/simulator/text/glob.ts';

const spec = (files: string[], more: object = {}) => ({
  files,
  'discard-paths': false,
  'exclude-paths': [],
  'enable-symlinks': false,
  ...more,
});
const tree = ['a.txt', 'dist/index.html', 'dist/css/site.css', 'dist/.map'];
const select = (files: string[], o: { base?: string; more?: object } = {}) =>
  selectArtifacts({ files: tree, spec: spec(files, o.more), baseDirectory: o.base ?? '.' });

describe('artifacts', () => {
  it('are taken below the base directory, under names without it', () => {
    expect(select(['**/*'], { base: 'dist' }).files.map(({ name }) => name)).toEqual([
      'index.html',
      'css/site.css',
      '.map',
    ]);
    expect(select(['*'], { base: 'di*/' }).files.map(({ name }) => name)).toEqual([
      'index.html',
      '.map',
    ]);
  });

  it('leave out what is excluded, and are flat when paths are discarded', () => {
    const { files } = select(['**/*'], {
      base: 'dist',
      more: { 'exclude-paths': ['**/.*'], 'discard-paths': true },
    });
    expect(files.map(({ name }) => name)).toEqual(['index.html', 'site.css']);
  });

  it('say what they expand, skip and find, line by line', () => {
    expect(select(['missing.json', 'a.txt']).logLines).toEqual([
      'Expanding base directory path: .',
      'Assembling file list',
      'Expanding .',
      'Expanding file paths for base directory .',
      'Assembling file list',
      'Expanding missing.json',
      'Skipping invalid file path missing.json',
      'Expanding a.txt',
      'Found 1 file(s)',
    ]);
  });

  it('fail when nothing is left; a directory’s name is not its content', () => {
    expect(select(['dist']).error).toBe('no matching artifact paths found');
    expect(select(['**/*'], { base: 'build' }).error).toBe(
      'no matching base directory path found for build',
    );
  });
});

/** Globs by plain recursion: slow, and easy to believe. */
function naive(pattern: string[], path: string[]): boolean {
  const [want, ...rest] = pattern;
  if (want === undefined) return path.length === 0;
  if (want === '**') return naive(rest, path) || (path.length > 0 && naive(pattern, path.slice(1)));
  const [have, ...after] = path;
  return have !== undefined && part([...want], [...have]) && naive(rest, after);
}
function part(want: string[], have: string[]): boolean {
  if (want.length === 0) return have.length === 0;
  if (want[0] === '*')
    return part(want.slice(1), have) || (have.length > 0 && part(want, have.slice(1)));
  return (
    have.length > 0 &&
    (want[0] === '?' || want[0] === have[0]) &&
    part(want.slice(1), have.slice(1))
  );
}

describe('globs', () => {
  it('match as plain recursion says', () => {
    const piece = fc.constantFrom('a', 'b', 'ab', '*', '?', 'a*', '*b', '**');
    const name = fc.constantFrom('a', 'b', 'ab', 'abb', 'ba');
    fc.assert(
      fc.property(
        fc.array(piece, { minLength: 1, maxLength: 5 }),
        fc.array(name, { minLength: 1, maxLength: 5 }),
        (pattern, path) => {
          expect(matchPath(pattern.join('/'), path.join('/'))).toBe(naive(pattern, path));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('do not explode', () => {
    const pattern = `${'*a'.repeat(40)}b`;
    expect(matchPath(pattern, 'a'.repeat(3000))).toBe(false);
    expect(matchPath(`${'**/a/'.repeat(40)}b`, 'a/'.repeat(1500))).toBe(false);
  });
});

describe('runtimes', () => {
  const image = 'aws/codebuild/standard:7.0';
  it('are chosen by exact version, by major and by latest', () => {
    const pick = (asked: string) => selectRuntimes(image, { nodejs: asked }).selections[0]?.version;
    expect(['20', '22.x', 'latest'].map(pick)).toEqual(['20', '22', '24']);
    expect(imageEnvironment(image).NODE_20_VERSION).toBe('20.20.0');
    expect(selectRuntimes(image, { nodejs: '20' }).selections[0]?.commands).toEqual([
      'echo "Installing Node.js version 20 ..."',
      'n $NODE_20_VERSION',
    ]);
  });

  it('that the image does not have are named with those it has', () => {
    expect(selectRuntimes(image, { docker: '20' }).error).toBe(
      "Unknown runtime named 'docker'. This build image has the following runtimes: dotnet, golang, java, nodejs, php, python, ruby",
    );
    expect(selectRuntimes(image, { nodejs: '99' }).error).toBe(
      "Unknown runtime version named '99' of nodejs. This build image has the following versions: 18, 20, 22, 24",
    );
    expect(selectRuntimes(image, { nodejs: '18.12.1' }).selections[0]?.commands[1]).toBe(
      'n 18.12.1',
    );
    expect(selectRuntimes('my/image', { nodejs: '20' }).unsupported).toBe(true);
  });
});

it('agent lines carry microseconds in UTC', () => {
  expect(agentLine(Date.parse('2026-07-04T04:06:08.009Z'), 17, 'Entering phase BUILD')).toBe(
    '[Container] 2026/07/04 04:06:08.009017 Entering phase BUILD',
  );
});
