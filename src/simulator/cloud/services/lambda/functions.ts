import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { accountIn, isForeign } from '../../arns.ts';
import { bytes as bytesIn, text } from '../../params.ts';
import { refuse } from '../../results.ts';
import { records } from '../../state.ts';
import type { Environment, HandlerResult, Params, Permission } from '../../types.ts';
import { type Found, find } from '../declared.ts';

export const kind = 'lambda:function';

/** ms until a new or changed function is active again. A typical figure. */
const updateMs = 4_000;

/** Name and qualifier in `FunctionName`, which may be a name, `name:alias`, a partial or a whole ARN. */
export function nameOf(params: Params): { name: string; qualifier: string } {
  const written = text(params, 'FunctionName');
  const parts = written.includes(':function:') ? (written.split(':function:')[1] ?? '') : written;
  const [name = '', qualifier = ''] = parts.split(':');
  return { name, qualifier: qualifier || text(params, 'Qualifier') };
}

/** ARN that is checked: with the alias or version, when the call names one. */
export function functionArn(params: Params, env: Environment): string {
  const { name, qualifier } = nameOf(params);
  const written = text(params, 'FunctionName');
  const owner = isForeign(env, written) ? accountIn(written) : env.account;
  return `arn:aws:lambda:${env.region}:${owner}:function:${name}${qualifier === '' ? '' : `:${qualifier}`}`;
}

export const functionPolicy = (params: Params, env: Environment): Permission['resourcePolicy'] => {
  const { name } = nameOf(params);
  if (isForeign(env, text(params, 'FunctionName'))) return undefined;
  const policy = records(env.state, kind).get(name)?.policy;
  return policy === undefined
    ? undefined
    : { kind: 'function', name: `function:${name}/policy`, document: policy };
};

/** A function as the service keeps it. */
export function newFunction(
  env: Pick<Environment, 'account' | 'region' | 'ids'>,
  name: string,
  given: Params = {},
): Params {
  return {
    FunctionName: name,
    FunctionArn: `arn:aws:lambda:${env.region}:${env.account}:function:${name}`,
    Runtime: 'python3.12',
    Role: `arn:aws:iam::${env.account}:role/${name}-role`,
    Handler: 'app.handler',
    CodeSize: 1234,
    Description: '',
    Timeout: 3,
    MemorySize: 128,
    LastModified: 0,
    CodeSha256: sha256(utf8ToBytes(name)),
    Version: '$LATEST',
    ...given,
    revisions: 0,
    versions: 0,
    aliases: new Map<string, Params>(),
    busyUntil: 0,
  };
}

export function functionOf(params: Params, env: Environment): Found | undefined {
  if (isForeign(env, text(params, 'FunctionName'))) return undefined;
  const { name } = nameOf(params);
  return find(env, {
    kind,
    name,
    table: 'functions',
    called: 'function',
    make: () => newFunction(env, name),
  });
}

export const notFound = (params: Params, env: Environment): HandlerResult =>
  refuse('ResourceNotFoundException', `Function not found: ${functionArn(params, env)}`, 404);

/** What Lambda says until a new function is active. */
export const pending = (): HandlerResult =>
  refuse(
    'ResourceConflictException',
    'The operation cannot be performed at this time. The function is currently in the following state: Pending',
    409,
  );

/** New code or settings: a while the function is busy, and refuses more of it. */
export function change(env: Environment, record: Params, given: Params): HandlerResult | null {
  if (isCreating(env, record)) return pending();
  if (Number(record.busyUntil) > env.clock.now()) {
    return refuse(
      'ResourceConflictException',
      `The operation cannot be performed at this time. An update is in progress for resource: ${text(record, 'FunctionArn')}`,
      409,
    );
  }
  Object.assign(record, given, {
    LastModified: env.clock.now(),
    busyUntil: env.clock.now() + updateMs,
    revisions: Number(record.revisions) + 1,
  });
  return null;
}

/** What the code of a request becomes. */
export function codeFacts(params: Params): Params {
  const image = text(params, 'ImageUri');
  if (image !== '')
    return { PackageType: 'Image', CodeSize: 0, CodeSha256: sha256(utf8ToBytes(image)) };
  const zip = bytesIn(params, 'ZipFile');
  if (zip.length === 0) return {};
  return { CodeSize: zip.length, CodeSha256: sha256(zip) };
}

/** `2026-11-23T05:15:52.000+0000`: Lambda gives this time as text of its own form. */
export function modified(env: Environment, at: unknown): string {
  const unix = Number(at) + env.clock.unix() - env.clock.now();
  return new Date(unix).toISOString().replace('Z', '+0000');
}

/** Until it is active for the first time. */
export const isCreating = (env: Environment, record: Params): boolean =>
  record.creating === true &&
  Number(record.revisions) === 1 &&
  Number(record.busyUntil) > env.clock.now();

/** A function as the API gives it. */
export function configuration(env: Environment, record: Params, given: Params = {}): Params {
  const busy = Number(record.busyUntil) > env.clock.now();
  return {
    FunctionName: record.FunctionName,
    FunctionArn: record.FunctionArn,
    Runtime: record.Runtime,
    Role: record.Role,
    Handler: record.Handler,
    CodeSize: record.CodeSize,
    Description: record.Description,
    Timeout: record.Timeout,
    MemorySize: record.MemorySize,
    LastModified: modified(env, record.LastModified),
    CodeSha256: record.CodeSha256,
    Version: record.Version,
    ...(record.Environment === undefined ? {} : { Environment: record.Environment }),
    TracingConfig: { Mode: 'PassThrough' },
    RevisionId: env.ids.uuid(`${text(record, 'FunctionArn')}/revision/${String(record.revisions)}`),
    State: isCreating(env, record) ? 'Pending' : 'Active',
    ...(isCreating(env, record)
      ? { StateReason: 'The function is being created.', StateReasonCode: 'Creating' }
      : {}),
    LastUpdateStatus: busy ? 'InProgress' : 'Successful',
    ...(busy
      ? {
          LastUpdateStatusReason: 'The function is being created.',
          LastUpdateStatusReasonCode: 'Creating',
        }
      : {}),
    PackageType: record.PackageType ?? 'Zip',
    Architectures: ['x86_64'],
    EphemeralStorage: { Size: 512 },
    SnapStart: { ApplyOn: 'None', OptimizationStatus: 'Off' },
    ...given,
  };
}
