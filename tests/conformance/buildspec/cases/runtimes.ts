import type { Scenario } from '../../../../src/simulator/read.ts';
import { type KeyCase, phase } from '../case.ts';

const install = (versions: string): string =>
  phase(
    'install',
    `    runtime-versions:\n${versions}  build:\n    commands:\n      - echo built\n`,
  );
const on = (image: string) => (scenario: Scenario) => {
  Object.values(scenario.projects)[0]!.environment.image = image;
};
const ubuntu7 = 'aws/codebuild/standard:7.0';
const selecting = (name: string, version: string): string =>
  `Selecting '${name}' runtime version '${version}' based on manual selections...`;

/** Fact sheet §2.6, with the versions of §5.5. */
export const runtimeCases: readonly KeyCase[] = [
  ...[
    ['nodejs: 20', 'nodejs', '20', 'Installing Node.js version 20 ...'],
    ['python: 3.10', 'python', '3.10', 'Installing Python version 3.10 ...'],
    ['golang: 1.20', 'golang', '1.20', 'Installing Go version 1.20 ...'],
    ['ruby: 3.4', 'ruby', '3.4', 'Installing Ruby version 3.4 ...'],
    ['php: 8.4', 'php', '8.4', 'Installing PHP version 8.4 ...'],
    ['java: corretto21', 'java', 'corretto21', 'Installing Corretto(OpenJDK) version 21 ...'],
    ['dotnet: 8.0', 'dotnet', '8.0', 'Installing .NET version 8.0 ...'],
    ['nodejs: 22.x', 'nodejs', '22', 'Installing Node.js version 22 ...'],
    ['python: 3.x', 'python', '3.14', 'Installing Python version 3.14 ...'],
    ['python: latest', 'python', '3.14', 'Installing Python version 3.14 ...'],
    ['nodejs: 18.12.1', 'nodejs', '18.12.1', 'Installing custom Node.js version 18.12.1 ...'],
  ].map(
    ([line = '', name = '', version = '', first = '']): KeyCase => ({
      row: '§2.6 runtime-versions',
      what: line,
      text: install(`      ${line}\n`),
      logs: [selecting(name, version), first],
      edit: on(ubuntu7),
    }),
  ),
  {
    row: '§2.6 runtime-versions',
    what: 'an environment variable',
    text: `env:\n  variables:\n    MY_RUBY_VAR: "3.3"\n${install('      ruby: "$MY_RUBY_VAR"\n')}`,
    logs: [selecting('ruby', '3.3'), 'Installing Ruby version 3.3 ...'],
    edit: on(ubuntu7),
  },
  {
    row: '§2.6 runtime-versions',
    what: 'none at all',
    text: 'version: 0.2\nphases:\n  build:\n    commands: [echo built]\n',
    logs: ['No runtime version selected in buildspec.'],
  },
  {
    row: '§2.6 runtime-versions',
    what: 'on a custom image',
    text: install('      nodejs: 20\n'),
    logs: [
      'Skipping install of runtimes. Runtime version selection is not supported by this build image',
    ],
    edit: on('node:20'),
  },
  {
    row: '§2.6 runtime-versions',
    what: 'under build',
    text: phase(
      'build',
      '    runtime-versions:\n      nodejs: 20\n    commands:\n      - echo built\n',
    ),
    warns: ['buildspec.misplaced-key'],
    logs: ['No runtime version selected in buildspec.'],
  },
  {
    row: '§2.12 Unknown runtime',
    what: 'docker on Ubuntu',
    text: install('      docker: 18\n'),
    fails:
      "Unknown runtime named 'docker'. This build image has the following runtimes: dotnet, golang, java, nodejs, php, python, ruby",
    logs: [selecting('docker', '18')],
    edit: on(ubuntu7),
  },
  {
    row: '§2.12 Unknown runtime version',
    what: 'Node.js 18 on an old image',
    text: install('      nodejs: 18\n'),
    fails:
      "Unknown runtime version named '18' of nodejs. This build image has the following versions: 10, 12",
    edit: on('aws/codebuild/amazonlinux2-aarch64-standard:2.0'),
  },
];
