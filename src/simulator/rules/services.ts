import type { Rule } from '../recording/worldTypes.ts';

/** Rules of the services that commands call most: delivery, messages, logs, IAM itself. */
export const serviceRules = {
  'cloudfront.no-region': {
    text: 'The ARN of a distribution names no Region.',
    source: 'Actions, resources, and condition keys for Amazon CloudFront',
    evidence: 'documented',
    test: 'unit/cloud/delivery.test.ts: asks for a distribution without a Region',
  },
  'codedeploy.three-actions': {
    text: 'CreateDeployment is checked for the deployment group, the deployment configuration and the revision.',
    source: 'AWS CodeDeploy User Guide, "CodeDeploy permissions reference"',
    evidence: 'documented',
    test: 'unit/cloud/delivery.test.ts: asks three times for one deployment',
  },
  'codeartifact.token-asks-sts-too': {
    text: 'A token of CodeArtifact needs sts:GetServiceBearerToken as well.',
    source: 'AWS CodeArtifact User Guide, "Identity-based policies"',
    evidence: 'documented',
    test: 'unit/cloud/delivery.test.ts: gives a token only with the permission of STS',
  },
  'codecommit.git-permissions': {
    text: 'git fetches with codecommit:GitPull and pushes with codecommit:GitPush, which no API has.',
    source: 'AWS CodeCommit User Guide, "CodeCommit permissions reference"',
    evidence: 'documented',
    test: 'conformance/cli/cases/codedeploy.ts: over https without a helper nobody types the password',
  },
  'cloudwatch.namespace-condition': {
    text: 'PutMetricData has no resource; cloudwatch:namespace limits it.',
    source:
      'Amazon CloudWatch User Guide, "Using condition keys to limit access to CloudWatch namespaces"',
    evidence: 'documented',
    test: 'unit/cloud/messages.test.ts: limits metrics by their namespace',
  },
  'logs.describe-groups-resource': {
    text: 'DescribeLogGroups is checked on a log group without a name, so only a wildcard grants it.',
    source: 'Denials posted 2019–2025',
    evidence: 'observed log',
    test: 'unit/cloud/messages.test.ts: names no group when it lists them',
  },
  'iam.put-role-policy-checks-the-document': {
    text: 'IAM refuses to save a document that breaks the policy language; what it saves holds for the next call.',
    source: 'IAM API Reference, "PutRolePolicy"',
    evidence: 'documented',
    test: 'unit/cloud/iamService.test.ts: saves what the language allows, and it holds from then on',
  },
  'iam.simulator-is-the-engine': {
    text: 'SimulatePrincipalPolicy decides as a call would be decided, without making it.',
    source: 'IAM User Guide, "IAM policy testing with the IAM policy simulator"',
    evidence: 'documented',
    test: 'unit/cloud/iamService.test.ts: simulates with the policies of the role',
  },
} satisfies Record<string, Rule>;
