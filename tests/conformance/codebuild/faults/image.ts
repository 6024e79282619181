import type { Scenario } from '../../../../src/simulator/read.ts';
import { inBuildspec } from '../../../unit/engine/support.ts';
import { environment, onlyBuild, project } from '../edits.ts';
import type { BuildFault } from '../fault.ts';

const scenario = 'node-site-to-s3';
const pull = {
  scenario,
  phase: 'PROVISIONING',
  statusCode: 'BUILD_CONTAINER_UNABLE_TO_PULL_IMAGE',
} as const;
const guide = 'CodeBuild User Guide, "Troubleshooting AWS CodeBuild"';
const registry = '111122223333.dkr.ecr.us-east-1.amazonaws.com';

/** An image of one's own in ECR; its policy lets nobody in. */
function ownImage(edited: Scenario, imageSizes: Record<string, number> = {}): void {
  environment(edited, { image: `${registry}/base:1` });
  edited.resources!.repositories = { base: { images: ['1'], imageSizes } };
}

/** What keeps a container from starting. */
export const imageFaults: readonly BuildFault[] = [
  {
    scenario,
    number: 9,
    what: 'an image of 2019, and no runtime is selected',
    source: 'Posted build log of 2020',
    edit: (edited) => {
      environment(edited, { image: 'aws/codebuild/amazonlinux2-x86_64-standard:2.0' });
      onlyBuild(edited, 'npm run build');
    },
    message:
      'Phase context status code: YAML_FILE_ERROR Message: This build image requires selecting at least one runtime version.',
    phase: 'DOWNLOAD_SOURCE',
    statusCode: 'YAML_FILE_ERROR',
  },
  {
    scenario,
    number: 57,
    what: 'Node.js 18 on an image of Amazon Linux 2',
    source: 'Posted build logs',
    edit: (edited) => {
      environment(edited, { image: 'aws/codebuild/amazonlinux2-x86_64-standard:4.0' });
      inBuildspec(edited, 'nodejs: 20', 'nodejs: 16');
      inBuildspec(edited, '- npm install', '- n 18.20.8\n      - npm install');
    },
    message:
      "node: /lib64/libm.so.6: version `GLIBC_2.27' not found (required by node)\nnode: /lib64/libc.so.6: version `GLIBC_2.28' not found (required by node)\n",
    phase: 'INSTALL',
    statusCode: 'COMMAND_EXECUTION_ERROR',
    exitCode: 1,
  },
  {
    scenario,
    number: 50,
    what: 'an image of one’s own without the AWS CLI',
    source: 'Posted build logs',
    edit: (edited) => environment(edited, { image: 'public.ecr.aws/docker/library/node:20' }),
    message: '/codebuild/output/tmp/script.sh: 4: aws: not found',
    phase: 'POST_BUILD',
    statusCode: 'COMMAND_EXECUTION_ERROR',
    exitCode: 127,
  },
  {
    scenario,
    number: 85,
    what: 'the NVIDIA toolkit is installed once more',
    source: guide,
    edit: (edited) =>
      inBuildspec(
        edited,
        '- npm install',
        '- curl -fsSL https://nvidia.github.io/libnvidia-container/gpgkey | gpg --dearmor -o /usr/share/keyrings/nvidia-container-toolkit-keyring.gpg',
      ),
    message: "gpg: Sorry, no terminal at all requested - can't get input",
    phase: 'INSTALL',
    statusCode: 'COMMAND_EXECUTION_ERROR',
    exitCode: 2,
  },
  {
    ...pull,
    number: 30,
    what: 'the repository’s policy does not let CodeBuild in',
    source: 'Posted build logs',
    edit: ownImage,
    message: `Unable to pull customer's container image. CannotPullContainerError: Error response from daemon: pull access denied for ${registry}/base, repository does not exist or may require 'docker login': denied: User: CodeBuild`,
  },
  {
    scenario,
    number: 31,
    what: 'more pulls from Docker Hub than it allows',
    source: 'Posted build logs',
    edit: (edited) => {
      environment(edited, { privilegedMode: true });
      onlyBuild(edited, 'for i in $(seq 1 101); do docker pull -q alpine:3.$i || exit 1; done');
    },
    message:
      'Error response from daemon: toomanyrequests: You have reached your pull rate limit. You may increase the limit by authenticating and upgrading: https://www.docker.com/increase-rate-limit',
    phase: 'BUILD',
    statusCode: 'COMMAND_EXECUTION_ERROR',
    exitCode: 1,
  },
  {
    ...pull,
    number: 32,
    what: 'an image of more than 50 GB',
    source: `${guide}; what Docker says then is not verified`,
    edit: (edited) => {
      ownImage(edited, { 1: 60 * 1024 ** 3 });
      edited.resources!.repositories!.base!.policy = {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: 'codebuild.amazonaws.com' },
            Action: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
          },
        ],
      };
    },
    message: "Unable to pull customer's container image. CannotPullContainerError",
  },
  {
    scenario,
    number: 34,
    what: 'an image without a shell',
    source: `${guide}; the status code is not verified`,
    edit: (edited) => environment(edited, { image: 'gcr.io/distroless/nodejs20-debian12' }),
    message:
      'Build container found dead before completing the build. Build container died because it was out of memory, or the Docker image is not supported. ErrorCode: 500',
    phase: 'PROVISIONING',
    statusCode: 'CLIENT_ERROR',
  },
  {
    scenario,
    number: 87,
    what: 'a command that watches for changes and never ends',
    source: 'CodeBuild API Reference, "StatusType"; the words are not verified',
    edit: (edited) => {
      project(edited).timeoutInMinutes = 5;
      onlyBuild(edited, 'while true; do sleep 10; done');
    },
    message: 'BUILD_TIMED_OUT: Build has timed out.',
    phase: 'BUILD',
    statusCode: 'BUILD_TIMED_OUT',
    phaseStatus: 'TIMED_OUT',
  },
];
