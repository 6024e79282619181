import { expect } from 'vitest';
import type { CommandCase } from '../case.ts';

const registryId = '111122223333';
const host = `${registryId}.dkr.ecr.us-east-1.amazonaws.com`;
const app = `arn:aws:ecr:us-east-1:${registryId}:repository/app`;
const digest = expect.stringMatching(/^sha256:[0-9a-f]{64}$/);
const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+00:00$/);
const refusal = (operation: string) => ({ code: 'AccessDeniedException', operation });
const error = (code: string, operation: string, message: string) =>
  `\nAn error occurred (${code}) when calling the ${operation} operation: ${message}\n`;
const resources = { repositories: { app: { images: ['1'] } } };
const empty = { repositories: { app: {} } };
const about = { registryId, repositoryName: 'app' };
const imageId = { imageDigest: digest, imageTag: '1' };
const noRepository = `The repository with name 'none' does not exist in the registry with id '${registryId}'`;
const noImage = `The image with imageId {imageDigest:'null', imageTag:'2'} does not exist within the repository with name 'app' in the registry with id '${registryId}'`;
const repository = {
  repositoryArn: app,
  ...about,
  repositoryUri: `${host}/app`,
  createdAt: time,
  imageTagMutability: 'MUTABLE',
  imageScanningConfiguration: { scanOnPush: false },
  encryptionConfiguration: { encryptionType: 'AES256' },
};
const policy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: '*', Action: 'ecr:BatchGetImage' }],
});
const lifecycle = JSON.stringify({ rules: [] });

/** Amazon ECR and the public registry. */
export const ecrCases: readonly CommandCase[] = [
  {
    row: 38,
    title: 'aws ecr get-login-password',
    run: 'aws ecr get-login-password',
    checks: [['ecr:GetAuthorizationToken', '*']],
    stdout: /^[A-Za-z0-9+/=]{2000,}\n$/,
    refusals: { 'ecr:GetAuthorizationToken': refusal('GetAuthorizationToken') },
    faults: [
      {
        what: 'with pipefail the pipe ends as the first of its commands did',
        run: `bash -c 'set -o pipefail; aws ecr get-login-password | cat'`,
        without: ['ecr:GetAuthorizationToken'],
        stderr: 'is not authorized to perform: ecr:GetAuthorizationToken on resource: *',
        exit: 254,
      },
    ],
  },
  {
    row: 40,
    title: 'aws ecr get-login --no-include-email',
    run: 'aws ecr get-login --no-include-email',
    checks: [],
    exit: 252,
    stdout: '',
    stderr: "argument operation: Found invalid choice 'get-login'",
    refusals: {},
  },
  {
    row: 44,
    title: 'aws ecr create-repository --repository-name <repository>',
    run: 'aws ecr create-repository --repository-name app --tags Key=team,Value=web',
    checks: [
      ['ecr:CreateRepository', app],
      ['ecr:TagResource', app],
    ],
    stdout: { json: { repository } },
    refusals: {
      'ecr:CreateRepository': refusal('CreateRepository'),
      'ecr:TagResource': refusal('CreateRepository'),
    },
    faults: [
      {
        what: 'it exists',
        run: 'aws ecr create-repository --repository-name app',
        resources: empty,
        stderr: error(
          'RepositoryAlreadyExistsException',
          'CreateRepository',
          `The repository with name 'app' already exists in the registry with id '${registryId}'`,
        ),
        exit: 254,
      },
    ],
  },
  {
    row: 45,
    title: 'aws ecr describe-repositories --repository-names <repository>',
    run: 'aws ecr describe-repositories --repository-names app',
    resources: empty,
    checks: [['ecr:DescribeRepositories', app]],
    stdout: { json: { repositories: [repository] } },
    refusals: { 'ecr:DescribeRepositories': refusal('DescribeRepositories') },
    faults: [
      {
        what: 'it is missing',
        run: 'aws ecr describe-repositories --repository-names app none',
        stderr: error('RepositoryNotFoundException', 'DescribeRepositories', noRepository),
        exit: 254,
      },
    ],
  },
  {
    row: 46,
    title: 'aws ecr describe-images --repository-name <repository>',
    run: 'aws ecr describe-images --repository-name app',
    resources,
    checks: [['ecr:DescribeImages', app]],
    stdout: {
      json: {
        imageDetails: [
          {
            ...about,
            imageDigest: digest,
            imageTags: ['1'],
            imageSizeInBytes: 48_000_000,
            imagePushedAt: time,
            imageManifestMediaType: 'application/vnd.docker.distribution.manifest.v2+json',
          },
        ],
      },
    },
    refusals: { 'ecr:DescribeImages': refusal('DescribeImages') },
    faults: [
      {
        what: 'there is no such tag',
        run: 'aws ecr describe-images --repository-name app --image-ids imageTag=2',
        stderr: error('ImageNotFoundException', 'DescribeImages', noImage),
        exit: 254,
      },
    ],
  },
  {
    row: 47,
    title: 'aws ecr list-images --repository-name <repository>',
    run: 'aws ecr list-images --repository-name app',
    resources,
    checks: [['ecr:ListImages', app]],
    stdout: { json: { imageIds: [imageId] } },
    refusals: { 'ecr:ListImages': refusal('ListImages') },
  },
  {
    row: 48,
    title: 'aws ecr batch-get-image --repository-name <repository> --image-ids imageTag=<tag>',
    run: 'aws ecr batch-get-image --repository-name app --image-ids imageTag=1',
    resources,
    checks: [['ecr:BatchGetImage', app]],
    stdout: {
      json: {
        images: [{ ...about, imageId, imageManifest: expect.stringContaining('"schemaVersion"') }],
        failures: [],
      },
    },
    refusals: { 'ecr:BatchGetImage': refusal('BatchGetImage') },
  },
  {
    row: 49,
    title:
      'aws ecr put-image --repository-name <repository> --image-tag <tag> --image-manifest <json>',
    before:
      "aws ecr batch-get-image --repository-name app --image-ids imageTag=1 --query 'images[].imageManifest' --output text > manifest.json",
    run: 'aws ecr put-image --repository-name app --image-tag 2 --image-manifest file://manifest.json',
    resources,
    checks: [['ecr:PutImage', app]],
    stdout: {
      json: {
        image: {
          ...about,
          imageId: { imageDigest: digest, imageTag: '2' },
          imageManifest: expect.stringContaining('"schemaVersion"'),
        },
      },
    },
    refusals: { 'ecr:PutImage': refusal('PutImage') },
    faults: [
      {
        what: 'the manifest is no JSON',
        run: 'aws ecr put-image --repository-name app --image-tag 2 --image-manifest nothing',
        stderr: error(
          'InvalidParameterException',
          'PutImage',
          "Invalid parameter at 'ImageManifest' failed to satisfy constraint: 'Invalid JSON syntax'",
        ),
        exit: 254,
      },
    ],
  },
  {
    row: 50,
    title: 'aws ecr batch-delete-image --repository-name <repository> --image-ids imageTag=<tag>',
    run: 'aws ecr batch-delete-image --repository-name app --image-ids imageTag=1',
    resources,
    checks: [['ecr:BatchDeleteImage', app]],
    stdout: { json: { imageIds: [imageId], failures: [] } },
    refusals: { 'ecr:BatchDeleteImage': refusal('BatchDeleteImage') },
  },
  {
    row: 51,
    title: 'aws ecr set-repository-policy --repository-name <repository> --policy-text <json>',
    run: `aws ecr set-repository-policy --repository-name app --policy-text '${policy}'`,
    resources,
    checks: [['ecr:SetRepositoryPolicy', app]],
    stdout: { json: { ...about, policyText: policy } },
    refusals: { 'ecr:SetRepositoryPolicy': refusal('SetRepositoryPolicy') },
  },
  {
    row: 52,
    title:
      'aws ecr put-lifecycle-policy --repository-name <repository> --lifecycle-policy-text <json>',
    run: `aws ecr put-lifecycle-policy --repository-name app --lifecycle-policy-text '${lifecycle}'`,
    resources,
    checks: [['ecr:PutLifecyclePolicy', app]],
    stdout: { json: { ...about, lifecyclePolicyText: lifecycle } },
    refusals: { 'ecr:PutLifecyclePolicy': refusal('PutLifecyclePolicy') },
  },
  {
    row: 53,
    title: 'aws ecr start-image-scan --repository-name <repository> --image-id imageTag=<tag>',
    run: 'aws ecr start-image-scan --repository-name app --image-id imageTag=1',
    resources,
    checks: [['ecr:StartImageScan', app]],
    stdout: { json: { ...about, imageId, imageScanStatus: { status: 'IN_PROGRESS' } } },
    refusals: { 'ecr:StartImageScan': refusal('StartImageScan') },
    faults: [
      {
        what: 'there is no such tag',
        run: 'aws ecr start-image-scan --repository-name app --image-id imageTag=2',
        stderr: error('ImageNotFoundException', 'StartImageScan', noImage),
        exit: 254,
      },
    ],
  },
  {
    row: 54,
    title:
      'aws ecr describe-image-scan-findings --repository-name <repository> --image-id imageTag=<tag>',
    run: 'aws ecr describe-image-scan-findings --repository-name app --image-id imageTag=1',
    resources,
    checks: [['ecr:DescribeImageScanFindings', app]],
    stdout: {
      json: {
        ...about,
        imageId: { imageTag: '1' },
        imageScanStatus: { status: 'COMPLETE' },
        imageScanFindings: { findings: [], findingSeverityCounts: {} },
      },
    },
    refusals: { 'ecr:DescribeImageScanFindings': refusal('DescribeImageScanFindings') },
  },
  {
    row: 55,
    title: 'aws ecr-public get-login-password --region us-east-1',
    run: 'aws ecr-public get-login-password --region us-east-1',
    checks: [
      ['ecr-public:GetAuthorizationToken', '*'],
      ['sts:GetServiceBearerToken', '*'],
    ],
    stdout: /^[A-Za-z0-9+/=]{2000,}\n$/,
    refusals: {
      'ecr-public:GetAuthorizationToken': refusal('GetAuthorizationToken'),
      'sts:GetServiceBearerToken': refusal('GetAuthorizationToken'),
    },
    faults: [
      {
        what: 'another Region has no such endpoint',
        run: 'aws ecr-public get-login-password --region eu-west-1',
        stderr:
          '\nCould not connect to the endpoint URL: "https://api.ecr-public.eu-west-1.amazonaws.com/"\n',
        exit: 255,
      },
    ],
  },
];
