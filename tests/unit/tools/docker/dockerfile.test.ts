import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isIgnored,
  parseIgnore,
} from '../../../../src/simulator/shell/tools/docker/buildkit/context.ts';
import {
  assignments,
  expand,
} from '../../../../src/simulator/shell/tools/docker/buildkit/expand.ts';
import {
  parseDockerfile,
  wordsOf,
} from '../../../../src/simulator/shell/tools/docker/buildkit/parse.ts';
import {
  neededStages,
  readStages,
} from '../../../../src/simulator/shell/tools/docker/buildkit/stages.ts';
import { parseReference } from '../../../../src/simulator/shell/tools/docker/reference.ts';

const parse = (text: string) => {
  const result = parseDockerfile(text);
  if ('message' in result) throw new Error(result.message);
  return result.instructions;
};

describe('parseDockerfile', () => {
  it('reads comments, continued lines, flags, JSON form and here-documents', () => {
    const instructions = parse(`# syntax=docker/dockerfile:1
FROM node:20-alpine AS build
# a comment
run apk add \\
    # in between
    git \\

    curl
COPY --from=build --chown=1:1 ["a b", "./"]
RUN <<EOF
echo one
echo two
EOF
CMD ["node", "server.js"]
`);
    expect(
      instructions.map(({ keyword, text, startLine, endLine }) => [
        keyword,
        text,
        startLine,
        endLine,
      ]),
    ).toEqual([
      ['FROM', 'node:20-alpine AS build', 2, 2],
      ['RUN', 'apk add git curl', 4, 8],
      ['COPY', '["a b", "./"]', 9, 9],
      ['RUN', '<<EOF', 10, 13],
      ['CMD', '["node", "server.js"]', 14, 14],
    ]);
    expect(instructions[2]).toMatchObject({
      flags: { from: 'build', chown: '1:1' },
      json: ['a b', './'],
    });
    expect(wordsOf(instructions[2]!)).toEqual(['a b', './']);
    expect(instructions[3]?.heredocs).toEqual(['echo one\necho two']);
  });

  it('takes another escape character', () => {
    expect(parse('# escape=`\nFROM a\nRUN dir `\n  c:\\\n').map(({ text }) => text)).toEqual([
      'a',
      'dir c:\\',
    ]);
  });

  it.each([
    ['', 'the Dockerfile cannot be empty', 1],
    ['# only\n', 'the Dockerfile cannot be empty', 1],
    ['FROM a\nFRMO b\n', 'dockerfile parse error on line 2: unknown instruction: FRMO', 2],
    ['COPY a b\nFROM c', 'dockerfile parse error on line 1: no build stage in current context', 1],
    ['FROM a\nRUN\n', 'dockerfile parse error on line 2: RUN requires at least one argument', 2],
    ['FROM a\nRUN <<EOF\nx\n', 'unterminated heredoc', 2],
  ])('%j: %s', (text, message, startLine) => {
    expect(parseDockerfile(text)).toMatchObject({ message, startLine });
  });

  it('never throws, and covers every line that says something', () => {
    const line = fc.oneof(
      fc.constantFrom(
        'FROM a',
        'RUN x \\',
        '  y',
        '# c',
        '',
        'COPY <<E /x',
        'E',
        'ENV a=1 \\',
        '["',
        'ADD',
      ),
      fc.string({ maxLength: 12 }),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const result = parseDockerfile(lines.join('\n'));
        if ('message' in result) return result.startLine >= 1 && result.startLine <= result.endLine;
        let last = 0;
        return result.instructions.every(({ startLine, endLine }) => {
          const between = result.lines.slice(last, startLine - 1);
          last = endLine;
          return endLine >= startLine && between.every((each) => /^\s*(#.*)?$/.test(each));
        });
      }),
      { numRuns: 2_000 },
    );
  });

  it('splitting a line with a backslash changes nothing', () => {
    const words = fc.array(fc.constantFrom('apk', 'add', '--no-cache', 'git', '&&', 'echo'), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(words, (list) => {
        const [whole] = parse(`FROM a\nRUN ${list.join(' ')}\n`).slice(1);
        const [split] = parse(`FROM a\nRUN ${list.join(' \\\n  ')}\n`).slice(1);
        return whole?.text === split?.text;
      }),
    );
  });
});

describe('variables', () => {
  const variables = new Map([
    ['A', 'x'],
    ['EMPTY', ''],
  ]);
  it.each([
    ['$A/#{A}', 'x/x'],
    ['#{NO:-d}#{EMPTY:-e}#{EMPTY-f}', 'de'],
    ['#{A:+on}#{NO:+off}', 'on'],
    ['\\$A $NO.', '$A .'],
    ['#{A', '#{A'],
  ])('%s', (text, expected) => {
    // Braces behind a hash stand for those behind a dollar: in quotes the linter takes them for a slip.
    const dollar = (each: string) => each.replaceAll('#{', '$'.concat('{'));
    expect(expand(dollar(text), variables)).toBe(dollar(expected));
  });

  it('reads pairs', () => {
    expect(assignments('A=1 B="2 3" C', false)).toEqual([
      ['A', '1'],
      ['B', '2 3'],
      ['C', null],
    ]);
    expect(assignments('A 1 2', true)).toEqual([['A', '1 2']]);
  });
});

describe('stages', () => {
  const stages = (text: string, args: [string, string][] = []) =>
    readStages({ lines: [], instructions: parse(text) }, new Map(args));

  it('follow names, arguments and copies; what nothing needs is not built', () => {
    const found = stages(
      'ARG V=18\nFROM node:$V AS Deps\nFROM deps AS build\nFROM a AS unused\nFROM nginx\nCOPY --from=build /x /y\n',
      [['V', '20']],
    );
    if (!Array.isArray(found)) throw new Error(found.message);
    expect(
      found.map(({ name, base }) => [name, base.type === 'image' ? base.reference.tag : base]),
    ).toEqual([
      ['deps', '20'],
      ['build', { type: 'stage', index: 0 }],
      ['unused', 'latest'],
      [null, 'latest'],
    ]);
    expect(neededStages(found, found[3]!).map(({ index }) => index)).toEqual([0, 1, 3]);
  });

  it.each([
    ['ARG V\nFROM $V', 'base name ($V) should not be blank'],
    [
      'FROM Foo',
      'failed to parse stage name "Foo": invalid reference format: repository name (Foo) must be lowercase',
    ],
    ['FROM a b', 'dockerfile parse error on line 1: FROM requires either one or three arguments'],
  ])('%j: %s', (text, message) => {
    expect(stages(text)).toMatchObject({ message });
  });
});

describe('.dockerignore', () => {
  it.each([
    ['node_modules', 'node_modules/a/b.js', true],
    ['node_modules', 'sub/node_modules/x', false],
    ['**/node_modules', 'sub/node_modules/x', true],
    ['*.md', 'README.md', true],
    ['*.md', 'docs/a.md', false],
    ['**/*.md', 'docs/a.md', true],
    ['*.md\n!README.md', 'README.md', false],
    ['*\n!src', 'src/index.ts', false],
    ['*\n!src', 'other', true],
    ['# c\n\n/dist/', 'dist/x', true],
  ])('%j on %s: %s', (text, path, expected) => {
    expect(isIgnored(path, parseIgnore(text))).toBe(expected);
  });
});

describe('image names', () => {
  it.each([
    [
      'alpine',
      { registry: 'docker.io', repository: 'library/alpine', tag: 'latest', familiar: 'alpine' },
    ],
    ['acme/web:1', { registry: 'docker.io', repository: 'acme/web', tag: '1' }],
    [
      'localhost:5000/x',
      { registry: 'localhost:5000', repository: 'x', familiar: 'localhost:5000/x' },
    ],
    [
      '1.dkr.ecr.us-east-1.amazonaws.com/a/b:c',
      { registry: '1.dkr.ecr.us-east-1.amazonaws.com', repository: 'a/b', tag: 'c' },
    ],
    ['.dkr.ecr..amazonaws.com/x', { error: 'invalid reference format' }],
    ['x:', { error: 'invalid reference format' }],
    [':latest', { error: 'invalid reference format' }],
    ['Web', { error: 'invalid reference format: repository name (Web) must be lowercase' }],
    ['a@sha256:12', { error: 'invalid reference format' }],
  ])('%s', (text, expected) => {
    expect(parseReference(text)).toMatchObject(expected);
  });
});
