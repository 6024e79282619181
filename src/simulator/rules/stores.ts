import type { Rule } from '../recording/worldTypes.ts';

/** Rules of Parameter Store, Secrets Manager and KMS. */
export const storeRules = {
  'ssm.parameter-arn': {
    text: 'The ARN of a parameter is parameter/ and its name, whose leading slash is not doubled; GetParameters asks for every name.',
    source: 'Actions, resources, and condition keys for AWS Systems Manager',
    evidence: 'documented',
    test: 'conformance/cli/cases/ssm.ts: there is no such parameter: the message is empty',
  },
  'secretsmanager.arn-has-a-suffix': {
    text: 'The ARN of a secret ends with a dash and six random letters: a policy must allow for them.',
    source: 'AWS Secrets Manager User Guide, "What’s in a Secrets Manager secret?"',
    evidence: 'documented',
    test: 'conformance/iam/faults/stores.ts: the ARN of the secret in the policy lacks its suffix',
  },
} satisfies Record<string, Rule>;
