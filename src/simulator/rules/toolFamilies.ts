import type { Rule } from '../recording/worldTypes.ts';

const installing = 'unit/tools/installing.test.ts';
const images =
  'Dockerfiles of aws-codebuild-docker-images (Ubuntu standard 7.0, Amazon Linux 2023 5.0)';

/** Rules of what the images hold and of the tools that builds install. */
export const toolFamilyRules = {
  'image.lacks-programs': {
    text: 'Terraform, CDK, Serverless, Helm, pnpm, yq and cmake are not on the curated images: their names end with 127 until the build installs them.',
    source: images,
    evidence: 'derived',
    test: `${installing}: ends with 127 until something installs it`,
  },
  'image.package-manager': {
    text: 'apt-get and dpkg are on the Ubuntu images only; yum, dnf, rpm and sudo on the Amazon Linux images only.',
    source: images,
    evidence: 'derived',
    test: 'unit/tools/others.test.ts: Ubuntu has apt-get, Amazon Linux has yum',
  },
  'image.aws-cli-present': {
    text: 'The AWS CLI is on the images, so that its installer asks for --update and ends with 1.',
    source: 'AWS CLI User Guide, "Installing or updating to the latest version of the AWS CLI"',
    evidence: 'derived',
    test: `${installing}: the AWS CLI is there already`,
  },
  'container.nobody-answers': {
    text: 'A build has no terminal: a package manager that asks before it installs is answered by nobody and gives up with 1.',
    source: 'apt-get(8) and dnf(8) manual pages',
    evidence: 'derived',
    test: `${installing}: nobody answers their question`,
  },
  'container.user-programs-off-path': {
    text: "What pip installs with --user lies in ~/.local/bin, which is not on the images' PATH.",
    source: images,
    evidence: 'derived',
    test: 'unit/tools/python.test.ts: puts --user programs where the PATH does not look',
  },
  'make.exit-code': {
    text: 'make ends with 2 whenever a recipe or the makefile fails, whatever the command of the recipe ended with.',
    source: 'GNU make manual, "How to Run make"; compared with GNU make 4.3',
    evidence: 'documented',
    test: 'unit/tools/make.test.ts: a recipe that fails',
  },
} satisfies Record<string, Rule>;
