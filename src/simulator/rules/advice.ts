import type { Rule } from '../recording/worldTypes.ts';

/** What AWS's guides ask of whoever mends permissions; the advice room keeps to it. */
export const adviceRules = {
  'advice.least-privilege': {
    text: 'A fix grants the least that the request needs: no bare * as action or resource, but for actions that name no resource.',
    source: 'IAM User Guide, "Security best practices in IAM"',
    evidence: 'documented',
    test: 'unit/advice/properties.test.ts: never writes a * for action or resource, unless the request names no resource',
  },
  'advice.proven': {
    text: 'A fix is proposed only when the request is allowed with it and the service would save the edited documents.',
    source: 'IAM User Guide, "Policy evaluation logic"',
    evidence: 'derived',
    test: 'unit/advice/properties.test.ts: lets the request through, by edits of documents that AWS would save',
  },
  'advice.confused-deputy': {
    text: 'A new trust statement for a service names the resource and the account for which the service may take the role.',
    source: 'IAM User Guide, "The confused deputy problem"',
    evidence: 'documented',
    test: 'unit/advice/smallestFix.test.ts: guards a new trust statement against the confused deputy',
  },
  'advice.pass-role-to-service': {
    text: 'A new statement for iam:PassRole names the one service that may get the role.',
    source: 'IAM User Guide, "Grant a user permissions to pass a role to an AWS service"',
    evidence: 'documented',
    test: 'unit/advice/smallestFix.test.ts: hands a role to the one service that is meant',
  },
  'advice.organization-is-not-yours': {
    text: 'What the organization denies, no policy in the account can allow.',
    source: 'AWS Organizations User Guide, "Service control policies (SCPs)"',
    evidence: 'documented',
    test: 'unit/advice/smallestFix.test.ts: a Deny of the organization',
  },
  'advice.policy-from-activity': {
    text: 'The least policy of a role is made of what its sessions really called.',
    source: 'IAM User Guide, "IAM Access Analyzer policy generation"',
    evidence: 'documented',
    test: 'unit/advice/scenarios.test.ts: the run goes the same way with the small policy',
  },
} satisfies Record<string, Rule>;
