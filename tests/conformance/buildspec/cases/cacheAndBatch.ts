import { type KeyCase, spec } from '../case.ts';

const cache = (key: string, what: string, lines: string, reads: object): KeyCase => ({
  row: `§2.8.4 cache.${key}`,
  what,
  text: spec(`cache:\n${lines}`),
  reads: { cache: reads },
});
const batch = (key: string, what: string, lines: string, reads: object): KeyCase => ({
  row: `§2.9 batch.${key}`,
  what,
  text: spec(`batch:\n${lines}`),
  reads: { batch: reads },
});
const badBatch = (what: string, lines: string): KeyCase => ({
  row: '§2.9 batch',
  what,
  text: spec(`batch:\n${lines}`),
  warns: ['buildspec.batch'],
});
const task = '    - identifier: one\n';

/** Fact sheet §2.8.4 and §2.9. Builds that are no batch builds do not read `batch`: its faults are warnings. */
export const cacheAndBatchCases: readonly KeyCase[] = [
  cache('paths', 'a list', "  paths:\n    - 'node_modules/**/*'\n", {
    paths: ['node_modules/**/*'],
    'fallback-keys': [],
  }),
  cache(
    'key',
    'with a command',
    "  key: npm-$(codebuild-hash-files package-lock.json)\n  paths: ['a']\n",
    {
      key: 'npm-$(codebuild-hash-files package-lock.json)',
    },
  ),
  cache(
    'fallback-keys',
    'prefixes',
    "  key: a-b-c\n  fallback-keys: [a-b-, a-]\n  paths: ['a']\n",
    {
      'fallback-keys': ['a-b-', 'a-'],
    },
  ),
  cache('action', 'restore', "  action: restore\n  paths: ['a']\n", { action: 'restore' }),
  cache('action', 'save', "  action: save\n  paths: ['a']\n", { action: 'save' }),
  {
    row: '§2.8.4 cache.action',
    what: 'another word',
    text: spec("cache:\n  action: both\n  paths: ['a']\n"),
    refuses: ['Invalid action: both. Expecting: restore, save', 7],
  },
  {
    row: '§2.8.4 cache.fallback-keys',
    what: 'six',
    text: spec('cache:\n  key: k\n  fallback-keys: [a, b, c, d, e, f]\n'),
    refuses: ['Expected at most 5 fallback-keys.', 8],
  },
  {
    row: '§2.8.4 cache.fallback-keys',
    what: 'without key',
    text: spec("cache:\n  fallback-keys: [a]\n  paths: ['a']\n"),
    reads: { cache: { 'fallback-keys': ['a'] } },
    warns: ['buildspec.fallback-without-key'],
  },
  batch('fast-fail', 'true', `  fast-fail: true\n  build-list:\n${task}`, { 'fast-fail': true }),
  batch(
    'build-graph',
    'with all keys',
    `  build-graph:
    - identifier: first
      buildspec: first.yml
      debug-session: true
      ignore-failure: false
      env:
        compute-type: BUILD_GENERAL1_SMALL
        image: aws/codebuild/standard:7.0
        privileged-mode: true
        type: LINUX_CONTAINER
        variables:
          NAME: 1.10
    - identifier: second
      depend-on: [first]
      env:
        fleet: my-fleet
`,
    {
      'build-graph': [
        {
          identifier: 'first',
          buildspec: 'first.yml',
          'debug-session': true,
          'ignore-failure': false,
          env: {
            'compute-type': 'BUILD_GENERAL1_SMALL',
            image: 'aws/codebuild/standard:7.0',
            'privileged-mode': true,
            type: 'LINUX_CONTAINER',
            variables: { NAME: '1.10' },
          },
        },
        { identifier: 'second', 'depend-on': ['first'], env: { fleet: 'my-fleet' } },
      ],
    },
  ),
  batch(
    'build-list',
    'tasks',
    `  build-list:\n${task}    - identifier: two\n      ignore-failure: true\n`,
    {
      'build-list': [{ identifier: 'one' }, { identifier: 'two', 'ignore-failure': true }],
    },
  ),
  batch(
    'build-matrix',
    'static and dynamic',
    `  build-matrix:
    static:
      ignore-failure: false
      env:
        type: LINUX_CONTAINER
        privileged-mode: true
    dynamic:
      buildspec: [one.yml, two.yml]
      env:
        compute-type: [BUILD_GENERAL1_SMALL]
        image: [aws/codebuild/standard:7.0]
        variables:
          NODE: ["20", 22]
`,
    {
      'build-matrix': {
        static: { 'ignore-failure': false, env: { 'privileged-mode': true } },
        dynamic: {
          buildspec: ['one.yml', 'two.yml'],
          env: { image: ['aws/codebuild/standard:7.0'], variables: { NODE: ['20', '22'] } },
        },
      },
    },
  ),
  batch(
    'build-fanout',
    'parallelism',
    '  build-fanout:\n    parallelism: 5\n    ignore-failure: yes\n',
    {
      'build-fanout': { parallelism: 5, 'ignore-failure': true },
    },
  ),
  badBatch('no type at all', '  fast-fail: true\n'),
  badBatch('two types', `  build-list:\n${task}  build-fanout:\n    parallelism: 2\n`),
  badBatch('a task without identifier', '  build-list:\n    - buildspec: a.yml\n'),
  badBatch('a parallelism that is no number', '  build-fanout:\n    parallelism: many\n'),
  badBatch('a task that waits for nobody', `  build-graph:\n${task}      depend-on: [two]\n`),
  badBatch('two tasks of one name', `  build-list:\n${task}${task}`),
  badBatch(
    'tasks that wait for each other',
    `  build-graph:\n${task}      depend-on: [two]\n    - identifier: two\n      depend-on: [one]\n`,
  ),
];
