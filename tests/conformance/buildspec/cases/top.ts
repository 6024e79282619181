import { type KeyCase, spec } from '../case.ts';

const commands = 'phases:\n  build:\n    commands:\n      - echo built\n';

/** Fact sheet §2.3, §2.10 and §2.11. */
export const topCases: readonly KeyCase[] = [
  { row: '§2.3 version', what: '0.2', text: spec(), reads: { version: '0.2' } },
  {
    row: '§2.3 version',
    what: '0.1',
    text: spec().replace('0.2', '0.1'),
    reads: { version: '0.1' },
    warns: ['buildspec.old-version'],
  },
  { row: '§2.3 version', what: 'quoted', text: `version: "0.2"\n${commands}` },
  {
    row: '§2.3 version',
    what: 'missing',
    text: commands,
    refuses: ['The buildspec needs a version: write “version: 0.2”.', 1],
  },
  {
    row: '§2.3 version',
    what: 'another',
    text: spec().replace('0.2', '1.0'),
    refuses: ['Unknown buildspec version 1.0: CodeBuild knows 0.1 and 0.2.', 1],
  },
  {
    row: '§2.3 run-as',
    what: 'a user for all commands',
    text: spec('run-as: root\n'),
    reads: { 'run-as': 'root' },
  },
  {
    row: '§2.3 env',
    what: 'not a mapping',
    text: spec('env: production\n'),
    refuses: ['Expected env to be a mapping.', 6],
  },
  {
    row: '§2.3 phases',
    what: 'missing',
    text: 'version: 0.2\n',
    refuses: ['The buildspec needs a mapping “phases”.', 1],
  },
  {
    row: '§2.3 phases',
    what: 'a list instead of a mapping',
    text: 'version: 0.2\nphases:\n  - build\n',
    refuses: ['The buildspec needs a mapping “phases”.', 3],
  },
  {
    row: '§2.3 reports',
    what: 'empty',
    text: spec('reports:\n'),
    reads: { reports: {} },
  },
  { row: '§2.3 artifacts', what: 'empty', text: spec('artifacts:\n') },
  { row: '§2.3 cache', what: 'empty', text: spec('cache:\n'), reads: { cache: { paths: [] } } },
  {
    row: '§2.3 unknown keys',
    what: 'are ignored',
    text: spec('eb_codebuild_settings:\n  CodeBuildServiceRole: role\n'),
    warns: ['buildspec.unknown-key'],
  },
  {
    row: '§2.3 the JSON form',
    what: 'is YAML too',
    text: `{
  "version": "0.2",
  "env": {"variables": {"STAGE": "beta"}},
  "phases": {"build": {"commands": ["echo $STAGE"]}}
}
`,
    reads: {
      env: { variables: { STAGE: 'beta' } },
      phases: { build: { commands: ['echo $STAGE'] } },
    },
    logs: ['beta'],
  },
  {
    row: '§2.10 proxy.upload-artifacts',
    what: 'yes',
    text: spec('proxy:\n  upload-artifacts: yes\n'),
    reads: { proxy: { 'upload-artifacts': true, logs: false } },
  },
  {
    row: '§2.10 proxy.logs',
    what: 'yes',
    text: spec('proxy:\n  logs: yes\n'),
    reads: { proxy: { 'upload-artifacts': false, logs: true } },
  },
  {
    row: '§2.11 environment_variables',
    what: 'of version 0.1',
    text: `version: 0.1\nenvironment_variables:\n  plaintext:\n    STAGE: beta\n${commands}`,
    reads: { env: { variables: { STAGE: 'beta' } } },
    warns: ['buildspec.old-version'],
  },
];
