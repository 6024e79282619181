import { bytes, count, text } from '../../params.ts';
import { refuse } from '../../results.ts';
import type { Environment, Params, ServiceDefinition } from '../../types.ts';
import { openSealed, seal } from '../ciphertext.ts';
import { operations } from '../operation.ts';
import { aliasOperations } from './aliases.ts';
import { keyOperations } from './keys.ts';
import { asked, contextOf, onKey, unusable } from './onKey.ts';

const algorithm = 'SYMMETRIC_DEFAULT';

const dataKey = (arn: string, params: Params, env: Environment) => {
  const length =
    count(params, 'NumberOfBytes') || (text(params, 'KeySpec') === 'AES_128' ? 16 : 32);
  const hex = env.ids.hex(`${env.trace.scope}/dataKey`, 2 * Math.min(length, 1024));
  const plaintext = Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  return {
    CiphertextBlob: seal(arn, plaintext, contextOf(params)),
    Plaintext: plaintext,
    KeyId: arn,
  };
};

/** AWS Key Management Service API Reference: symmetric keys. The ciphertext names its key, so Decrypt needs no key id. */
export const kmsService: ServiceDefinition = {
  service: 'kms',
  deniedCode: 'AccessDeniedException',
  deniedStatus: 400,
  quotesResource: false,
  operations: operations('kms', {
    Encrypt: onKey(
      'Encrypt',
      (arn, params) => ({
        CiphertextBlob: seal(arn, bytes(params, 'Plaintext'), contextOf(params)),
        KeyId: arn,
        EncryptionAlgorithm: algorithm,
      }),
      { uses: true },
    ),
    Decrypt: {
      resource: () => [],
      also: (params, env) =>
        asked(
          env,
          openSealed(bytes(params, 'CiphertextBlob'))?.key ?? text(params, 'KeyId'),
          'Decrypt',
          contextOf(params),
        ),
      handle(params, env) {
        const opened = openSealed(bytes(params, 'CiphertextBlob'));
        const context = JSON.stringify(contextOf(params));
        if (opened === null || JSON.stringify(opened.context) !== context) {
          return refuse('InvalidCiphertextException', '');
        }
        const output = {
          KeyId: opened.key,
          Plaintext: opened.plaintext,
          EncryptionAlgorithm: algorithm,
        };
        return unusable(env, opened.key) ?? { ok: true, output };
      },
      rule: 'kms.key-policy-is-the-root',
    },
    GenerateDataKey: onKey('GenerateDataKey', dataKey, { uses: true }),
    GenerateDataKeyWithoutPlaintext: onKey(
      'GenerateDataKeyWithoutPlaintext',
      (arn, params, env) => {
        const { CiphertextBlob, KeyId } = dataKey(arn, params, env);
        return { CiphertextBlob, KeyId };
      },
      { uses: true },
    ),
    ...keyOperations,
    ...aliasOperations,
  }),
};
