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
} satisfies Record<string, Rule>;
