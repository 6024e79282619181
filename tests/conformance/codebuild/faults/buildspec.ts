import { buildspec, environment, project, spec } from '../edits.ts';
import type { BuildFault } from '../fault.ts';

const scenario = 'node-site-to-s3';
const yaml = { scenario, phase: 'DOWNLOAD_SOURCE', statusCode: 'YAML_FILE_ERROR' } as const;
const logs = (years: string) => `Posted build logs ${years}`;
const runtime = (line: string) =>
  `version: 0.2\nphases:\n  install:\n    runtime-versions:\n      ${line}\n  build:\n    commands:\n      - ls\n`;

/** Buildspecs that are not there, that do not parse, or that ask for what the image has not. */
export const buildspecFaults: readonly BuildFault[] = [
  {
    ...yaml,
    number: 7,
    what: 'the file is called buildspec.yaml',
    source: logs('2019, 2022'),
    edit({ repository: { files } }) {
      files['buildspec.yaml'] = files['buildspec.yml']!;
      delete files['buildspec.yml'];
    },
    message: 'Phase context status code: YAML_FILE_ERROR Message: YAML file does not exist',
  },
  {
    ...yaml,
    number: 8,
    what: 'the project names a path that is not in the source',
    source: logs('2021–2026'),
    edit: (edited) => {
      project(edited).source.buildspec = 'buildspecs/build.yml';
    },
    message:
      /Message: stat \/codebuild\/output\/src\d+\/src\/buildspecs\/build\.yml: no such file or directory/,
  },
  {
    ...yaml,
    number: 10,
    what: 'a version of Node.js that the image does not know',
    source: logs('2021–2025'),
    edit: (edited) => {
      environment(edited, { image: 'aws/codebuild/amazonlinux2-aarch64-standard:2.0' });
      buildspec(edited, runtime('nodejs: 18'));
    },
    message:
      "Message: Unknown runtime version named '18' of nodejs. This build image has the following versions: 10, 12",
  },
  {
    ...yaml,
    number: 11,
    what: 'runtime docker: 18, as in old tutorials',
    source: logs('2024'),
    edit: (edited) => buildspec(edited, runtime('docker: 18')),
    message:
      "Message: Unknown runtime named 'docker'. This build image has the following runtimes: dotnet, golang, java, nodejs, php, python, ruby",
  },
  {
    ...yaml,
    number: 12,
    what: 'a colon and a space inside an unquoted command',
    source: logs('2024'),
    edit: (edited) =>
      buildspec(
        edited,
        'version: 0.2\nphases:\n  build:\n    # one command\n    commands:\n      - echo Build started: now\n',
      ),
    message:
      'Message: Expected Commands[0] to be of string type: found subkeys instead at line 6, value of the key tag on line 5 might be empty',
  },
  {
    ...yaml,
    number: 13,
    what: 'a stray colon in a value',
    source: logs('2021'),
    edit: (edited) =>
      buildspec(edited, 'version: 0.2\nenv:\n  variables:\n    NOTE: build: now\nphases: {}\n'),
    message: /Message: .*mapping values are not allowed in this context/,
  },
  {
    ...yaml,
    number: 15,
    what: 'tabs for indentation',
    source: 'Wording of libyaml, unverified for CodeBuild',
    edit: (edited) =>
      buildspec(edited, 'version: 0.2\nphases:\n\tbuild:\n\t\tcommands:\n\t\t\t- ls\n'),
    message: 'found character that cannot start any token',
  },
  {
    ...yaml,
    number: 16,
    what: 'an unquoted glob that begins with an asterisk',
    source: 'Wording of libyaml, unverified for CodeBuild',
    edit: (edited) =>
      buildspec(edited, spec({ build: ['ls'] }, 'artifacts:\n  files:\n    - **/*\n')),
    message: 'did not find expected alphabetic or numeric character',
  },
];
