import type { Rule } from '../recording/worldTypes.ts';

/** Rules of STS, of accounts, and of calls that are only authorized. */
export const stsRules = {
  'sts.no-session-token-for-sessions': {
    text: 'GetSessionToken is refused to who already has temporary credentials, and a build has nothing else.',
    source: 'AWS STS API Reference, "GetSessionToken"',
    evidence: 'documented',
    test: 'unit/cloud/sts.test.ts: gives no session token to a session',
  },
  'sts.web-identity-trust-decides': {
    text: 'AssumeRoleWithWebIdentity is not signed: the token says who asks, and the role’s trust policy alone decides.',
    source: 'AWS STS API Reference, "AssumeRoleWithWebIdentity"',
    evidence: 'documented',
    test: 'unit/cloud/sts.test.ts: lets a web identity in by the trust policy alone',
  },
  'sts.chained-role-one-hour': {
    text: 'A role assumed with the credentials of another role lasts an hour at the most, whatever its maximum.',
    source: 'IAM User Guide, "Roles terms and concepts" (role chaining)',
    evidence: 'documented',
    test: 'unit/cloud/sts.test.ts: lets a chained role last an hour at the most',
  },
  'sts.session-policy-caps': {
    text: 'A session policy gives nothing: what it does not allow, the session may not do, whatever the role may.',
    source: 'IAM User Guide, "Session policies"',
    evidence: 'documented',
    test: 'unit/cloud/sts.test.ts: lets a session policy take away, and not give',
  },
  'sts.keys-of-a-session-belong-together': {
    text: 'Temporary keys without their token, or with a wrong secret, are refused before any policy is looked at.',
    source: 'IAM User Guide, "Using temporary credentials with AWS resources"',
    evidence: 'documented',
    test: 'unit/cloud/sts.test.ts: knows keys only with their token and secret',
  },
  'iam.unknown-managed-policy': {
    text: 'A managed policy that is not there cannot be attached, and gives nothing.',
    source: 'IAM API Reference, "AttachRolePolicy" (NoSuchEntity)',
    evidence: 'unverified',
    test: 'unit/engine/chaining.test.ts: says that an attached policy does not exist',
  },
  'iam.rcp-services': {
    text: 'Resource control policies reach some sixty services; Lambda, ECS, Systems Manager, SNS, IAM, EC2 and CloudFormation are none of them.',
    source: 'AWS Organizations User Guide, "Resource control policies (RCPs)"',
    evidence: 'documented',
    test: 'unit/cloud/accounts.test.ts: reach some services and not others',
  },
  'cloud.unsimulated-is-authorized': {
    text: 'A command whose result is not simulated is still authorized by its action.',
    source: 'Service Authorization Reference',
    evidence: 'derived',
    test: 'unit/cloud/sts.test.ts: asks for the permission of an operation that it does not simulate',
  },
} satisfies Record<string, Rule>;
