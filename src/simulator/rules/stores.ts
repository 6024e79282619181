import type { Rule } from '../recording/worldTypes.ts';

/** Rules of Parameter Store, Secrets Manager and KMS. */
export const storeRules = {
  'ssm.parameter-arn': {
    text: 'The ARN of a parameter is parameter/ and its name, whose leading slash is not doubled; GetParameters asks for every name.',
    source: 'Actions, resources, and condition keys for AWS Systems Manager',
    evidence: 'documented',
    test: 'unit/cloud/stores.test.ts: names a parameter without doubling its slash',
  },
  'secretsmanager.arn-has-a-suffix': {
    text: 'The ARN of a secret ends with a dash and six random letters: a policy must allow for them.',
    source: 'AWS Secrets Manager User Guide, "What’s in a Secrets Manager secret?"',
    evidence: 'documented',
    test: 'unit/cloud/stores.test.ts: puts six letters behind the name of a secret',
  },
} satisfies Record<string, Rule>;
