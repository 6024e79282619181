import { describe, expect, it } from 'vitest';
import { account, allowing } from './support.ts';

const errorOf = (result: { ok: boolean }) => (result as { error?: unknown }).error;
const outputOf = (result: { ok: boolean }) => (result as { output?: unknown }).output;

describe('Secrets that go', () => {
  const on = () =>
    account({
      policy: allowing('secretsmanager:*'),
      resources: { secrets: { db: { value: 'hush' }, other: { value: 'x' } } },
    });

  it('keeps a deleted secret back until it is restored', async () => {
    const { asWorker } = on();
    const db = { SecretId: 'db' };
    await asWorker('secretsmanager', 'DeleteSecret', db);
    const marked = {
      code: 'InvalidRequestException',
      message: `You can't perform this operation on the secret because it was marked for deletion.`,
    };
    expect(errorOf(await asWorker('secretsmanager', 'GetSecretValue', db))).toMatchObject(marked);
    const listed = await asWorker('secretsmanager', 'ListSecrets', {});
    expect(outputOf(listed)).toMatchObject({ SecretList: [{ Name: 'other' }] });
    const again = await asWorker('secretsmanager', 'CreateSecret', { Name: 'db' });
    expect(errorOf(again)).toMatchObject({ code: 'InvalidRequestException' });
    await asWorker('secretsmanager', 'RestoreSecret', db);
    expect(outputOf(await asWorker('secretsmanager', 'GetSecretValue', db))).toMatchObject({
      SecretString: 'hush',
    });
  });

  it('forgets a secret at once when it is forced to', async () => {
    const { asWorker } = on();
    const force = { SecretId: 'db', ForceDeleteWithoutRecovery: true };
    expect((await asWorker('secretsmanager', 'DeleteSecret', force)).ok).toBe(true);
    const gone = await asWorker('secretsmanager', 'GetSecretValue', { SecretId: 'db' });
    expect(errorOf(gone)).toMatchObject({ code: 'ResourceNotFoundException' });
    const made = await asWorker('secretsmanager', 'CreateSecret', { Name: 'db' });
    expect(made.ok).toBe(true);
  });
});

describe('Keys that are made', () => {
  const make = async () => {
    const { asWorker } = account({ policy: allowing('kms:*'), resources: { keys: {} } });
    const made = outputOf(await asWorker('kms', 'CreateKey', { Description: 'data' }));
    const { KeyMetadata } = made as { KeyMetadata: { KeyId: string; Arn: string } };
    return { asWorker, ...KeyMetadata };
  };
  const plain = { Plaintext: new TextEncoder().encode('x') };

  it('uses a key that was made, by its alias, until it waits for its deletion', async () => {
    const { asWorker, KeyId, Arn } = await make();
    await asWorker('kms', 'CreateAlias', { AliasName: 'alias/app', TargetKeyId: KeyId });
    expect(outputOf(await asWorker('kms', 'ListAliases', {}))).toMatchObject({
      Aliases: [{ AliasName: 'alias/app', TargetKeyId: KeyId }],
    });
    const encrypt = () => asWorker('kms', 'Encrypt', { KeyId: 'alias/app', ...plain });
    expect(outputOf(await encrypt())).toMatchObject({ KeyId: Arn });
    await asWorker('kms', 'EnableKeyRotation', { KeyId });
    expect(outputOf(await asWorker('kms', 'GetKeyRotationStatus', { KeyId }))).toMatchObject({
      KeyRotationEnabled: true,
    });
    await asWorker('kms', 'ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 7 });
    expect(errorOf(await encrypt())).toMatchObject({ code: 'KMSInvalidStateException' });
    expect(outputOf(await asWorker('kms', 'DescribeKey', { KeyId }))).toMatchObject({
      KeyMetadata: { KeyState: 'PendingDeletion', Enabled: false, Description: 'data' },
    });
  });

  it('obeys a key policy from the call that put it on', async () => {
    const { asWorker, KeyId } = await make();
    const own = {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: 'arn:aws:iam::111122223333:role/worker' },
          Action: ['kms:DescribeKey', 'kms:GetKeyPolicy', 'kms:PutKeyPolicy'],
          Resource: '*',
        },
      ],
    };
    const Policy = JSON.stringify(own);
    expect((await asWorker('kms', 'Encrypt', { KeyId, ...plain })).ok).toBe(true);
    await asWorker('kms', 'PutKeyPolicy', { KeyId, PolicyName: 'default', Policy });
    expect(outputOf(await asWorker('kms', 'GetKeyPolicy', { KeyId }))).toMatchObject({ Policy });
    const refused = await asWorker('kms', 'Encrypt', { KeyId, ...plain });
    expect(errorOf(refused)).toMatchObject({ code: 'AccessDeniedException' });
  });

  it('needs the alias and the key for an alias, and takes no name twice', async () => {
    const { asWorker, KeyId } = await make();
    const alias = { AliasName: 'alias/app', TargetKeyId: KeyId };
    const none = { ...alias, TargetKeyId: '1234abcd-12ab-34cd-56ef-1234567890ab' };
    expect(errorOf(await asWorker('kms', 'CreateAlias', none))).toMatchObject({
      code: 'NotFoundException',
    });
    await asWorker('kms', 'CreateAlias', alias);
    expect(errorOf(await asWorker('kms', 'CreateAlias', alias))).toMatchObject({
      code: 'AlreadyExistsException',
    });
    await asWorker('kms', 'DeleteAlias', { AliasName: 'alias/app' });
    const gone = await asWorker('kms', 'Encrypt', { KeyId: 'alias/app', ...plain });
    expect(errorOf(gone)).toMatchObject({ code: 'NotFoundException' });
  });
});
