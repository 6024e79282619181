import { type KeyCase, spec } from '../case.ts';

const artifact = (
  key: string,
  what: string,
  lines: string,
  reads: object,
  warns?: string[],
): KeyCase => ({
  row: `§2.8 artifacts.${key}`,
  what,
  text: spec(`artifacts:\n${key === 'files' ? '' : "  files: ['**/*']\n"}${lines}`),
  reads: { artifacts: reads },
  ...(warns === undefined ? {} : { warns }),
});
const report = (
  key: string,
  what: string,
  lines: string,
  reads: object,
  warns?: string[],
): KeyCase => ({
  row: `§2.7 reports.*.${key}`,
  what,
  text: spec(`reports:\n  unit:\n${key === 'files' ? '' : "    files: ['**/*.xml']\n"}${lines}`),
  reads: { reports: { unit: reads } },
  ...(warns === undefined ? {} : { warns }),
});

/** Fact sheet §2.7 and §2.8. */
export const outputCases: readonly KeyCase[] = [
  artifact('files', 'a list', "  files:\n    - index.html\n    - 'dist/**/*'\n", {
    files: ['index.html', 'dist/**/*'],
    'discard-paths': false,
    'exclude-paths': [],
    'enable-symlinks': false,
  }),
  artifact('files', 'one text', "  files: '**/*'\n", { files: ['**/*'] }),
  artifact('files', 'a directory alone', '  files:\n    - dist\n', { files: ['dist'] }, [
    'buildspec.directory-not-expanded',
  ]),
  artifact('name', 'with commands of the shell', '  name: site-$(date +%Y-%m-%d)\n', {
    name: 'site-$(date +%Y-%m-%d)',
  }),
  artifact('discard-paths', 'yes', '  discard-paths: yes\n', { 'discard-paths': true }),
  artifact('discard-paths', 'no', '  discard-paths: no\n', { 'discard-paths': false }),
  artifact('base-directory', 'a glob', "  base-directory: 'my-build*'\n", {
    'base-directory': 'my-build*',
  }),
  artifact('exclude-paths', 'a list', "  exclude-paths:\n    - '**/*.map'\n", {
    'exclude-paths': ['**/*.map'],
  }),
  artifact('exclude-paths', 'one text', "  exclude-paths: '**/*.map'\n", {
    'exclude-paths': ['**/*.map'],
  }),
  artifact('enable-symlinks', 'yes', '  enable-symlinks: yes\n', { 'enable-symlinks': true }),
  artifact('s3-prefix', 'a text', '  s3-prefix: builds\n', { 's3-prefix': 'builds' }),
  artifact(
    'secondary-artifacts',
    'by identifier',
    "  secondary-artifacts:\n    site:\n      base-directory: dist\n      files: ['**/*']\n    docs:\n      files: [README.md]\n      discard-paths: yes\n",
    {
      'secondary-artifacts': {
        site: { files: ['**/*'], 'base-directory': 'dist', 'discard-paths': false },
        docs: { files: ['README.md'], 'discard-paths': true },
      },
    },
  ),
  artifact('type', 'of version 0.1', '  type: zip\n', { files: ['**/*'] }),
  {
    row: '§2.8 artifacts.files',
    what: 'a mapping',
    text: spec('artifacts:\n  files:\n    a: b\n'),
    refuses: ['Expected files to be a list: begin each entry with "- ".', 8],
  },
  report('files', 'a list', "    files:\n      - 'results/*.xml'\n", {
    files: ['results/*.xml'],
    'file-format': 'JUNITXML',
    'discard-paths': false,
  }),
  ...[
    'CUCUMBERJSON',
    'JUNITXML',
    'NUNITXML',
    'NUNIT3XML',
    'TESTNGXML',
    'VISUALSTUDIOTRX',
    'CLOVERXML',
    'COBERTURAXML',
    'JACOCOXML',
    'SIMPLECOV',
  ].map((format) =>
    report('file-format', format, `    file-format: ${format}\n`, { 'file-format': format }),
  ),
  report('file-format', 'in small letters', '    file-format: CucumberJson\n', {
    'file-format': 'CUCUMBERJSON',
  }),
  report('file-format', 'one that does not exist', '    file-format: JSON\n', {}, [
    'buildspec.report-format',
  ]),
  report('base-directory', 'a path', '    base-directory: results\n', {
    'base-directory': 'results',
  }),
  report('discard-paths', 'yes', '    discard-paths: yes\n', { 'discard-paths': true }),
  {
    row: '§2.7 reports',
    what: 'an ARN as name',
    text: spec(
      "reports:\n  arn:aws:codebuild:us-east-1:111122223333:report-group/unit:\n    files: ['*.xml']\n",
    ),
    reads: {
      reports: {
        'arn:aws:codebuild:us-east-1:111122223333:report-group/unit': { files: ['*.xml'] },
      },
    },
  },
  {
    row: '§2.7 reports',
    what: 'more than five',
    text: spec(
      `reports:\n${[1, 2, 3, 4, 5, 6].map((n) => `  group${n}:\n    files: ['*.xml']\n`).join('')}`,
    ),
    warns: ['buildspec.report-groups'],
  },
];
