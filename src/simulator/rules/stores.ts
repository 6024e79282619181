import type { Rule } from '../recording/worldTypes.ts';

/** Rules of Parameter Store, Secrets Manager and KMS. */
export const storeRules = {
  'ssm.parameter-arn': {
    text: 'The ARN of a parameter is parameter/ and its name, whose leading slash is not doubled.',
    source: 'Actions, resources, and condition keys for AWS Systems Manager',
    evidence: 'documented',
    test: 'unit/cloud/stores.test.ts: names a parameter without doubling its slash',
  },
  'ssm.every-name-is-checked': {
    text: 'GetParameters is an action of its own, checked on every name; names that do not exist are listed, not refused.',
    source: 'AWS Systems Manager API Reference, "GetParameters"',
    evidence: 'documented',
    test: 'unit/cloud/stores.test.ts: checks every name, and lists the missing ones',
  },
  'ssm.send-command-asks-twice': {
    text: 'SendCommand is checked on the document and on every instance.',
    source: 'AWS Systems Manager User Guide, "Restricting access to Run Command"',
    evidence: 'documented',
    test: 'unit/cloud/stores.test.ts: asks for the document and for every instance',
  },
  'secretsmanager.arn-has-a-suffix': {
    text: 'The ARN of a secret ends with a dash and six random letters: a policy must allow for them.',
    source: 'AWS Secrets Manager User Guide, "What’s in a Secrets Manager secret?"',
    evidence: 'documented',
    test: 'unit/cloud/stores.test.ts: puts six letters behind the name of a secret',
  },
  'secretsmanager.deleted-secret-waits': {
    text: 'A deleted secret waits 7 to 30 days: until then nothing but describe and restore is done with it, and its name is taken.',
    source: 'AWS Secrets Manager API Reference, "DeleteSecret"',
    evidence: 'documented',
    test: 'unit/cloud/storesLife.test.ts: keeps a deleted secret back until it is restored',
  },
  'kms.key-policy-is-the-root': {
    text: 'A key policy that does not name the account makes IAM policies powerless over the key.',
    source: 'AWS KMS Developer Guide, "Default key policy"',
    evidence: 'documented',
    test: 'unit/cloud/stores.test.ts: lets IAM policies count only where the key policy names the account',
  },
  'kms.created-key-is-used-later': {
    text: 'A key that a command makes, its aliases and its policy hold from the next call on; one that waits for its deletion is not used.',
    source: 'AWS KMS Developer Guide, "Key states of AWS KMS keys"',
    evidence: 'documented',
    test: 'unit/cloud/storesLife.test.ts: uses a key that was made, by its alias, until it waits for its deletion',
  },
} satisfies Record<string, Rule>;
