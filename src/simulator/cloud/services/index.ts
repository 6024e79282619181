import type { Environment, HandlerResult, Params, ServiceDefinition } from '../types.ts';
import { acmService } from './acm.ts';
import { amplifyService } from './amplify.ts';
import { apigatewayService } from './apigateway.ts';
import { apprunnerService } from './apprunner.ts';
import { autoscalingService } from './autoscaling.ts';
import { cloudformationService } from './cloudformation/index.ts';
import { cloudfrontService } from './cloudfront.ts';
import { cloudwatchService } from './cloudwatch.ts';
import { codeartifactService } from './codeartifact.ts';
import { codebuildService } from './codebuild.ts';
import { codecommitService } from './codecommit.ts';
import { codeconnectionsService } from './codeconnections.ts';
import { codedeployService } from './codedeploy.ts';
import { codepipelineService } from './codepipeline.ts';
import { cognitoIdpService } from './cognito-idp.ts';
import { dynamodbService } from './dynamodb/index.ts';
import { ec2Service } from './ec2/index.ts';
import { ecrService } from './ecr/index.ts';
import { ecrPublicService } from './ecr-public.ts';
import { ecsService } from './ecs/index.ts';
import { eksService } from './eks.ts';
import { elasticbeanstalkService } from './elasticbeanstalk.ts';
import { elasticloadbalancingService } from './elasticloadbalancing.ts';
import { eventsService } from './events.ts';
import { iamService } from './iam/index.ts';
import { inspector2Service } from './inspector2.ts';
import { kmsService } from './kms/index.ts';
import { lambdaService } from './lambda/index.ts';
import { logsService } from './logs.ts';
import { rdsService } from './rds.ts';
import { rdsDataService } from './rds-data.ts';
import { route53Service } from './route53.ts';
import { s3Service } from './s3/index.ts';
import { secretsmanagerService } from './secretsmanager/index.ts';
import { serverlessrepoService } from './serverlessrepo.ts';
import { snsService } from './sns.ts';
import { sqsService } from './sqs.ts';
import { ssmService } from './ssm/index.ts';
import { statesService } from './states.ts';
import { stsService } from './sts/index.ts';
import { tagService } from './tag.ts';

export type Hook = (params: Params, env: Environment) => HandlerResult | Promise<HandlerResult>;

/** What happens behind an operation, outside the cloud folder: builds run elsewhere. */
export interface Hooks {
  startBuild: Hook;
  retryBuild: Hook;
  batchGetBuilds: Hook;
  startBuildBatch: Hook;
  retryBuildBatch: Hook;
  stopBuildBatch: Hook;
  batchGetBuildBatches: Hook;
  /** Ids of a project's batches, newest first. */
  listBatches: (project: string) => HandlerResult;
  /** Ids of a project's builds, newest first. */
  listBuilds: (project: string) => HandlerResult;
  /** Null: no build that runs has this id. */
  stopBuild: (params: Params, env: Environment) => HandlerResult | null;
}

/** Every service behind the door, by IAM prefix. */
export function serviceTable(hooks: Hooks): ReadonlyMap<string, ServiceDefinition> {
  const services = [
    s3Service,
    ecrService,
    ecrPublicService,
    acmService,
    amplifyService,
    apigatewayService,
    apprunnerService,
    autoscalingService,
    cognitoIdpService,
    ec2Service,
    elasticbeanstalkService,
    elasticloadbalancingService,
    inspector2Service,
    rdsService,
    rdsDataService,
    route53Service,
    serverlessrepoService,
    statesService,
    tagService,
    logsService,
    stsService,
    snsService,
    ssmService,
    secretsmanagerService,
    kmsService,
    cloudfrontService,
    cloudwatchService,
    codeartifactService,
    codecommitService,
    codedeployService,
    codepipelineService,
    dynamodbService,
    eventsService,
    iamService,
    sqsService,
    cloudformationService,
    ecsService,
    eksService,
    lambdaService,
    codebuildService(hooks),
    codeconnectionsService('codeconnections'),
    codeconnectionsService('codestar-connections'),
  ];
  return new Map(services.map((service) => [service.service, service]));
}
