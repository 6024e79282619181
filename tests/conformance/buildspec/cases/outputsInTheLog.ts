import type { Scenario } from '../../../../src/simulator/read.ts';
import { type KeyCase, spec } from '../case.ts';

const file = (path: string, text: string) => (scenario: Scenario) => {
  scenario.repository.files[path] = text;
};
/** The project caches in S3; the role may do everything there. */
const cachedInS3 = (scenario: Scenario): void => {
  const [project] = Object.values(scenario.projects);
  if (project === undefined) throw new Error('no project');
  project.cache = { type: 'S3', location: 'cache-bucket/builds' };
  scenario.resources = {
    ...scenario.resources,
    buckets: { ...scenario.resources?.buckets, 'cache-bucket': {} },
  };
  const role = scenario.roles?.[project.serviceRole.split('/').at(-1) ?? ''];
  if (role === undefined) throw new Error('no role');
  role.policies.cache = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }],
  };
};

/** Fact sheet §2.7, §2.8 and §2.8.4 as a build's log shows them (§4.2). */
export const outputLogCases: readonly KeyCase[] = [
  {
    row: '§2.8.2 artifacts',
    what: 'found and skipped',
    text: spec('artifacts:\n  files:\n    - missing.json\n    - package.json\n'),
    logs: [
      'Expanding base directory path: .',
      'Assembling file list',
      'Expanding .',
      'Expanding file paths for base directory .',
      'Expanding missing.json',
      'Skipping invalid file path missing.json',
      'Expanding package.json',
      'Found 1 file(s)',
    ],
  },
  {
    row: '§2.8.2 artifacts',
    what: 'nothing found',
    text: spec('artifacts:\n  files:\n    - missing.json\n'),
    logs: [
      'Phase complete: UPLOAD_ARTIFACTS State: FAILED',
      'Phase context status code: CLIENT_ERROR Message: no matching artifact paths found',
    ],
  },
  {
    row: '§2.8.2 artifacts.base-directory',
    what: 'one that is missing',
    text: spec("artifacts:\n  base-directory: dist\n  files: ['**/*']\n"),
    logs: [
      'Expanding base directory path: dist',
      'Phase context status code: CLIENT_ERROR Message: no matching base directory path found for dist',
    ],
  },
  {
    row: '§2.8 artifacts.base-directory',
    what: 'a variable',
    text: spec("artifacts:\n  base-directory: $CODEBUILD_SRC_DIR/web\n  files: ['*']\n"),
    edit: file('web/a.txt', 'a'),
    logs: ['Expanding base directory path: web', 'Found 1 file(s)'],
  },
  {
    row: '§2.8 artifacts.exclude-paths',
    what: 'a star stays inside one part of the path',
    text: spec(
      "artifacts:\n  base-directory: web\n  files: ['**/*']\n  exclude-paths: ['*.map']\n",
    ),
    edit: (scenario) => {
      for (const path of ['web/a.js', 'web/a.map', 'web/deep/b.map']) file(path, 'x')(scenario);
    },
    logs: ['Found 2 file(s)'],
  },
  {
    row: '§2.7 reports',
    what: 'none in the buildspec, and none found',
    text: spec(),
    logs: [
      'Set report auto-discover timeout to 5 seconds',
      'Expanding base directory path:  .',
      'No matching auto-discover report paths found',
    ],
  },
  {
    row: '§2.7 reports.*.files',
    what: 'that match nothing',
    text: spec("reports:\n  unit:\n    files: ['results/*.xml']\n"),
    logs: [
      'Skipping invalid file path results/*.xml',
      'Phase context status code: CLIENT_ERROR Message: [unit: [report files not found in build]]',
    ],
  },
  {
    row: '§2.7 reports',
    what: 'the role may not make the group',
    text: spec("reports:\n  unit:\n    files: ['results/*.xml']\n"),
    edit: file('results/a.xml', '<testsuite/>'),
    logs: ['Found 1 file(s)', 'Phase complete: UPLOAD_ARTIFACTS State: FAILED'],
  },
  {
    row: '§2.8.4 cache',
    what: 'absent',
    text: spec(),
    logs: [
      'Cache is not defined in the buildspec',
      'Skip cache due to: no paths specified to be cached',
    ],
  },
  {
    row: '§2.8.4 cache.paths',
    what: 'in S3, for the first time',
    text: spec("cache:\n  paths: ['node_modules/**/*']\n"),
    edit: cachedInS3,
    logs: [
      'Expanded cache path node_modules/**/*',
      'Downloading S3 cache...',
      'Unable to download cache: NoSuchKey: The specified key does not exist.',
      'Uploading S3 cache...',
    ],
  },
];
