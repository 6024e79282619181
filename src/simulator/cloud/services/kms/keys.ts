import { checkPolicy } from '../../../iam/index.ts';
import { count, text } from '../../params.ts';
import { done, refuse } from '../../results.ts';
import type { Environment, HandlerResult, Params } from '../../types.ts';
import { defaultPolicy, type FoundKey, findKey, isManagedKey, keyFacts } from '../keyAccess.ts';
import type { PlainOperation } from '../operation.ts';
import { onKey } from './onKey.ts';

const dayMs = 86_400_000;
/** Days until a key is gone, and between two rotations, where the call says nothing. */
const usualWindow = 30;
const usualPeriod = 365;

/** Notes what a command made of a key. */
function note(env: Environment, { account, name, facts }: FoundKey, changes: Params): void {
  keyFacts(env).set(`${account}/${name}`, { ...facts, ...changes });
}

const noteOn = (env: Environment, params: Params, changes: Params): void =>
  note(env, findKey(env, text(params, 'KeyId')), changes);

function metadata(env: Environment, key: string): Params {
  const { arn, name, account, facts } = findKey(env, key);
  const state = text(facts, 'state') || 'Enabled';
  return {
    AWSAccountId: account,
    KeyId: name,
    Arn: arn,
    CreationDate: count(facts, 'createdAt'),
    Enabled: state === 'Enabled',
    Description: text(facts, 'description'),
    KeyUsage: text(facts, 'usage') || 'ENCRYPT_DECRYPT',
    KeyState: state,
    ...(state === 'PendingDeletion' ? { DeletionDate: facts.deletionAt } : {}),
    Origin: 'AWS_KMS',
    KeyManager: isManagedKey(key) ? 'AWS' : 'CUSTOMER',
    KeySpec: text(facts, 'spec') || 'SYMMETRIC_DEFAULT',
    EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'],
    MultiRegion: facts.multiRegion === true,
  };
}

/** A key policy as it is written; a refusal in KMS's words when it is none. */
function policyIn(params: Params): { document: unknown } | { refused: HandlerResult } {
  let document: unknown = null;
  try {
    document = JSON.parse(text(params, 'Policy'));
  } catch {
    // Falls through: it is no policy.
  }
  const problem = checkPolicy(document, 'resource');
  return problem === null
    ? { document }
    : { refused: refuse('MalformedPolicyDocumentException', problem.message) };
}

function createKey(params: Params, env: Environment): HandlerResult {
  const written = params.Policy === undefined ? undefined : policyIn(params);
  if (written !== undefined && 'refused' in written) return written.refused;
  const key = findKey(env, env.ids.uuid(`${env.trace.scope}/key`));
  note(env, key, {
    made: true,
    createdAt: env.clock.now(),
    description: text(params, 'Description'),
    usage: text(params, 'KeyUsage'),
    spec: text(params, 'KeySpec') || text(params, 'CustomerMasterKeySpec'),
    multiRegion: params.MultiRegion === true,
    policy: written?.document ?? defaultPolicy(env.account),
  });
  return done({ KeyMetadata: metadata(env, key.name) });
}

function schedule(arn: string, params: Params, env: Environment): Params | HandlerResult {
  const { PendingWindowInDays: days = usualWindow } = params;
  if (typeof days !== 'number' || days < 7 || days > 30) {
    return refuse(
      'ValidationException',
      'PendingWindowInDays must be between 7 and 30 (inclusive)',
    );
  }
  if (findKey(env, text(params, 'KeyId')).facts.state === 'PendingDeletion') {
    return refuse('KMSInvalidStateException', `${arn} is pending deletion.`);
  }
  const deletionAt = env.clock.now() + days * dayMs;
  noteOn(env, params, { state: 'PendingDeletion', deletionAt });
  return {
    KeyId: arn,
    DeletionDate: deletionAt,
    KeyState: 'PendingDeletion',
    PendingWindowInDays: days,
  };
}

/** An operation that sets something and answers nothing. */
const setting = (action: string, changes: (params: Params) => Params): PlainOperation =>
  onKey(action, (_arn, params, env) => {
    noteOn(env, params, changes(params));
    return {};
  });

/** AWS Key Management Service API Reference: making keys and what is set on them. */
export const keyOperations: Readonly<Record<string, PlainOperation>> = {
  CreateKey: {
    context: (params) => ({
      'kms:KeySpec': text(params, 'KeySpec') || 'SYMMETRIC_DEFAULT',
      'kms:KeyUsage': text(params, 'KeyUsage') || 'ENCRYPT_DECRYPT',
      'kms:KeyOrigin': text(params, 'Origin') || 'AWS_KMS',
      'kms:MultiRegion': String(params.MultiRegion === true),
    }),
    also: (params) =>
      Array.isArray(params.Tags) && params.Tags.length > 0
        ? [{ action: 'kms:TagResource', resource: '*' }]
        : [],
    handle: createKey,
    rule: 'kms.created-key-is-used-later',
  },
  DescribeKey: onKey('DescribeKey', (_arn, params, env) => ({
    KeyMetadata: metadata(env, text(params, 'KeyId')),
  })),
  GetKeyPolicy: onKey('GetKeyPolicy', (_arn, params, env) => ({
    Policy: JSON.stringify(findKey(env, text(params, 'KeyId')).policy),
    PolicyName: 'default',
  })),
  PutKeyPolicy: onKey('PutKeyPolicy', (_arn, params, env) => {
    const written = policyIn(params);
    if ('refused' in written) return written.refused;
    noteOn(env, params, { policy: written.document });
    return {};
  }),
  EnableKey: setting('EnableKey', () => ({ state: 'Enabled' })),
  DisableKey: setting('DisableKey', () => ({ state: 'Disabled' })),
  EnableKeyRotation: setting('EnableKeyRotation', (params) => ({
    rotates: true,
    period: count(params, 'RotationPeriodInDays') || usualPeriod,
  })),
  DisableKeyRotation: setting('DisableKeyRotation', () => ({ rotates: false })),
  GetKeyRotationStatus: onKey('GetKeyRotationStatus', (arn, params, env) => {
    const { rotates, period } = findKey(env, text(params, 'KeyId')).facts;
    return {
      KeyRotationEnabled: rotates === true,
      KeyId: arn,
      ...(rotates === true ? { RotationPeriodInDays: period } : {}),
    };
  }),
  ScheduleKeyDeletion: onKey('ScheduleKeyDeletion', schedule),
  CancelKeyDeletion: onKey('CancelKeyDeletion', (arn, params, env) => {
    noteOn(env, params, { state: 'Disabled' });
    return { KeyId: arn };
  }),
};
