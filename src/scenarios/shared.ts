/** Names and documents that both built-in scenarios share. */
export const account = '111122223333';
export const region = 'us-east-1';
export const artifactBucket = 'codepipeline-us-east-1-123456789012';

export const connectionArn = `arn:aws:codeconnections:${region}:${account}:connection/7c1d2a9e-5b0f-4a53-9a55-0c3a1e6b7d21`;

/** Trust policy for a service, guarded against the confused deputy (CodeBuild User Guide, "Cross-service confused deputy"). */
export function trust(service: string, sourceArn: string) {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: service },
        Action: 'sts:AssumeRole',
        Condition: {
          StringEquals: { 'aws:SourceAccount': account, 'aws:SourceArn': sourceArn },
        },
      },
    ],
  };
}

type ArtifactAction = 's3:GetObject' | 's3:PutObject';

/** Statements of a build role: its log, and what it does with the artifacts of its pipeline. */
export function buildBasics(project: string, pipeline: string, artifacts: ArtifactAction[]) {
  const logs = `arn:aws:logs:${region}:${account}:log-group:/aws/codebuild/${project}`;
  return [
    {
      Sid: 'Logs',
      Effect: 'Allow',
      Action: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'],
      Resource: [logs, `${logs}:*`],
    },
    {
      Sid: 'Artifacts',
      Effect: 'Allow',
      Action: artifacts,
      Resource: `arn:aws:s3:::${artifactBucket}/${pipeline}/*`,
    },
  ];
}

/** Statements of a pipeline role up to the build (CodePipeline User Guide, "Manage the CodePipeline service role"). */
export function pipelineBasics(project: string, pipeline: string, artifacts: ArtifactAction[]) {
  return [
    {
      Sid: 'Connection',
      Effect: 'Allow',
      Action: 'codeconnections:UseConnection',
      Resource: connectionArn,
    },
    {
      Sid: 'Artifacts',
      Effect: 'Allow',
      Action: artifacts,
      Resource: `arn:aws:s3:::${artifactBucket}/${pipeline}/*`,
    },
    {
      Sid: 'Build',
      Effect: 'Allow',
      Action: ['codebuild:StartBuild', 'codebuild:BatchGetBuilds'],
      Resource: `arn:aws:codebuild:${region}:${account}:project/${project}`,
    },
  ];
}

/** No access without TLS: what every bucket should say. */
const secureOnly = (bucket: string) => ({
  Sid: 'DenyInsecureConnections',
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
});

/** The policy of a bucket that serves a site. */
export const siteBucketPolicy = (bucket: string) => ({
  Version: '2012-10-17',
  Statement: [secureOnly(bucket)],
});

/** The policy with which the console makes artifact buckets (CodePipeline User Guide, "View the default Amazon S3 bucket policy"). */
export const artifactBucketPolicy = {
  Version: '2012-10-17',
  Id: 'SSEAndSSLPolicy',
  Statement: [
    {
      Sid: 'DenyUnEncryptedObjectUploads',
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:PutObject',
      Resource: `arn:aws:s3:::${artifactBucket}/*`,
      Condition: { StringNotEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' } },
    },
    secureOnly(artifactBucket),
  ],
};

/** The Source stage: a GitHub repository through a connection. */
export function sourceStage(fullRepositoryId: string) {
  return {
    name: 'Source',
    actions: [
      {
        name: 'Source',
        actionTypeId: {
          category: 'Source',
          owner: 'AWS',
          provider: 'CodeStarSourceConnection',
          version: '1',
        },
        runOrder: 1,
        configuration: {
          BranchName: 'main',
          ConnectionArn: connectionArn,
          DetectChanges: 'true',
          FullRepositoryId: fullRepositoryId,
          OutputArtifactFormat: 'CODE_ZIP',
        },
        outputArtifacts: [{ name: 'SourceArtifact' }],
        inputArtifacts: [],
        region,
        namespace: 'SourceVariables',
      },
    ],
  };
}

/** The Build stage: one CodeBuild action. */
export function buildStage(project: string, outputs: string[]) {
  return {
    name: 'Build',
    actions: [
      {
        name: 'Build',
        actionTypeId: { category: 'Build', owner: 'AWS', provider: 'CodeBuild', version: '1' },
        runOrder: 1,
        configuration: { ProjectName: project },
        outputArtifacts: outputs.map((name) => ({ name })),
        inputArtifacts: [{ name: 'SourceArtifact' }],
        region,
        namespace: 'BuildVariables',
      },
    ],
  };
}

export const projectArn = (project: string): string =>
  `arn:aws:codebuild:${region}:${account}:project/${project}`;
export const pipelineArn = (pipeline: string): string =>
  `arn:aws:codepipeline:${region}:${account}:${pipeline}`;
export const roleArn = (role: string): string => `arn:aws:iam::${account}:role/${role}`;
