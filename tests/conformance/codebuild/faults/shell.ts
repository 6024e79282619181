import { expect } from 'vitest';
import { inBuildspec } from '../../../unit/engine/support.ts';
import { buildspec, environment, onlyBuild, spec } from '../edits.ts';
import type { BuildFault } from '../fault.ts';

const site = 'node-site-to-s3';
const command = { statusCode: 'COMMAND_EXECUTION_ERROR' } as const;
const build = { ...command, scenario: site, phase: 'BUILD' } as const;
const guide = 'CodeBuild User Guide, "Troubleshooting AWS CodeBuild"';
const logs = 'Posted build logs';
const dollar = '$';
const script = '/codebuild/output/tmp/script.sh';

/** The shell and its programs. */
export const shellFaults: readonly BuildFault[] = [
  {
    ...build,
    number: 46,
    what: 'bash syntax under dash',
    source: logs,
    edit: (edited) => onlyBuild(edited, 'if [[ -f package.json ]]; then true; fi\n[[ 1 == 1 ]]'),
    message: `${script}: 4: [[: not found`,
    exitCode: 127,
  },
  {
    ...build,
    number: 47,
    what: 'a substring under dash',
    source: 'dash; derived',
    edit: (edited) => onlyBuild(edited, `TAG=${dollar}{CODEBUILD_RESOLVED_SOURCE_VERSION:0:7}`),
    message: `${script}: 4: Bad substitution`,
    exitCode: 2,
  },
  {
    ...build,
    number: 48,
    what: 'a quote that is never closed',
    source: logs,
    edit: (edited) => {
      environment(edited, { image: 'aws/codebuild/amazonlinux-x86_64-standard:5.0' });
      onlyBuild(edited, "echo 'hello");
    },
    message: `${script}: line 4: unexpected EOF while looking for matching \`''`,
    exitCode: 2,
  },
  {
    ...command,
    scenario: site,
    number: 49,
    what: 'the directory carries over from one phase to the next',
    source: 'Community write-up of 2025',
    edit: (edited) =>
      buildspec(
        edited,
        spec({ build: ['mkdir frontend && cd frontend'], post_build: ['cd ./frontend'] }),
      ),
    message: `${script}: 4: cd: can't cd to ./frontend`,
    phase: 'POST_BUILD',
    exitCode: 2,
  },
  {
    ...build,
    number: 51,
    what: 'the test runner was never installed',
    source: logs,
    edit: (edited) => onlyBuild(edited, 'pytest'),
    message: 'Error while executing command: pytest. Reason: exit status 127',
    exitCode: 127,
  },
  {
    ...build,
    number: 52,
    what: 'a script without its executable bit',
    source: 'POSIX shell; derived',
    edit: (edited) => {
      edited.repository.files.gradlew = '#!/bin/sh\necho built\n';
      onlyBuild(edited, 'chmod -x gradlew', './gradlew build');
    },
    message: /Permission denied/,
    exitCode: 126,
  },
  {
    ...command,
    scenario: site,
    number: 53,
    what: 'a package wants another React than the project has',
    source: 'Posted build logs; the npm of Node.js 16',
    edit: (edited) => {
      environment(edited, { image: 'aws/codebuild/standard:6.0' });
      inBuildspec(edited, 'nodejs: 20', 'nodejs: 16');
      const { files } = edited.repository;
      delete files['package-lock.json'];
      files['widgets/package.json'] = JSON.stringify({
        name: 'widgets',
        version: '1.0.0',
        peerDependencies: { react: '^17.0.0' },
      });
      files['package.json'] = files['package.json']!.replace(
        '"private": true,',
        '"private": true,\n  "dependencies": { "react": "^18.2.0", "widgets": "file:widgets" },',
      );
    },
    message:
      'npm ERR! code ERESOLVE\nnpm ERR! ERESOLVE unable to resolve dependency tree\nnpm ERR! \nnpm ERR! While resolving: acme-web@1.4.0\nnpm ERR! Found: react@18.2.0\n',
    phase: 'INSTALL',
    exitCode: 1,
  },
  {
    ...command,
    scenario: site,
    number: 54,
    what: 'npm ci without a lockfile that fits',
    source: 'npm, unverified exact',
    edit: (edited) => {
      edited.repository.files['package-lock.json'] = JSON.stringify({
        name: 'acme-web',
        version: '1.4.0',
        lockfileVersion: 3,
        requires: true,
        packages: { '': { name: 'acme-web', version: '1.4.0' } },
      });
      edited.repository.files['package.json'] = edited.repository.files['package.json']!.replace(
        '"private": true,',
        '"private": true,\n  "dependencies": { "left-pad": "^1.3.0" },',
      );
      inBuildspec(edited, 'npm install', 'npm ci');
    },
    message:
      /`npm ci` can only install packages when your package\.json and package-lock\.json.* are in sync/,
    phase: 'INSTALL',
    exitCode: 1,
  },
  {
    ...build,
    number: 58,
    what: 'git in a source that came as a zip',
    source: 'git; derived',
    edit: (edited) => onlyBuild(edited, 'git rev-parse HEAD'),
    message: 'fatal: not a git repository (or any of the parent directories: .git)',
    exitCode: 128,
  },
  {
    ...build,
    number: 59,
    what: 'BUILD is red, and POST_BUILD deploys all the same',
    source: 'CodeBuild User Guide, "Build phase transitions"',
    edit: (edited) => inBuildspec(edited, '- npm run build', '- npm run build && exit 3'),
    message: 'Error while executing command: npm run build && exit 3. Reason: exit status 3',
    also: ({ log, phases }) => {
      expect(phases).toContain('POST_BUILD SUCCEEDED');
      expect(log).toContain('upload: dist/index.html to s3://acme-web-site/index.html');
    },
    exitCode: 3,
  },
  {
    scenario: site,
    number: 60,
    what: 'the build is green although the tests failed',
    source: 'Shells; community',
    edit: (edited) => {
      edited.repository.files['test.sh'] = 'echo "1 failing"\nexit 1\n';
      inBuildspec(edited, '- npm run build', '- sh test.sh; npm run build');
    },
    message: '1 failing',
    phase: null,
    status: 'Succeeded',
  },
  {
    ...build,
    number: 75,
    what: 'a variable that was set in a subshell',
    source: guide,
    edit: (edited) => onlyBuild(edited, '(export TAG=1.0)', 'test -n "$TAG"'),
    message: 'Error while executing command: test -n "$TAG". Reason: exit status 1',
    exitCode: 1,
  },
  {
    ...command,
    scenario: site,
    number: 76,
    what: 'PATH with $PATH in it, which nobody expands',
    source: guide,
    edit: (edited) =>
      inBuildspec(
        edited,
        'BUCKET: acme-web-site',
        'BUCKET: acme-web-site\n    PATH: "$PATH:/opt/tool"',
      ),
    message: `${script}: 4: npm: not found`,
    phase: 'INSTALL',
    exitCode: 127,
  },
];
