import { inBuildspec } from '../../../unit/engine/support.ts';
import { arnOf, buildPolicy, drop, runInstead, statement } from '../edits.ts';
import type { PermissionFault } from '../fault.ts';

const scenario = 'container-to-ecr';
const caller = 'arn:aws:sts::111122223333:assumed-role/api-build-role/AWSCodeBuild-#';
const repository = arnOf('ecr', 'repository/acme-api');
const login =
  '      - aws ecr get-login-password --region $AWS_DEFAULT_REGION | docker login --username AWS --password-stdin $REGISTRY\n';
const noToken = `An error occurred (AccessDeniedException) when calling the GetAuthorizationToken operation: User: ${caller} is not authorized to perform: ecr:GetAuthorizationToken on resource: * because no identity-based policy allows the ecr:GetAuthorizationToken action`;

export const registryFaults: readonly PermissionFault[] = [
  {
    number: 7,
    what: 'the token cannot be limited to a repository',
    source: 'Actions, resources, and condition keys for Amazon Elastic Container Registry',
    scenario,
    edit: (edited) => {
      statement(buildPolicy(edited), 'RegistryLogin').Resource = repository;
    },
    message: noToken,
    mend: { type: 'policy' },
  },
  {
    number: 8,
    what: 'the role may log in but not push',
    source: 'Amazon ECR User Guide, "IAM permissions for pushing an image"',
    scenario,
    edit: (edited) => drop(buildPolicy(edited), 'Layers', 'ecr:InitiateLayerUpload'),
    message: `denied: User: ${caller} is not authorized to perform: ecr:InitiateLayerUpload on resource: ${repository} because no identity-based policy allows the ecr:InitiateLayerUpload action`,
    mend: { type: 'policy' },
  },
  {
    number: 9,
    what: 'nobody logged in',
    source: 'Posted build logs (reference: iam §8)',
    scenario,
    edit: (edited) => inBuildspec(edited, login, ''),
    message: 'no basic auth credentials',
    mend: {
      type: 'other',
      edit: (edited) => inBuildspec(edited, '    commands:\n', `    commands:\n${login}`),
    },
  },
  {
    number: 10,
    what: 'the login gets no password, because the command before it failed',
    source: 'Posted build logs (reference: codebuild §4.5 G)',
    scenario,
    edit: (edited) => drop(buildPolicy(edited), 'RegistryLogin', 'ecr:GetAuthorizationToken'),
    message: 'Error: Cannot perform an interactive login from a non TTY device',
    mend: { type: 'policy' },
  },
  {
    number: 28,
    what: 'a container in the container has no credentials endpoint',
    source: 'CodeBuild User Guide, "Troubleshooting AWS CodeBuild" (credentials in Docker)',
    scenario,
    edit: (edited) =>
      runInstead(edited, 'docker run --rm public.ecr.aws/aws-cli/aws-cli sts get-caller-identity'),
    message:
      'Unable to locate credentials. You can configure credentials by running "aws configure".',
    mend: {
      type: 'other',
      edit: (edited) =>
        inBuildspec(
          edited,
          'docker run --rm ',
          'docker run --rm -e AWS_CONTAINER_CREDENTIALS_RELATIVE_URI -e AWS_DEFAULT_REGION ',
        ),
    },
  },
];
