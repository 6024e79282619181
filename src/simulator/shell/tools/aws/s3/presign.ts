import type { ToolContext } from '../../../types.ts';
import type { Client } from '../client.ts';
import { parameterError, usageError } from '../errors.ts';
import { lastValue, parseOptions } from '../options.ts';
import { encoded, keysOf, presigned, unsignedPayload } from '../presigned.ts';
import { bucketAndKey } from './paths.ts';

const table = { 'expires-in': 'value' } as const;
/** Seconds that an address holds when nothing else is asked for. */
const defaultExpiry = 3600;

/**
 * `aws s3 presign` (AWS CLI Command Reference, "s3 presign"): an address that anyone may read the object with, in the name of
 * the signer. No call: whether the signer may read is checked when the address is used.
 */
export async function presign(
  ctx: ToolContext,
  client: Client,
  words: readonly string[],
): Promise<number> {
  const parsed = parseOptions(words, table);
  const [path, ...more] = parsed.positionals;
  const unknown = [...parsed.unknown, ...more];
  if (path === undefined) throw usageError('the following arguments are required: path');
  if (unknown.length > 0) throw parameterError(`Unknown options: ${unknown.join(',')}`);
  const expiry = lastValue(parsed, 'expires-in') ?? String(defaultExpiry);
  if (!/^\d{1,9}$/.test(expiry)) {
    throw usageError(`argument --expires-in: invalid int value: '${expiry}'`);
  }
  const { bucket, key } = bucketAndKey(path);
  const keys = await keysOf(ctx, client);
  const region = client.region ?? 'us-east-1';
  // A dot in the name would not fit the certificate: the bucket moves into the path.
  const dotted = bucket.includes('.');
  const address = presigned(ctx, keys, {
    service: 's3',
    region,
    host: `${dotted ? '' : `${bucket}.`}s3.${region}.amazonaws.com`,
    path: `/${dotted ? `${bucket}/` : ''}${key.split('/').map(encoded).join('/')}`,
    expires: expiry,
    payload: unsignedPayload,
  });
  ctx.stdout(`${address}\n`);
  return 0;
}
