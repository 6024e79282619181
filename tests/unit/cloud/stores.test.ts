import { describe, expect, it } from 'vitest';
import { account, allowing } from './support.ts';

const region = 'us-east-1:111122223333';
const keyId = '1234abcd-12ab-34cd-56ef-1234567890ab';
const key = `arn:aws:kms:${region}:key/${keyId}`;
const on = (Action: string | string[], Resource: string | string[], Condition?: object) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action, Resource, ...(Condition ? { Condition } : {}) }],
});
const errorOf = (result: { ok: boolean }) => (result as { error?: unknown }).error;
const outputOf = (result: { ok: boolean }) => (result as { output?: unknown }).output;

describe('Parameter Store', () => {
  const parameters = {
    '/web/url': { value: 'x' },
    '/web/token': { value: 't', type: 'SecureString', keyId },
  };

  it('names a parameter without doubling its slash', async () => {
    const policy = on('ssm:GetParameter', `arn:aws:ssm:${region}:parameter/web/url`);
    const { asWorker } = account({ policy, resources: { parameters } });
    const result = await asWorker('ssm', 'GetParameter', { Name: '/web/url' });
    expect(outputOf(result)).toMatchObject({ Parameter: { Name: '/web/url', Value: 'x' } });
  });

  it('checks every name, and lists the missing ones', async () => {
    const one = on('ssm:GetParameters', `arn:aws:ssm:${region}:parameter/web/url`);
    const Names = ['/web/url', '/web/nothing'];
    const refused = await account({ policy: one, resources: { parameters } }).asWorker(
      'ssm',
      'GetParameters',
      { Names },
    );
    expect(errorOf(refused)).toMatchObject({
      message: expect.stringContaining('parameter/web/nothing'),
    });
    const all = on('ssm:GetParameters', '*');
    const { asWorker } = account({ policy: all, resources: { parameters } });
    expect(outputOf(await asWorker('ssm', 'GetParameters', { Names }))).toMatchObject({
      Parameters: [{ Name: '/web/url' }],
      InvalidParameters: ['/web/nothing'],
    });
  });

  it('decrypts with the customer’s key through ssm only, and not without being asked to', async () => {
    const policy = {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: 'ssm:GetParameter', Resource: '*' },
        {
          Effect: 'Allow',
          Action: 'kms:Decrypt',
          Resource: key,
          Condition: {
            StringEquals: {
              'kms:ViaService': 'ssm.us-east-1.amazonaws.com',
              'kms:EncryptionContext:PARAMETER_ARN': `arn:aws:ssm:${region}:parameter/web/token`,
            },
          },
        },
      ],
    };
    const { asWorker } = account({ policy, resources: { parameters, keys: { [keyId]: {} } } });
    const get = { Name: '/web/token', WithDecryption: true };
    expect(outputOf(await asWorker('ssm', 'GetParameter', get))).toMatchObject({
      Parameter: { Value: 't' },
    });
    const sealed = await asWorker('ssm', 'GetParameter', { Name: '/web/token' });
    expect(outputOf(sealed)).toMatchObject({
      Parameter: { Value: expect.stringMatching(/^AQICAHg/) },
    });
  });

  it('takes a parameter to exist when the scenario describes none, and says so', async () => {
    const { asWorker } = account({ policy: allowing('ssm:*') });
    const result = await asWorker('ssm', 'GetParameter', { Name: '/any' });
    expect(result).toMatchObject({ ok: true, assumed: expect.stringContaining('"/any"') });
  });

  it('asks for the document and for every instance', async () => {
    const policy = on('ssm:SendCommand', 'arn:aws:ssm:*:*:document/AWS-RunShellScript');
    const { asWorker } = account({ policy });
    const result = await asWorker('ssm', 'SendCommand', {
      DocumentName: 'AWS-RunShellScript',
      InstanceIds: ['i-0abc'],
    });
    expect(errorOf(result)).toMatchObject({
      message: expect.stringContaining(`arn:aws:ec2:${region}:instance/i-0abc`),
    });
  });
});

describe('Secrets Manager', () => {
  it('puts six letters behind the name of a secret', async () => {
    const name = `arn:aws:secretsmanager:${region}:secret:web/db`;
    const resources = { secrets: { 'web/db': { value: 'hush' } } };
    const call = (Resource: string) =>
      account({ policy: on('secretsmanager:GetSecretValue', Resource), resources }).asWorker(
        'secretsmanager',
        'GetSecretValue',
        { SecretId: 'web/db' },
      );
    expect((await call(name)).ok).toBe(false);
    expect(outputOf(await call(`${name}-??????`))).toMatchObject({ SecretString: 'hush' });
  });

  it('lets a secret’s own policy admit the role', async () => {
    const policy = on('secretsmanager:GetSecretValue', '*') as { Statement: object[] };
    const open = {
      ...policy,
      Statement: [
        { ...policy.Statement[0], Principal: { AWS: 'arn:aws:iam::111122223333:role/worker' } },
      ],
    };
    const { asWorker } = account({
      policy: allowing('s3:*'),
      resources: { secrets: { 'web/db': { value: 'hush', policy: open } } },
    });
    const result = await asWorker('secretsmanager', 'GetSecretValue', { SecretId: 'web/db' });
    expect(result.ok).toBe(true);
  });

  it('gives the value that was put last', async () => {
    const { asWorker } = account({
      policy: allowing('secretsmanager:*'),
      resources: { secrets: {} },
    });
    await asWorker('secretsmanager', 'CreateSecret', { Name: 'n', SecretString: 'one' });
    await asWorker('secretsmanager', 'PutSecretValue', { SecretId: 'n', SecretString: 'two' });
    const result = await asWorker('secretsmanager', 'GetSecretValue', { SecretId: 'n' });
    expect(outputOf(result)).toMatchObject({ SecretString: 'two' });
  });
});

describe('KMS', () => {
  it('lets IAM policies count only where the key policy names the account', async () => {
    const own = {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: 'arn:aws:iam::111122223333:role/other' },
          Action: 'kms:*',
          Resource: '*',
        },
      ],
    };
    const describeKey = (resources: object) =>
      account({ policy: allowing('kms:*'), resources }).asWorker('kms', 'DescribeKey', {
        KeyId: keyId,
      });
    expect((await describeKey({ keys: { [keyId]: {} } })).ok).toBe(true);
    expect(errorOf(await describeKey({ keys: { [keyId]: { policy: own } } }))).toMatchObject({
      code: 'AccessDeniedException',
      message: expect.stringContaining(
        'because no resource-based policy allows the kms:DescribeKey',
      ),
    });
  });

  it('lets nobody encrypt directly with a key that AWS manages', async () => {
    const { asWorker } = account({ policy: allowing('kms:*') });
    const KeyId = 'alias/aws/s3';
    expect((await asWorker('kms', 'DescribeKey', { KeyId })).ok).toBe(true);
    const encrypted = await asWorker('kms', 'Encrypt', { KeyId, Plaintext: new Uint8Array(1) });
    expect(errorOf(encrypted)).toMatchObject({ code: 'AccessDeniedException' });
  });

  it('opens what it sealed, in the same context only', async () => {
    const { asWorker } = account({
      policy: allowing('kms:*'),
      resources: { keys: { [keyId]: { aliases: ['web'] } } },
    });
    const Plaintext = new TextEncoder().encode('hush');
    const EncryptionContext = { stage: 'dev' };
    const made = await asWorker('kms', 'Encrypt', {
      KeyId: 'alias/web',
      Plaintext,
      EncryptionContext,
    });
    const { CiphertextBlob } = outputOf(made) as { CiphertextBlob: Uint8Array };
    const opened = await asWorker('kms', 'Decrypt', { CiphertextBlob, EncryptionContext });
    expect(outputOf(opened)).toMatchObject({ KeyId: key, Plaintext });
    expect(errorOf(await asWorker('kms', 'Decrypt', { CiphertextBlob }))).toMatchObject({
      code: 'InvalidCiphertextException',
    });
  });
});
