import { inBuildspec, withoutAction } from '../../../unit/engine/support.ts';
import { allowBuild } from '../../iam/edits.ts';
import { buildspec, environment, onlyBuild, project, spec, vpc } from '../edits.ts';
import type { BuildFault } from '../fault.ts';

const image = 'container-to-ecr';
const command = { statusCode: 'COMMAND_EXECUTION_ERROR' } as const;
const guide = 'CodeBuild User Guide, "Troubleshooting AWS CodeBuild"';
const logs = 'Posted build logs';
const script = '/codebuild/output/tmp/script.sh';

/** Docker in a build. */
export const dockerFaults: readonly BuildFault[] = [
  {
    ...command,
    number: 33,
    what: 'the registry’s variable was never defined',
    source: 'Docker; derived',
    scenario: image,
    edit: (edited) => {
      project(edited).environment.environmentVariables = [
        { name: 'REPOSITORY', value: 'acme-api' },
      ];
      buildspec(edited, spec({ build: ['docker build -t $REGISTRY:latest .'] }));
    },
    message: 'invalid reference format',
    phase: 'BUILD',
  },
  {
    ...command,
    number: 39,
    what: 'no Docker daemon in a VPC without privileged mode',
    source: guide,
    scenario: image,
    edit: (edited) => {
      environment(edited, { privilegedMode: false });
      project(edited).vpcConfig = vpc;
      allowBuild(edited, 'Vpc', 'ec2:*', '*');
      inBuildspec(edited, 'aws ecr get-login-password', 'true || aws ecr get-login-password');
    },
    message:
      'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
    phase: 'BUILD',
    exitCode: 1,
  },
  {
    ...command,
    number: 40,
    what: 'the role may not log in to ECR',
    source: `${logs} 2024`,
    scenario: image,
    edit: (edited) => withoutAction(edited, 'ecr:GetAuthorizationToken'),
    message:
      /An error occurred \(AccessDeniedException\) when calling the GetAuthorizationToken operation: User: \S+ is not authorized to perform: ecr:GetAuthorizationToken on resource: \* because no identity-based policy allows the ecr:GetAuthorizationToken action\nError: Cannot perform an interactive login from a non TTY device/,
    phase: 'PRE_BUILD',
    exitCode: 1,
  },
  {
    ...command,
    number: 41,
    what: 'the role may not push layers',
    source: 'Docker with ECR, unverified exact',
    scenario: image,
    edit: (edited) => withoutAction(edited, 'ecr:InitiateLayerUpload'),
    message:
      /denied: User: arn:aws:sts::111122223333:assumed-role\/api-build-role\/AWSCodeBuild-# is not authorized to perform: ecr:InitiateLayerUpload on resource: arn:aws:ecr:us-east-1:111122223333:repository\/acme-api/,
    phase: 'POST_BUILD',
    exitCode: 1,
  },
  {
    ...command,
    number: 42,
    what: 'nobody logged in to the registry',
    source: 'Docker with ECR, unverified exact',
    scenario: image,
    edit: (edited) => inBuildspec(edited, 'aws ecr get-login-password', 'true || aws ecr'),
    message: 'no basic auth credentials',
    phase: 'POST_BUILD',
    exitCode: 1,
  },
  {
    ...command,
    number: 43,
    what: 'the repository was never made',
    source: 'Docker with ECR, unverified exact',
    scenario: image,
    edit: (edited) => {
      edited.resources!.repositories = {};
    },
    message:
      "name unknown: The repository with name 'acme-api' does not exist in the registry with id '111122223333'",
    phase: 'POST_BUILD',
    exitCode: 1,
  },
  {
    ...command,
    number: 44,
    what: 'the login’s output is run as a command',
    source: logs,
    scenario: image,
    edit: (edited) => {
      environment(edited, { image: 'aws/codebuild/standard:7.0' });
      inBuildspec(
        edited,
        'aws ecr get-login-password --region $AWS_DEFAULT_REGION | docker login --username AWS --password-stdin $REGISTRY',
        '$(aws ecr get-login-password --region $AWS_DEFAULT_REGION | docker login --username AWS --password-stdin $REGISTRY)',
      );
    },
    message: `${script}: 4: Login: not found`,
    phase: 'PRE_BUILD',
    exitCode: 127,
  },
  {
    ...command,
    number: 45,
    what: 'aws ecr get-login, which version 2 does not have',
    source:
      'AWS CLI version 2 of 2026; the catalogue has the older “aws: error: … Invalid choice”, unverified',
    scenario: image,
    edit: (edited) =>
      inBuildspec(
        edited,
        'aws ecr get-login-password --region',
        '$(aws ecr get-login --no-include-email) #',
      ),
    message: "argument operation: Found invalid choice 'get-login'",
    phase: 'PRE_BUILD',
    exitCode: 252,
  },
  {
    ...command,
    number: 74,
    what: 'a container in the build has no credentials',
    source: guide,
    scenario: image,
    edit: (edited) => onlyBuild(edited, 'docker run --rm amazon/aws-cli s3 ls'),
    message: 'Unable to locate credentials',
    phase: 'BUILD',
  },
];
