import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { ToolContext } from '../../../types.ts';
import type { Client } from '../client.ts';
import { CallError, parameterError, usageError } from '../errors.ts';
import { lastValue, parseOptions } from '../options.ts';
import { bucketAndKey } from './paths.ts';

const table = { 'expires-in': 'value' } as const;
/** Seconds that an address holds when nothing else is asked for. */
const defaultExpiry = 3600;

interface Keys {
  id: string;
  secret: string;
  token: string | undefined;
}

/** Exported keys win over the container's endpoint. */
async function keysOf(ctx: ToolContext, client: Client): Promise<Keys> {
  const env = await client.signing();
  if (env.AWS_ACCESS_KEY_ID) {
    return {
      id: env.AWS_ACCESS_KEY_ID,
      secret: env.AWS_SECRET_ACCESS_KEY ?? '',
      token: env.AWS_SESSION_TOKEN,
    };
  }
  const session = env.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI ? ctx.host.session() : null;
  if (session === null) throw new CallError('credentials', 'Unable to locate credentials');
  return { id: session.accessKeyId, secret: session.secretAccessKey, token: session.token };
}

/** RFC 3986: everything but letters, digits and `-._~`. */
const encoded = (text: string): string =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** Signature Version 4 of a GET with the query as it stands (Amazon S3 API Reference, "Authenticating Requests: Using Query Parameters"). */
function signature(o: {
  host: string;
  path: string;
  query: ReadonlyMap<string, string>;
  secret: string;
  scope: readonly string[];
  time: string;
}): string {
  const query = [...o.query]
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .sort()
    .join('&');
  const request = ['GET', o.path, query, `host:${o.host}`, '', 'host', 'UNSIGNED-PAYLOAD'];
  const digest = bytesToHex(sha256(utf8ToBytes(request.join('\n'))));
  const text = ['AWS4-HMAC-SHA256', o.time, o.scope.join('/'), digest].join('\n');
  const key = o.scope.reduce(
    (last, part) => hmac(sha256, last, utf8ToBytes(part)),
    utf8ToBytes(`AWS4${o.secret}`),
  );
  return bytesToHex(hmac(sha256, key, utf8ToBytes(text)));
}

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
  const { id, secret, token } = await keysOf(ctx, client);
  const region = client.region ?? 'us-east-1';
  // A dot in the name would not fit the certificate: the bucket moves into the path.
  const dotted = bucket.includes('.');
  const host = `${dotted ? '' : `${bucket}.`}s3.${region}.amazonaws.com`;
  const address = `/${dotted ? `${bucket}/` : ''}${key.split('/').map(encoded).join('/')}`;
  const time = new Date(ctx.host.clock.unix()).toISOString().replace(/[-:]|\.\d{3}/g, '');
  const scope = [time.slice(0, 8), region, 's3', 'aws4_request'];
  const query = new Map([
    ['X-Amz-Algorithm', 'AWS4-HMAC-SHA256'],
    ['X-Amz-Credential', [id, ...scope].join('/')],
    ['X-Amz-Date', time],
    ['X-Amz-Expires', expiry],
    ['X-Amz-SignedHeaders', 'host'],
  ]);
  if (token !== undefined) query.set('X-Amz-Security-Token', token);
  query.set('X-Amz-Signature', signature({ host, path: address, query, secret, scope, time }));
  const written = [...query].map(([name, value]) => `${name}=${encoded(value)}`).join('&');
  ctx.stdout(`https://${host}${address}?${written}\n`);
  return 0;
}
