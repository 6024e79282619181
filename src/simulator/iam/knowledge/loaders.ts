// Written by src/build/iamKnowledge.ts.
import type { PackedService } from './types.ts';

/** Loads the facts of a service, by its IAM prefix: each is a file of its own. */
export const loaders: Readonly<Record<string, () => Promise<PackedService>>> = {
  acm: async () => (await import('./data/acm.json', { with: { type: 'json' } })).default,
  amplify: async () => (await import('./data/amplify.json', { with: { type: 'json' } })).default,
  apigateway: async () =>
    (await import('./data/apigateway.json', { with: { type: 'json' } })).default,
  'application-autoscaling': async () =>
    (await import('./data/application-autoscaling.json', { with: { type: 'json' } })).default,
  apprunner: async () =>
    (await import('./data/apprunner.json', { with: { type: 'json' } })).default,
  athena: async () => (await import('./data/athena.json', { with: { type: 'json' } })).default,
  autoscaling: async () =>
    (await import('./data/autoscaling.json', { with: { type: 'json' } })).default,
  backup: async () => (await import('./data/backup.json', { with: { type: 'json' } })).default,
  batch: async () => (await import('./data/batch.json', { with: { type: 'json' } })).default,
  bedrock: async () => (await import('./data/bedrock.json', { with: { type: 'json' } })).default,
  cloudformation: async () =>
    (await import('./data/cloudformation.json', { with: { type: 'json' } })).default,
  cloudfront: async () =>
    (await import('./data/cloudfront.json', { with: { type: 'json' } })).default,
  cloudtrail: async () =>
    (await import('./data/cloudtrail.json', { with: { type: 'json' } })).default,
  cloudwatch: async () =>
    (await import('./data/cloudwatch.json', { with: { type: 'json' } })).default,
  codeartifact: async () =>
    (await import('./data/codeartifact.json', { with: { type: 'json' } })).default,
  codebuild: async () =>
    (await import('./data/codebuild.json', { with: { type: 'json' } })).default,
  codecommit: async () =>
    (await import('./data/codecommit.json', { with: { type: 'json' } })).default,
  codeconnections: async () =>
    (await import('./data/codeconnections.json', { with: { type: 'json' } })).default,
  codedeploy: async () =>
    (await import('./data/codedeploy.json', { with: { type: 'json' } })).default,
  codepipeline: async () =>
    (await import('./data/codepipeline.json', { with: { type: 'json' } })).default,
  'codestar-connections': async () =>
    (await import('./data/codestar-connections.json', { with: { type: 'json' } })).default,
  'codestar-notifications': async () =>
    (await import('./data/codestar-notifications.json', { with: { type: 'json' } })).default,
  'cognito-identity': async () =>
    (await import('./data/cognito-identity.json', { with: { type: 'json' } })).default,
  'cognito-idp': async () =>
    (await import('./data/cognito-idp.json', { with: { type: 'json' } })).default,
  dynamodb: async () => (await import('./data/dynamodb.json', { with: { type: 'json' } })).default,
  ec2: async () => (await import('./data/ec2.json', { with: { type: 'json' } })).default,
  ecr: async () => (await import('./data/ecr.json', { with: { type: 'json' } })).default,
  'ecr-public': async () =>
    (await import('./data/ecr-public.json', { with: { type: 'json' } })).default,
  ecs: async () => (await import('./data/ecs.json', { with: { type: 'json' } })).default,
  eks: async () => (await import('./data/eks.json', { with: { type: 'json' } })).default,
  elasticache: async () =>
    (await import('./data/elasticache.json', { with: { type: 'json' } })).default,
  elasticbeanstalk: async () =>
    (await import('./data/elasticbeanstalk.json', { with: { type: 'json' } })).default,
  elasticfilesystem: async () =>
    (await import('./data/elasticfilesystem.json', { with: { type: 'json' } })).default,
  elasticloadbalancing: async () =>
    (await import('./data/elasticloadbalancing.json', { with: { type: 'json' } })).default,
  es: async () => (await import('./data/es.json', { with: { type: 'json' } })).default,
  events: async () => (await import('./data/events.json', { with: { type: 'json' } })).default,
  'execute-api': async () =>
    (await import('./data/execute-api.json', { with: { type: 'json' } })).default,
  firehose: async () => (await import('./data/firehose.json', { with: { type: 'json' } })).default,
  glue: async () => (await import('./data/glue.json', { with: { type: 'json' } })).default,
  iam: async () => (await import('./data/iam.json', { with: { type: 'json' } })).default,
  imagebuilder: async () =>
    (await import('./data/imagebuilder.json', { with: { type: 'json' } })).default,
  inspector2: async () =>
    (await import('./data/inspector2.json', { with: { type: 'json' } })).default,
  kinesis: async () => (await import('./data/kinesis.json', { with: { type: 'json' } })).default,
  kms: async () => (await import('./data/kms.json', { with: { type: 'json' } })).default,
  lambda: async () => (await import('./data/lambda.json', { with: { type: 'json' } })).default,
  logs: async () => (await import('./data/logs.json', { with: { type: 'json' } })).default,
  organizations: async () =>
    (await import('./data/organizations.json', { with: { type: 'json' } })).default,
  rds: async () => (await import('./data/rds.json', { with: { type: 'json' } })).default,
  'rds-data': async () =>
    (await import('./data/rds-data.json', { with: { type: 'json' } })).default,
  redshift: async () => (await import('./data/redshift.json', { with: { type: 'json' } })).default,
  'resource-groups': async () =>
    (await import('./data/resource-groups.json', { with: { type: 'json' } })).default,
  route53: async () => (await import('./data/route53.json', { with: { type: 'json' } })).default,
  s3: async () => (await import('./data/s3.json', { with: { type: 'json' } })).default,
  sagemaker: async () =>
    (await import('./data/sagemaker.json', { with: { type: 'json' } })).default,
  scheduler: async () =>
    (await import('./data/scheduler.json', { with: { type: 'json' } })).default,
  secretsmanager: async () =>
    (await import('./data/secretsmanager.json', { with: { type: 'json' } })).default,
  serverlessrepo: async () =>
    (await import('./data/serverlessrepo.json', { with: { type: 'json' } })).default,
  servicediscovery: async () =>
    (await import('./data/servicediscovery.json', { with: { type: 'json' } })).default,
  ses: async () => (await import('./data/ses.json', { with: { type: 'json' } })).default,
  signer: async () => (await import('./data/signer.json', { with: { type: 'json' } })).default,
  sns: async () => (await import('./data/sns.json', { with: { type: 'json' } })).default,
  sqs: async () => (await import('./data/sqs.json', { with: { type: 'json' } })).default,
  ssm: async () => (await import('./data/ssm.json', { with: { type: 'json' } })).default,
  ssmmessages: async () =>
    (await import('./data/ssmmessages.json', { with: { type: 'json' } })).default,
  states: async () => (await import('./data/states.json', { with: { type: 'json' } })).default,
  sts: async () => (await import('./data/sts.json', { with: { type: 'json' } })).default,
  tag: async () => (await import('./data/tag.json', { with: { type: 'json' } })).default,
  wafv2: async () => (await import('./data/wafv2.json', { with: { type: 'json' } })).default,
  xray: async () => (await import('./data/xray.json', { with: { type: 'json' } })).default,
};
