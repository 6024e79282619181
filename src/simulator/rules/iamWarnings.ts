import type { Rule } from '../recording/worldTypes.ts';

const CHECKS = 'IAM User Guide, "Access Analyzer policy check reference"';
const REFERENCE =
  'Service Authorization Reference, "Actions, resources, and condition keys for AWS services"';

/** Rules of the advice about policies that would be saved, and of their sizes. */
export const iamWarningsRules = {
  'iam.warnings-never-refuse': {
    text: 'Findings of the policy checks, whatever their type, keep no policy from being saved; they stand after the answer of the service.',
    source: 'IAM User Guide, "Validate policies with IAM Access Analyzer"',
    evidence: 'documented',
    test: 'unit/iam/warnings.test.ts: follow the errors of a document that was saved earlier',
  },
  'iam.pass-role-star': {
    text: 'iam:PassRole for every role is a security warning unless iam:PassedToService says to which service.',
    source: CHECKS,
    evidence: 'documented',
    test: 'unit/iam/cases/warningsPassRole.ts: PassRole on * to one service',
  },
  'iam.service-principal-source': {
    text: 'A service principal without aws:SourceArn or aws:SourceAccount is a security warning; in trust policies it is shown as information.',
    source: CHECKS,
    evidence: 'documented',
    test: 'unit/iam/cases/warningsPrincipals.ts: a service without a source, in a trust policy',
  },
  'iam.like-operators-only': {
    text: 'The wildcards * and ? are ordinary letters for StringEquals; the checks warn of them.',
    source: 'IAM User Guide, "IAM JSON policy elements: Condition operators"',
    evidence: 'documented',
    test: 'unit/iam/cases/warningsConditions.ts: a star under StringEquals',
  },
  'iam.multivalued-keys-need-qualifier': {
    text: 'A condition on a key with several values needs ForAllValues or ForAnyValue.',
    source: 'IAM User Guide, "Set operators for multivalued context keys"',
    evidence: 'documented',
    test: 'unit/iam/cases/warningsConditions.ts: several values without qualifier',
  },
  'iam.source-ip-is-public': {
    text: 'aws:SourceIp is never a private address, so a condition with private ranges only is about nobody.',
    source: CHECKS,
    evidence: 'documented',
    test: 'unit/iam/cases/warningsConditions.ts: only private addresses',
  },
  'iam.bucket-and-object-arns': {
    text: 's3:ListBucket is asked for the bucket and s3:GetObject for the object: a statement with only the other ARN grants nothing.',
    source: REFERENCE,
    evidence: 'documented',
    test: 'unit/iam/cases/warningsPitfalls.ts: ListBucket on objects',
  },
  'iam.actions-without-resource': {
    text: 'Actions without a resource type, such as ecr:GetAuthorizationToken, are covered by "*" only.',
    source: REFERENCE,
    evidence: 'documented',
    test: 'unit/iam/cases/reviews.ts: an action about nothing, for an ARN',
  },
  'iam.unknown-actions-never-match': {
    text: 'IAM saves actions and condition keys that no service has; they never match. The review names them and what was probably meant.',
    source: CHECKS,
    evidence: 'documented',
    test: 'unit/iam/review.test.ts: name no action, service or condition key that does not exist',
  },
  'iam.policy-size-quotas': {
    text: 'A managed policy has at most 6,144 characters, the inline policies of a role 10,240 together, a trust policy 2,048; white space does not count.',
    source: 'IAM User Guide, "IAM and AWS STS quotas"',
    evidence: 'documented',
    test: 'unit/iam/quotas.test.ts: does not count white space',
  },
  'iam.policies-per-role': {
    text: 'A role has at most 20 managed policies by default.',
    source: 'IAM User Guide, "IAM and AWS STS quotas"',
    evidence: 'documented',
    test: 'unit/iam/quotas.test.ts: knows how many policies a role may have',
  },
} satisfies Record<string, Rule>;
