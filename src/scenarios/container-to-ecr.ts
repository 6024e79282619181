import type { Scenario } from '../simulator/scenario/types.ts';
import {
  account,
  artifactBucket,
  artifactBucketPolicy,
  buildBasics,
  buildStage,
  connectionArn,
  pipelineArn,
  pipelineBasics,
  projectArn,
  region,
  roleArn,
  sourceStage,
  trust,
} from './shared.ts';

const registry = `${account}.dkr.ecr.${region}.amazonaws.com`;
const repositoryArn = `arn:aws:ecr:${region}:${account}:repository/acme-api`;

const buildspec = `version: 0.2

phases:
  pre_build:
    commands:
      - aws ecr get-login-password --region $AWS_DEFAULT_REGION | docker login --username AWS --password-stdin $REGISTRY
      - IMAGE_TAG=\${CODEBUILD_RESOLVED_SOURCE_VERSION:0:7}
  build:
    commands:
      - docker build -t $REGISTRY/$REPOSITORY:latest .
      - docker tag $REGISTRY/$REPOSITORY:latest $REGISTRY/$REPOSITORY:$IMAGE_TAG
  post_build:
    commands:
      - docker push $REGISTRY/$REPOSITORY:latest
      - docker push $REGISTRY/$REPOSITORY:$IMAGE_TAG
`;

const dockerfile = `FROM public.ecr.aws/docker/library/nginx:1.27-alpine
COPY nginx.conf /etc/nginx/conf.d/default.conf
COPY public /usr/share/nginx/html
EXPOSE 80
`;

const nginxConf = `server {
  listen 80;
  root /usr/share/nginx/html;
}
`;

/** A container image: built with Docker inside the build container, pushed to ECR. */
export const containerToEcr: Scenario = {
  version: 1,
  id: 'container-to-ecr',
  name: 'Container → ECR',
  repository: {
    fullName: 'acme/api',
    branch: 'main',
    files: {
      Dockerfile: dockerfile,
      'README.md': '# Acme API\n\nServed by nginx, shipped as an image.\n',
      'buildspec.yml': buildspec,
      'nginx.conf': nginxConf,
      'public/index.html': '<!doctype html>\n<title>Acme API</title>\n<h1>It answers.</h1>\n',
    },
    commit: { message: 'Answer on port 80', author: 'dana' },
  },
  pipeline: {
    name: 'api-pipeline',
    roleArn: roleArn('api-pipeline-role'),
    artifactStore: { type: 'S3', location: artifactBucket },
    stages: [sourceStage('acme/api'), buildStage('api-build', [])],
    version: 1,
    executionMode: 'SUPERSEDED',
    pipelineType: 'V2',
  },
  projects: {
    'api-build': {
      name: 'api-build',
      source: { type: 'CODEPIPELINE' },
      artifacts: { type: 'CODEPIPELINE' },
      environment: {
        type: 'LINUX_CONTAINER',
        image: 'aws/codebuild/amazonlinux-x86_64-standard:5.0',
        computeType: 'BUILD_GENERAL1_SMALL',
        environmentVariables: [
          { name: 'REGISTRY', value: registry, type: 'PLAINTEXT' },
          { name: 'REPOSITORY', value: 'acme-api', type: 'PLAINTEXT' },
        ],
        privilegedMode: true,
        imagePullCredentialsType: 'CODEBUILD',
      },
      serviceRole: roleArn('api-build-role'),
      timeoutInMinutes: 60,
      queuedTimeoutInMinutes: 480,
    },
  },
  roles: {
    'api-build-role': {
      trustPolicy: trust('codebuild.amazonaws.com', projectArn('api-build')),
      policies: {
        ApiBuild: {
          Version: '2012-10-17',
          Statement: [
            ...buildBasics('api-build', 'api-pipeline', ['s3:GetObject']),
            {
              Sid: 'RegistryLogin',
              Effect: 'Allow',
              Action: 'ecr:GetAuthorizationToken',
              Resource: '*',
            },
            {
              Sid: 'Layers',
              Effect: 'Allow',
              Action: [
                'ecr:BatchCheckLayerAvailability',
                'ecr:InitiateLayerUpload',
                'ecr:UploadLayerPart',
                'ecr:CompleteLayerUpload',
              ],
              Resource: repositoryArn,
            },
            {
              Sid: 'Image',
              Effect: 'Allow',
              Action: 'ecr:PutImage',
              Resource: repositoryArn,
            },
          ],
        },
      },
    },
    'api-pipeline-role': {
      trustPolicy: trust('codepipeline.amazonaws.com', pipelineArn('api-pipeline')),
      policies: {
        ApiPipeline: {
          Version: '2012-10-17',
          Statement: pipelineBasics('api-build', 'api-pipeline', ['s3:PutObject']),
        },
      },
    },
  },
  resources: {
    buckets: { [artifactBucket]: { policy: artifactBucketPolicy } },
    repositories: { 'acme-api': { imageTagMutability: 'MUTABLE' } },
    connections: {
      'acme-github': { arn: connectionArn, providerType: 'GitHub', status: 'AVAILABLE' },
    },
  },
  account: { id: account, region },
};
