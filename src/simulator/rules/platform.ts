import type { Rule } from '../recording/worldTypes.ts';

/** Rules of the services that deploy: CloudFormation, Lambda, ECS, EKS. */
export const platformRules = {
  'cloudformation.capabilities': {
    text: 'CloudFormation makes roles and policies only when the request acknowledges it; named ones need CAPABILITY_NAMED_IAM.',
    source: 'AWS CloudFormation API Reference, "CreateChangeSet" (Capabilities)',
    evidence: 'documented',
    test: 'conformance/cli/cases/cloudformation.ts: a role in the template must be acknowledged',
  },
  'lambda.qualified-arn': {
    text: 'A call that names an alias or version is checked on the ARN with it: a policy on the bare function does not match.',
    source: 'AWS Lambda Developer Guide, "Resources and conditions for Lambda actions"',
    evidence: 'documented',
    test: 'conformance/iam/faults/stores.ts: an alias of a function has an ARN of its own',
  },
  'ecs.registering-passes-roles': {
    text: 'Who registers a task definition hands its roles to ECS: iam:PassRole is asked for each.',
    source: 'Amazon ECS Developer Guide, "Amazon ECS task execution IAM role"',
    evidence: 'documented',
    test: 'conformance/iam/faults/roles.ts: registering a task definition hands over a role',
  },
  'platform.role-must-trust-the-service': {
    text: 'Lambda and CloudFormation take a role only when its trust policy lets them assume it; iam:PassRole alone is not enough.',
    source:
      'AWS Lambda Developer Guide, "Defining Lambda function permissions with an execution role"',
    evidence: 'documented',
    test: 'unit/cloud/lambda.test.ts: takes no role that does not trust Lambda',
  },
  'cloudformation.macro-is-a-resource': {
    text: 'A template that uses a macro of AWS (SAM) needs cloudformation:CreateChangeSet on the macro too.',
    source:
      'Reference: iam §6.1, row 93; AWS CloudFormation User Guide, "AWS::Serverless transform"',
    evidence: 'documented',
    test: 'unit/cloud/cloudformation.test.ts: with a macro asks for the macro as a resource of its own',
  },
  'eks.access-entries-decide': {
    text: 'IAM only tells an EKS cluster who asks; what the role may do there an access entry for the role (not for its session) decides.',
    source: 'Amazon EKS User Guide, "Grant IAM users access to Kubernetes with EKS access entries"',
    evidence: 'documented',
    test: 'conformance/cli/cases/eks.ts: a role that the cluster does not know',
  },
} satisfies Record<string, Rule>;
