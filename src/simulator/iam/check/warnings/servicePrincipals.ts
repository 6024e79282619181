/**
 * Names before `.amazonaws.com` of services that roles and resources trust often. Not all there are: a name is only
 * doubted when it is close to one of these. Source: the services' user guides, sections on service roles.
 */
export const SERVICE_PRINCIPALS: readonly string[] = `
  access-analyzer amplify apigateway application-autoscaling apprunner appsync athena autoscaling backup batch
  bedrock billingconsole budgets cloudformation cloudfront cloudtrail cloudwatch codebuild codecommit
  codeconnections codedeploy codepipeline codestar-notifications cognito-idp config connect datapipeline delivery.logs
  dms ds dynamodb ec2 ecs ecs-tasks edgelambda eks eks-fargate-pods elasticache elasticbeanstalk
  elasticfilesystem elasticloadbalancing elasticmapreduce emr-serverless events firehose glue guardduty
  imagebuilder inspector2 iot kafka kinesis kms lakeformation lambda logs macie mediaconvert monitoring
  opensearchservice ops.apigateway pipes pods.eks rds redshift replicator.lambda resource-groups route53 s3 sagemaker
  scheduler secretsmanager serverlessrepo servicecatalog servicediscovery ses signer sms sns spotfleet sqs ssm states
  storagegateway sts tasks.apprunner build.apprunner transfer trustedadvisor vpc-flow-logs vmie wafv2 workspaces xray
`
  .trim()
  .split(/\s+/);
