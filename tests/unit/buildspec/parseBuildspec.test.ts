import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseBuildspec } from '../../../src/simulator/index.ts';
import type { Diagnostic, Range } from '../../../src/simulator/read.ts';

const good = 'version: 0.2\nphases:\n  build:\n    commands:\n      - make\n';
const errors = (text: string): [string, number][] =>
  parseBuildspec(text)
    .diagnostics.filter(({ severity }) => severity === 'error')
    .map(({ message, range }) => [message, range.startLine]);
const warnings = (text: string): Diagnostic[] =>
  parseBuildspec(text).diagnostics.filter(({ severity }) => severity === 'warning');

const at = (text: string, range: Range | undefined): string => {
  const lines = text.split('\n');
  if (range === undefined || range.startLine !== range.endLine) return '';
  return lines[range.startLine - 1]!.slice(range.startColumn - 1, range.endColumn - 1);
};

describe('a good buildspec', () => {
  it('keeps scalars as text and fills in what is missing', () => {
    const { buildspec, diagnostics } = parseBuildspec(`version: 0.2
env:
  shell: bash
  variables:
    ON: yes
    NUMBER: 0010
  exported-variables: [ON]
phases:
  install:
    runtime-versions:
      python: 3.10
  build:
    on-failure: abort
    commands:
      - |
        a
        b
    finally:
      - c
artifacts:
  files: '**/*'
  base-directory: dist
  discard-paths: yes
`);
    expect(diagnostics).toEqual([]);
    expect(buildspec).toMatchObject({
      version: '0.2',
      env: {
        shell: 'bash',
        variables: { ON: 'yes', NUMBER: '0010' },
        'exported-variables': ['ON'],
        'secrets-manager': {},
      },
      phases: {
        install: { 'runtime-versions': { python: '3.10' }, commands: [] },
        build: { 'on-failure': 'ABORT', commands: ['a\nb\n'], finally: ['c'] },
      },
      artifacts: { files: ['**/*'], 'base-directory': 'dist', 'discard-paths': true },
    });
  });

  it('knows where everything stands', () => {
    const { buildspec } = parseBuildspec(good);
    expect(at(good, buildspec?.rangeOf(['phases', 'build', 'commands', 0]))).toBe('make');
    expect(at(good, buildspec?.rangeOf(['version']))).toBe('0.2');
    expect(buildspec?.rangeOf(['phases', 'nothing'])).toBeUndefined();
  });

  it('reads version 0.1 with its own section of variables', () => {
    const text = good
      .replace('0.2', '0.1')
      .concat('environment_variables:\n  plaintext:\n    A: b\n');
    expect(parseBuildspec(text).buildspec?.env.variables).toEqual({ A: 'b' });
    expect(warnings(text)).toMatchObject([
      { code: 'buildspec.old-version', fix: { newText: '0.2' } },
    ]);
  });
});

describe('mistakes, in the agent’s words and on their line', () => {
  it.each([
    [
      'a tab',
      good.replace('  build:', '\tbuild:'),
      'found character that cannot start any token at line 3',
      3,
    ],
    [
      'a command with a colon and a space',
      good.concat('      - echo a\n      - echo result: ok\n'),
      'Expected Commands[2] to be of string type: found subkeys instead at line 7, value of the key tag on line 6 might be empty',
      7,
    ],
    [
      'a second colon on a line',
      'version: 0.2\nphases: a: b\n',
      'mapping values are not allowed in this context at line 2',
      2,
    ],
    [
      'a phase nobody knows',
      good.replace('build:', 'compile:'),
      'Invalid buildspec phase name: compile. Expecting: build,install,post_build,pre_build',
      3,
    ],
    [
      'no version',
      good.replace('version: 0.2\n', ''),
      'The buildspec needs a version: write “version: 0.2”.',
      1,
    ],
    ['no phases', 'version: 0.2\n', 'The buildspec needs a mapping “phases”.', 1],
    [
      'an alias that is a glob',
      `${good}artifacts:\n  files:\n    - **/*\n`,
      'did not find expected alphabetic or numeric character at line 8',
      8,
    ],
  ])('%s', (_name, text, message, line) => {
    expect(errors(text)[0]).toEqual([message, line]);
    expect(parseBuildspec(text).diagnostics[0]?.code).toBe('YAML_FILE_ERROR');
  });

  it.each([
    ['artifact:\n  files: [a.txt]\n', 'buildspec.unknown-key', 'artifacts'],
    ['artifacts:\n  files:\n    - dist\n', 'buildspec.directory-not-expanded', undefined],
    ['env:\n  variables:\n    CODEBUILD_X: 1\n', 'buildspec.reserved-name', undefined],
  ])('warns about %j', (addition, code, fix) => {
    const [warning] = warnings(good + addition);
    expect(warning?.code).toBe(code);
    expect(warning?.fix?.newText).toBe(fix);
  });
});

describe('hostile texts', () => {
  it('end quickly and never throw', () => {
    const bomb = [
      'a: &a [x]',
      ...'bcdefghijklmnop'
        .split('')
        .map((c, i) => `${c}: &${c} [*${'abcdefghijklmno'[i]}, *${'abcdefghijklmno'[i]}]`),
    ].join('\n');
    for (const text of [
      bomb,
      '['.repeat(10_000),
      'a: &x [*x]',
      '- '.repeat(5000),
      `version: 0.2\n__proto__:\n  polluted: yes\nphases: {build: {commands: [a]}}`,
      'x'.repeat(2_000_000),
    ]) {
      expect(() => parseBuildspec(text)).not.toThrow();
    }
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    expect(errors('x'.repeat(2_000_000))).toHaveLength(1);
  });

  it('give ranges inside the text, whatever they are', () => {
    const pieces = [
      'version: 0.2\n',
      'phases:\n',
      '  build:\n',
      '    commands:\n',
      '      - a: b\n',
      '\t',
      '- ',
      '*x ',
      '&y ',
      '"',
      "'",
      '|\n',
      '{',
      ']',
      ':',
      ' ',
      '\n',
      '\u{1f600}',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 25 }), (parts) => {
        const text = parts.join('');
        const lines = text.split('\n');
        for (const { range } of parseBuildspec(text).diagnostics) {
          expect(range.startLine).toBeGreaterThanOrEqual(1);
          expect(range.endLine).toBeLessThanOrEqual(lines.length);
          expect(range.endColumn).toBeLessThanOrEqual(lines[range.endLine - 1]!.length + 1);
          expect(range.endLine > range.startLine || range.endColumn >= range.startColumn).toBe(
            true,
          );
        }
      }),
      { numRuns: 400 },
    );
  });
});
