import type { Surroundings } from '../../../src/simulator/codebuild/buildspec/surroundings.ts';

import { around, block, env, good, spec } from './warningTexts.ts';

/** Nothing is wrong with these. */
export const acceptedCases: readonly { what: string; text: string; around?: Surroundings }[] = [
  {
    what: 'bash under bash',
    text: spec(`"[[ -n $A ]] && echo \${A:0:7}"`, 'env:\n  shell: bash\n'),
  },
  {
    what: 'bash on Amazon Linux',
    text: spec(`"[[ -n $A ]] && echo \${A:0:7}"`),
    around: around({ image: 'aws/codebuild/amazonlinux-x86_64-standard:5.0' }),
  },
  {
    what: 'bash in quotes',
    text: block(`bash -c '[[ -n $A ]] && echo \${A:0:7}'`),
    around: around(),
  },
  {
    what: 'defaults in variables',
    text: block(`echo "\${A:-0}" "\${B:=1}" "\${C%/*}" "\${D#x}"`),
    around: around(),
  },
  { what: 'set -e in a block', text: block('set -e\nmake\nmake test') },
  { what: 'cd and back', text: spec('cd app\nmake\ncd ..\ncd app') },
  {
    what: 'a name about a secret',
    text: env('  variables:\n    SECRET_NAME: acme/db\n    DB_PASSWORD_ARN: arn:aws:x\n'),
  },
  { what: 'variables with a default', text: spec(`echo \${IMAGE_TAG:-latest}`), around: around() },
  {
    what: 'variables that a command sets',
    text: spec('export IMAGE_TAG=1\necho $IMAGE_TAG'),
    around: around(),
  },
  { what: 'variables of secondary sources', text: spec('ls $CODEBUILD_SRC_DIR_Extra') },
  {
    what: 'a guarded deployment',
    text: `${good}  post_build:\n    commands:\n      - test $CODEBUILD_BUILD_SUCCEEDING -eq 1\n      - docker push app\n`,
  },
  {
    what: 'a build that aborts',
    text: `${good}    on-failure: ABORT\n  post_build:\n    commands:\n      - docker push app\n`,
  },
  { what: 'a comment behind a command', text: spec('make # all of it') },
  { what: 'sudo for another user', text: spec('sudo make', 'run-as: codebuild-user\n') },
  { what: 'files without an ending', text: `${good}artifacts:\n  files: [Dockerfile, Makefile]\n` },
];
