import { expect } from 'vitest';
import { seal } from '../../../../src/simulator/cloud/services/ciphertext.ts';
import type { CommandCase } from '../case.ts';

const keyId = '1234abcd-12ab-34cd-56ef-1234567890ab';
const key = `arn:aws:kms:us-east-1:111122223333:key/${keyId}`;
const secret = 'arn:aws:secretsmanager:us-east-1:111122223333:secret:web/db-a1B2c3';
const keys = { [keyId]: { aliases: ['web'] } };
const secrets = { 'web/db': { value: '{"user":"mia"}', arn: secret, keyId } };
const plain = { secrets: { 'web/db': { value: 'hush', arn: secret } } };
const uuid = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
const isoTime = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+00:00$/);
const refusal = (operation: string) => ({ code: 'AccessDeniedException', operation });
const noKms = (operation: string) => ({
  stderr: `\nAn error occurred (AccessDeniedException) when calling the ${operation} operation: Access to KMS is not allowed\n`,
  exit: 254,
});
const named = { ARN: secret, Name: 'web/db' };
const sealed = new TextDecoder().decode(seal(key, new TextEncoder().encode('hush'), {}));

export const secretsCases: readonly CommandCase[] = [
  {
    row: 72,
    title: 'aws secretsmanager get-secret-value --secret-id <name>',
    run: 'aws secretsmanager get-secret-value --secret-id web/db',
    resources: { secrets, keys },
    checks: [
      ['secretsmanager:GetSecretValue', secret],
      ['kms:Decrypt', key],
    ],
    stdout: {
      json: {
        ...named,
        VersionId: uuid,
        SecretString: '{"user":"mia"}',
        VersionStages: ['AWSCURRENT'],
        CreatedDate: isoTime,
      },
    },
    refusals: {
      'secretsmanager:GetSecretValue': refusal('GetSecretValue'),
      'kms:Decrypt': noKms('GetSecretValue'),
    },
    faults: [
      {
        what: 'there is no such secret',
        run: 'aws secretsmanager get-secret-value --secret-id web/nothing',
        stderr:
          "\nAn error occurred (ResourceNotFoundException) when calling the GetSecretValue operation: Secrets Manager can't find the specified secret.\n",
        exit: 254,
      },
    ],
  },
  {
    row: 73,
    title: 'aws secretsmanager put-secret-value --secret-id <name> --secret-string <text>',
    run: 'aws secretsmanager put-secret-value --secret-id web/db --secret-string new',
    resources: plain,
    checks: [['secretsmanager:PutSecretValue', secret]],
    stdout: { json: { ...named, VersionId: uuid, VersionStages: ['AWSCURRENT'] } },
    refusals: { 'secretsmanager:PutSecretValue': refusal('PutSecretValue') },
  },
  {
    row: 74,
    title: 'aws secretsmanager create-secret --name <name> --secret-string <text>',
    run: 'aws secretsmanager create-secret --name web/api --secret-string hush',
    resources: plain,
    checks: [
      [
        'secretsmanager:CreateSecret',
        'arn:aws:secretsmanager:us-east-1:111122223333:secret:web/api',
      ],
    ],
    stdout: {
      json: {
        ARN: expect.stringMatching(
          /^arn:aws:secretsmanager:us-east-1:111122223333:secret:web\/api-[A-Za-z0-9]{6}$/,
        ),
        Name: 'web/api',
        VersionId: uuid,
      },
    },
    refusals: { 'secretsmanager:CreateSecret': refusal('CreateSecret') },
    faults: [
      {
        what: 'the name is taken',
        run: 'aws secretsmanager create-secret --name web/db --secret-string hush',
        stderr:
          'An error occurred (ResourceExistsException) when calling the CreateSecret operation: The operation failed because the secret web/db already exists.',
        exit: 254,
      },
    ],
  },
  {
    row: 75,
    title: 'aws secretsmanager update-secret --secret-id <name> --secret-string <text>',
    run: 'aws secretsmanager update-secret --secret-id web/db --secret-string new',
    resources: plain,
    checks: [['secretsmanager:UpdateSecret', secret]],
    stdout: { json: { ...named, VersionId: uuid } },
    refusals: { 'secretsmanager:UpdateSecret': refusal('UpdateSecret') },
  },
  {
    row: 76,
    title: 'aws secretsmanager describe-secret --secret-id <name>',
    run: 'aws secretsmanager describe-secret --secret-id web/db',
    resources: plain,
    checks: [['secretsmanager:DescribeSecret', secret]],
    stdout: { json: { ...named, LastChangedDate: isoTime, CreatedDate: isoTime } },
    refusals: { 'secretsmanager:DescribeSecret': refusal('DescribeSecret') },
  },
  {
    row: 77,
    title: 'aws kms decrypt --ciphertext-blob fileb://<file>',
    run: 'aws kms decrypt --ciphertext-blob fileb://secret.enc',
    files: { 'secret.enc': sealed },
    resources: { keys },
    checks: [['kms:Decrypt', key]],
    stdout: {
      json: { KeyId: key, Plaintext: btoa('hush'), EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' },
    },
    refusals: { 'kms:Decrypt': refusal('Decrypt') },
    faults: [
      {
        what: 'the file holds no ciphertext of KMS',
        run: 'echo no > secret.enc; aws kms decrypt --ciphertext-blob fileb://secret.enc',
        stderr:
          'An error occurred (InvalidCiphertextException) when calling the Decrypt operation: ',
        exit: 254,
      },
    ],
  },
  {
    row: 78,
    title: 'aws kms encrypt --key-id <key> --plaintext fileb://<file>',
    run: 'aws kms encrypt --key-id alias/web --plaintext fileb://secret.txt',
    files: { 'secret.txt': 'hush' },
    resources: { keys },
    checks: [['kms:Encrypt', key]],
    stdout: {
      json: {
        CiphertextBlob: expect.stringMatching(/^AQICAH[A-Za-z0-9+/]+=*$/),
        KeyId: key,
        EncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
      },
    },
    refusals: { 'kms:Encrypt': refusal('Encrypt') },
    faults: [
      {
        what: 'there is no such alias',
        run: 'aws kms encrypt --key-id alias/nobody --plaintext fileb://secret.txt',
        files: { 'secret.txt': 'hush' },
        stderr:
          'An error occurred (NotFoundException) when calling the Encrypt operation: Alias arn:aws:kms:us-east-1:111122223333:alias/nobody is not found.',
        exit: 254,
      },
      {
        what: 'no file',
        run: 'aws kms encrypt --key-id alias/web --plaintext fileb://nothing.txt',
        stderr: 'nothing.txt',
        exit: 252,
      },
    ],
  },
  {
    row: 79,
    title: 'aws kms generate-data-key --key-id <key> --key-spec AES_256',
    run: `aws kms generate-data-key --key-id ${keyId} --key-spec AES_256`,
    resources: { keys },
    checks: [['kms:GenerateDataKey', key]],
    stdout: {
      json: {
        CiphertextBlob: expect.stringMatching(/^AQICAH/),
        Plaintext: expect.stringMatching(/^[A-Za-z0-9+/]{43}=$/),
        KeyId: key,
      },
    },
    refusals: { 'kms:GenerateDataKey': refusal('GenerateDataKey') },
  },
  {
    row: 80,
    title: 'aws kms describe-key --key-id <key>',
    run: `aws kms describe-key --key-id ${keyId}`,
    resources: { keys },
    checks: [['kms:DescribeKey', key]],
    stdout: {
      json: {
        KeyMetadata: {
          AWSAccountId: '111122223333',
          KeyId: keyId,
          Arn: key,
          CreationDate: isoTime,
          Enabled: true,
          Description: '',
          KeyUsage: 'ENCRYPT_DECRYPT',
          KeyState: 'Enabled',
          Origin: 'AWS_KMS',
          KeyManager: 'CUSTOMER',
          KeySpec: 'SYMMETRIC_DEFAULT',
          EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'],
          MultiRegion: false,
        },
      },
    },
    refusals: { 'kms:DescribeKey': refusal('DescribeKey') },
  },
];
