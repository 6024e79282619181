import type { Scenario } from '../../../../src/simulator/read.ts';
import { type KeyCase, phase, spec } from '../case.ts';

const inline = (text: string) => (scenario: Scenario) => {
  Object.values(scenario.projects)[0]!.source.buildspec = text;
};

/** The buildspec lies in a bucket of the account, which the build role may read. */
const fromBucket = (objects: Record<string, string>) => (scenario: Scenario) => {
  inline('arn:aws:s3:::acme-specs/ci/build.yml')(scenario);
  scenario.resources!.buckets!['acme-specs'] = { objects };
  const name = Object.values(scenario.projects)[0]!.serviceRole.split('/').pop()!;
  scenario.roles![name]!.policies.Specs = {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: ['s3:GetObject', 's3:ListBucket'],
        Resource: ['arn:aws:s3:::acme-specs', 'arn:aws:s3:::acme-specs/*'],
      },
    ],
  };
};

/** Fact sheet §2.12 and §2.1: literal messages, with the line that they name. */
export const refusalCases: readonly KeyCase[] = [
  {
    row: '§2.12 Expected Commands[<i>]',
    what: 'the first command of the log that was posted',
    text: phase('build', "    commands:\n      - echo 'a: b'\n").replace(
      "- echo 'a: b'",
      '- echo a: b',
    ),
    refuses: [
      'Expected Commands[0] to be of string type: found subkeys instead at line 5, value of the key tag on line 4 might be empty',
      5,
    ],
  },
  {
    row: '§2.12 Expected Commands[<i>]',
    what: 'in finally, with a colon at the end',
    text: spec('    finally:\n      - echo one\n      - echo done:\n'),
    refuses: [
      'Expected Commands[1] to be of string type: found subkeys instead at line 8, value of the key tag on line 7 might be empty',
      8,
    ],
  },
  {
    row: '§2.12 mapping values are not allowed',
    what: 'a colon inside a value',
    text: spec('env:\n  variables:\n    URL: see: there\n'),
    refuses: ['mapping values are not allowed in this context at line 8', 8],
  },
  {
    row: '§2.12 mapping values are not allowed',
    what: 'a key deeper than the value before it',
    text: 'version: 0.2\n  phases:\n    build:\n      commands: [echo built]\n',
    refuses: ['mapping values are not allowed in this context at line 2', 2],
  },
  {
    row: '§2.12 found character that cannot start any token',
    what: 'a tab',
    text: 'version: 0.2\nphases:\n\tbuild:\n\t\tcommands: [echo built]\n',
    refuses: ['found character that cannot start any token at line 3', 3],
  },
  {
    row: '§2.12 found character that cannot start any token',
    what: 'an at sign',
    text: spec('env:\n  variables:\n    OWNER: @acme\n'),
    refuses: ['found character that cannot start any token at line 8', 8],
  },
  {
    row: '§2.12 did not find expected key',
    what: 'a key between two depths',
    text: 'version: 0.2\nphases:\n    build:\n        commands: [echo built]\n  post_build:\n        commands: []\n',
    refuses: ['did not find expected key at line 5', 5],
  },
  {
    row: "§2.12 could not find expected ':'",
    what: 'a line that is no key',
    text: 'version: 0.2\nphases\n  build:\n    commands: [echo built]\n',
    refuses: ["could not find expected ':' at line 3", 3],
  },
  {
    row: "§2.12 did not find expected '-' indicator",
    what: 'a key among commands',
    text: 'version: 0.2\nphases:\n  build:\n    commands:\n      - echo built\n      finally: no\n',
    refuses: ["did not find expected '-' indicator at line 6", 6],
  },
  {
    row: '§9 #16 unquoted glob',
    what: 'an alias that nobody defined',
    text: spec('artifacts:\n  files:\n    - **/*\n'),
    refuses: ['did not find expected alphabetic or numeric character at line 8', 8],
  },
  {
    row: '§2.12 Invalid buildspec phase name',
    what: 'a dash instead of an underscore',
    text: phase('pre-build', '    commands: [echo built]\n'),
    refuses: [
      'Invalid buildspec phase name: pre-build. Expecting: build,install,post_build,pre_build',
      3,
    ],
  },
  {
    row: '§2.12 commands not a list',
    what: 'a mapping',
    text: phase('build', '    commands:\n      run:\n        - echo built\n'),
    refuses: ['Expected commands to be a list: begin each entry with "- ".', 5],
  },
  {
    row: '§2.1 inline',
    what: 'lies in the read-only folder',
    text: spec(),
    edit: inline(spec()),
    logs: ['YAML location is /codebuild/readonly/buildspec.yml', 'built'],
  },
  {
    row: '§2.1 inline',
    what: 'as JSON',
    text: spec(),
    edit: inline('{"version": "0.2", "phases": {"build": {"commands": ["echo from JSON"]}}}'),
    logs: ['YAML location is /codebuild/readonly/buildspec.yml', 'from JSON'],
  },
  {
    row: '§2.1 an object in S3',
    what: 'by its ARN',
    text: spec(),
    edit: fromBucket({ 'ci/build.yml': spec().replace('built', 'from a bucket') }),
    logs: ['YAML location is /codebuild/readonly/buildspec.yml', 'from a bucket'],
  },
  {
    row: '§2.1 an object in S3',
    what: 'that is not there',
    text: spec(),
    edit: fromBucket({}),
    fails: /^NoSuchKey: The specified key does not exist\.\n\tstatus code: 404, request id: /,
  },
  {
    row: '§2.1 default name',
    what: 'buildspec.yaml is not found',
    text: spec(),
    fails: 'YAML file does not exist',
    edit: ({ repository: { files } }) => {
      files['buildspec.yaml'] = files['buildspec.yml'] ?? '';
      delete files['buildspec.yml'];
    },
  },
  {
    row: '§2.1 a path',
    what: 'that exists',
    text: spec(),
    edit: (scenario) => {
      scenario.repository.files['ci/build.yml'] = spec().replace('built', 'elsewhere');
      inline('ci/build.yml')(scenario);
    },
    logs: ['elsewhere'],
  },
  {
    row: '§2.1 a path',
    what: 'that does not',
    text: spec(),
    fails: /^stat \/codebuild\/output\/src\d+\/src\/ci\/build\.yml: no such file or directory$/,
    edit: inline('ci/build.yml'),
  },
];
