import type { Rule } from '../recording/worldTypes.ts';

/** Rules of the build machine: where a build waits, what it pulls, what it checks. */
export const buildMachineRules = {
  'codebuild.image-pulled-as': {
    text: 'An image from ECR is pulled as the service role, or as CodeBuild itself, which only the repository’s policy can let in.',
    source:
      'CodeBuild API Reference, "ProjectEnvironment" (imagePullCredentialsType); posted build logs',
    evidence: 'documented',
    test: 'conformance/codebuild/faults/image.ts: the repository’s policy does not let CodeBuild in',
  },
  'codebuild.vpc-interface': {
    text: 'A build in a VPC gets an interface in one of the project’s subnets, made and taken away as the service role; it never gets a public address.',
    source: 'CodeBuild User Guide, "Use AWS CodeBuild with Amazon Virtual Private Cloud"',
    evidence: 'documented',
    test: 'conformance/codebuild/faults/network.ts: the role may not make network interfaces',
  },
  'codebuild.vpc-without-internet': {
    text: 'Commands in a subnet without a way to the internet wait for an answer that never comes, then end with the error of their program.',
    source:
      'CodeBuild User Guide, "Troubleshooting AWS CodeBuild"; the words are from general knowledge of the programs',
    evidence: 'unverified',
    test: 'conformance/codebuild/faults/network.ts: npm waits for a registry that it cannot reach',
  },
  'codebuild.source-cache-gitfile': {
    text: 'With a local source cache git’s own files lie in the cache, and .git is a file that says where.',
    source: 'CodeBuild User Guide, "Troubleshooting AWS CodeBuild"; the path is not verified',
    evidence: 'documented',
    test: 'conformance/codebuild/faults/cache.ts: with a local source cache .git is a file',
  },
  'codebuild.efs-without-iam': {
    text: 'File systems are mounted without IAM: one that has a policy must let in everybody.',
    source: 'CodeBuild User Guide, "Amazon Elastic File System sample"; the phase is not verified',
    evidence: 'documented',
    test: 'conformance/codebuild/faults/network.ts: a file system whose policy wants IAM, which a mount does not bring',
  },
  'codebuild.certificate-from-s3': {
    text: 'A certificate named in the project is fetched from S3 as the service role, before the source.',
    source: 'CodeBuild User Guide, "Troubleshooting AWS CodeBuild"',
    evidence: 'documented',
    test: 'conformance/codebuild/faults/starting.ts: a certificate that is not where the project says',
  },
  'codebuild.full-clone-as-service-role': {
    text: 'A source action that hands on a reference lets CodeBuild clone: the service role needs UseConnection too.',
    source: 'CodePipeline User Guide, "Troubleshooting CodePipeline"',
    evidence: 'documented',
    test: 'conformance/codebuild/faults/starting.ts: a full clone, and the role may not use the connection',
  },
  'codebuild.quota-refuses-start': {
    text: 'A build beyond the account’s quota or the project’s limit does not come to exist: StartBuild is refused.',
    source: 'CodeBuild User Guide, "Quotas for AWS CodeBuild"; posted errors',
    evidence: 'observed log',
    test: 'conformance/codebuild/faults/starting.ts: an account that may run one build at a time',
  },
  'codebuild.fleet-queue': {
    text: 'A build on a fleet whose machines are all taken waits in QUEUED, up to queuedTimeoutInMinutes.',
    source: 'CodeBuild User Guide, "Run builds on reserved capacity fleets"',
    evidence: 'documented',
    test: 'conformance/codebuild/faults/starting.ts: a fleet of one machine, which another build has',
  },
  'codebuild.retry-is-a-new-build': {
    text: 'A retried build is a new build of the same project with the same parameters; one that a pipeline started is retried by the pipeline.',
    source: 'CodeBuild API Reference, "RetryBuild"',
    evidence: 'documented',
    test: 'unit/engine/builds-without-pipeline.test.ts: a retry is a new build',
  },
  'codebuild.own-source': {
    text: 'A build that no pipeline started takes the project’s own source, and puts its artifacts where the project says.',
    source: 'CodeBuild API Reference, "StartBuild"',
    evidence: 'documented',
    test: 'unit/engine/builds-without-pipeline.test.ts: a project with a source of its own',
  },
  'codebuild.auto-retry-as-service-role': {
    text: 'CodeBuild itself tries a failed build again, as often as autoRetryLimit says: it calls RetryBuild with the project’s service role, which must be allowed to.',
    source: 'CodeBuild User Guide, "Retry builds automatically"',
    evidence: 'documented',
    test: 'unit/codebuild/autoRetry.test.ts: a failed build is tried again',
  },
} satisfies Record<string, Rule>;
