import type { Rule } from '../recording/worldTypes.ts';

const ecr = 'unit/cloud/ecr.test.ts';
const docker = 'unit/tools/docker/registry.test.ts';

/** Rules of container registries, and of Docker before them. */
export const registryRules = {
  'ecr.repository-must-exist': {
    text: 'A push makes no repository: one that does not exist in the Region of the call is not found.',
    source: 'Amazon ECR User Guide, "Pushing a Docker image to an Amazon ECR private repository"',
    evidence: 'documented',
    test: `${ecr}: are kept in their own Region`,
  },
  'ecr.create-repository': {
    text: 'ecr:CreateRepository makes a repository once in each Region; with tags ecr:TagResource is needed too.',
    source:
      'Amazon ECR API Reference, "CreateRepository"; Service Authorization Reference, "Amazon ECR"',
    evidence: 'documented',
    test: `${ecr}: are made once in each Region`,
  },
  'ecr.described-by-name': {
    text: 'DescribeRepositories is checked on each repository that is named, and on all of them when none is.',
    source: 'Reference of CLI commands, aws ecr describe-repositories',
    evidence: 'derived',
    test: `${ecr}: are asked about one by one when they are named`,
  },
  'ecr.policy-in-force-at-once': {
    text: 'A repository policy that a command sets decides from the next call on.',
    source: 'Amazon ECR User Guide, "Private repository policies"',
    evidence: 'documented',
    test: `${ecr}: obey the policy that a command sets`,
  },
  'ecr.missing-image': {
    text: 'DescribeImages refuses when one image of those named is missing; BatchGetImage and BatchDeleteImage list it among the failures.',
    source: 'Amazon ECR API Reference, "DescribeImages", "BatchGetImage"',
    evidence: 'documented',
    test: `${ecr}: are found by tag and digest, and the missing ones named`,
  },
  'ecr-public.bearer-token': {
    text: 'A password for the public registry needs ecr-public:GetAuthorizationToken and sts:GetServiceBearerToken, in us-east-1.',
    source: 'Amazon ECR Public User Guide, "Registry authentication"',
    evidence: 'documented',
    test: 'conformance/cli/cases/ecr.ts: another Region has no such endpoint',
  },
  'docker.token-signs': {
    text: 'The registry acts for the session that asked for the token, until the token or that session is over.',
    source: 'Amazon ECR User Guide, "Private registry authentication"',
    evidence: 'documented',
    test: `${docker}: signs with the session that asked for the token, until that is over`,
  },
  'docker.login-fits-host': {
    text: 'A token is for the private registries of its Region, or for the public one: any other host answers 400 Bad Request.',
    source: 'Reference of CLI commands, docker login',
    evidence: 'observed log',
    test: `${docker}: the token of another Region`,
  },
  'docker.check-refused': {
    text: 'Without ecr:BatchCheckLayerAvailability a layer is sent, and Docker fails when it looks whether it has arrived: that answer has no body.',
    source: 'aws-actions/amazon-ecr-login, issue 14',
    evidence: 'observed log',
    test: `${docker}: without ecr:BatchCheckLayerAvailability alone it ends after the first layer, without a reason`,
  },
} satisfies Record<string, Rule>;
