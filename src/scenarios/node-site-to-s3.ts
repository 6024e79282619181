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
  siteBucketPolicy,
  sourceStage,
  trust,
} from './shared.ts';

const buildspec = `version: 0.2

env:
  variables:
    BUCKET: acme-web-site

phases:
  install:
    runtime-versions:
      nodejs: 20
    commands:
      - npm install
  build:
    commands:
      - npm run build
  post_build:
    commands:
      - aws s3 cp dist/index.html s3://$BUCKET/

artifacts:
  base-directory: dist
  files:
    - '**/*'
`;

const packageJson = `{
  "name": "acme-web",
  "version": "1.4.0",
  "private": true,
  "scripts": {
    "build": "mkdir -p dist && sed \\"s/__VERSION__/$npm_package_version/\\" src/index.html > dist/index.html && cp src/style.css dist/",
    "test": "grep -q '<h1>' src/index.html"
  }
}
`;

const packageLock = `{
  "name": "acme-web",
  "version": "1.4.0",
  "lockfileVersion": 3,
  "requires": true,
  "packages": {
    "": {
      "name": "acme-web",
      "version": "1.4.0"
    }
  }
}
`;

const indexHtml = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Acme</title>
    <link rel="stylesheet" href="style.css">
  </head>
  <body>
    <h1>Acme, version __VERSION__</h1>
    <p>Built in a container that no longer exists.</p>
  </body>
</html>
`;

const styleCss = `body { font: 18px/1.6 system-ui, sans-serif; margin: 4rem auto; max-width: 40rem; }
`;

/** A little site: built with npm, uploaded by the buildspec, and deployed by the pipeline. */
export const nodeSiteToS3: Scenario = {
  version: 1,
  id: 'node-site-to-s3',
  name: 'Node site → S3',
  repository: {
    fullName: 'acme/web',
    branch: 'main',
    files: {
      'README.md': '# Acme web\n\nThe site of Acme. Pushed to main, it is live a minute later.\n',
      'buildspec.yml': buildspec,
      'package-lock.json': packageLock,
      'package.json': packageJson,
      'src/index.html': indexHtml,
      'src/style.css': styleCss,
    },
    commit: { message: 'Say hello on the front page', author: 'dana' },
  },
  pipeline: {
    name: 'web-pipeline',
    roleArn: roleArn('web-pipeline-role'),
    artifactStore: { type: 'S3', location: artifactBucket },
    stages: [
      sourceStage('acme/web'),
      buildStage('web-build', ['BuildArtifact']),
      {
        name: 'Deploy',
        actions: [
          {
            name: 'Deploy',
            actionTypeId: { category: 'Deploy', owner: 'AWS', provider: 'S3', version: '1' },
            runOrder: 1,
            configuration: { BucketName: 'acme-web-site', Extract: 'true' },
            outputArtifacts: [],
            inputArtifacts: [{ name: 'BuildArtifact' }],
            region,
            namespace: 'DeployVariables',
          },
        ],
      },
    ],
    version: 1,
    executionMode: 'SUPERSEDED',
    pipelineType: 'V2',
  },
  projects: {
    'web-build': {
      name: 'web-build',
      source: { type: 'CODEPIPELINE' },
      artifacts: { type: 'CODEPIPELINE' },
      environment: {
        type: 'LINUX_CONTAINER',
        image: 'aws/codebuild/standard:7.0',
        computeType: 'BUILD_GENERAL1_SMALL',
        environmentVariables: [],
        privilegedMode: false,
        imagePullCredentialsType: 'CODEBUILD',
      },
      serviceRole: roleArn('web-build-role'),
      timeoutInMinutes: 60,
      queuedTimeoutInMinutes: 480,
    },
  },
  roles: {
    'web-build-role': {
      trustPolicy: trust('codebuild.amazonaws.com', projectArn('web-build')),
      policies: {
        WebBuild: {
          Version: '2012-10-17',
          Statement: [
            ...buildBasics('web-build', 'web-pipeline', ['s3:GetObject', 's3:PutObject']),
            {
              Sid: 'Site',
              Effect: 'Allow',
              Action: 's3:PutObject',
              Resource: 'arn:aws:s3:::acme-web-site/*',
            },
          ],
        },
      },
    },
    'web-pipeline-role': {
      trustPolicy: trust('codepipeline.amazonaws.com', pipelineArn('web-pipeline')),
      policies: {
        WebPipeline: {
          Version: '2012-10-17',
          Statement: [
            ...pipelineBasics('web-build', 'web-pipeline', ['s3:GetObject', 's3:PutObject']),
            {
              Sid: 'Site',
              Effect: 'Allow',
              Action: ['s3:PutObject', 's3:GetBucketVersioning'],
              Resource: ['arn:aws:s3:::acme-web-site', 'arn:aws:s3:::acme-web-site/*'],
            },
          ],
        },
      },
    },
  },
  resources: {
    buckets: {
      'acme-web-site': { policy: siteBucketPolicy('acme-web-site') },
      [artifactBucket]: { policy: artifactBucketPolicy },
    },
    connections: {
      'acme-github': { arn: connectionArn, providerType: 'GitHub', status: 'AVAILABLE' },
    },
  },
  account: { id: account, region },
};
