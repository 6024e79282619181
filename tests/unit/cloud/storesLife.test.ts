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
