import { type KeyCase, phase, spec } from '../case.ts';

const onFailure = (value: string): KeyCase => ({
  row: '§2.5 phases.*.on-failure',
  what: value,
  text: spec(`    on-failure: ${value}\n`),
  reads: {
    phases: { build: { 'on-failure': value.replace(/^[a-z]+/i, (word) => word.toUpperCase()) } },
  },
});

/** Fact sheet §2.5, with the forms of `on-failure` of §1.4. */
export const phaseCases: readonly KeyCase[] = [
  {
    row: '§2.5 phases',
    what: 'in any order, run in theirs',
    text: `version: 0.2
phases:
  post_build: {commands: [echo four]}
  build: {commands: [echo three]}
  pre_build: {commands: [echo two]}
  install: {commands: [echo one]}
`,
    reads: { phases: { install: { commands: ['echo one'] } } },
    logs: ['one', 'two', 'three', 'four', 'Phases found in YAML: 4'],
  },
  {
    row: '§2.5 phases',
    what: 'each may be missing',
    text: phase('post_build', '    commands: [echo only]\n'),
    logs: ['only'],
  },
  {
    row: '§2.5 phases.*.run-as',
    what: 'a user of its own',
    text: spec('    run-as: codebuild-user\n'),
    reads: { phases: { build: { 'run-as': 'codebuild-user' } } },
  },
  ...[
    'ABORT',
    'abort',
    'CONTINUE',
    'RETRY',
    'RETRY-4',
    'RETRY-invalid+',
    'RETRY-8-invalid+',
    'Retry-3-.*connection timed out.*',
  ].map(onFailure),
  {
    row: '§2.5 phases.*.on-failure',
    what: 'another word',
    text: spec('    on-failure: STOP\n'),
    refuses: [
      'Invalid on-failure: STOP. Expecting: ABORT, CONTINUE, RETRY, RETRY-<count>, RETRY-<regex>, RETRY-<count>-<regex>',
      6,
    ],
  },
  {
    row: '§2.5 phases.*.commands',
    what: 'in every style of text',
    text: phase(
      'build',
      `    commands:
      - echo plain
      - "echo \\"double: quotes\\""
      - 'echo single: quotes'
      - |
        echo literal
        echo block
      - >
        echo folded
        block
      - echo over
        two lines
`,
    ),
    reads: {
      phases: {
        build: {
          commands: [
            'echo plain',
            'echo "double: quotes"',
            'echo single: quotes',
            'echo literal\necho block\n',
            'echo folded block\n',
            'echo over two lines',
          ],
        },
      },
    },
    logs: [
      'plain',
      'double: quotes',
      'single: quotes',
      'literal',
      'block',
      'folded block',
      'over two lines',
    ],
  },
  {
    row: '§2.5 phases.*.commands',
    what: 'one text is one script',
    text: phase('build', '    commands: |\n      echo one\n      echo script\n'),
    reads: { phases: { build: { commands: ['echo one\necho script\n'] } } },
    logs: ['script'],
  },
  {
    row: '§2.5 phases.*.commands',
    what: 'a number or a boolean is a command too',
    text: phase('build', '    commands:\n      - true\n'),
    reads: { phases: { build: { commands: ['true'] } } },
  },
  {
    row: '§2.5 phases.*.commands',
    what: 'an empty entry',
    text: phase('build', '    commands:\n      -\n      - echo after\n'),
    reads: { phases: { build: { commands: ['', 'echo after'] } } },
    logs: ['after'],
  },
  {
    row: '§2.5 phases.*.commands',
    what: 'a mapping',
    text: phase('build', '    commands:\n      first: echo one\n'),
    refuses: ['Expected commands to be a list: begin each entry with "- ".', 5],
  },
  {
    row: '§2.5 phases.install.commands',
    what: 'missing',
    text: phase('install', '    runtime-versions:\n      nodejs: 20\n'),
    logs: [
      'No commands found for phase name: install',
      "Selecting 'nodejs' runtime version '20' based on manual selections...",
    ],
  },
  {
    row: '§2.5 phases.build.commands',
    what: 'missing',
    text: phase('build', '    finally:\n      - echo last\n'),
    warns: ['buildspec.no-commands'],
    logs: ['No commands found for phase name: build', 'last'],
  },
  {
    row: '§2.5 phases.*.finally',
    what: 'after commands',
    text: spec('    finally:\n      - echo last\n'),
    reads: { phases: { build: { commands: ['echo built'], finally: ['echo last'] } } },
    logs: ['built', 'last'],
  },
  {
    row: '§2.5 unknown keys of a phase',
    what: 'are ignored',
    text: spec('    command: echo no\n'),
    warns: ['buildspec.unknown-key'],
  },
];
