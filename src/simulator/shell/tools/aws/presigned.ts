import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { ToolContext } from '../../types.ts';
import { text } from '../support/json.ts';
import type { Client } from './client.ts';
import { CallError } from './errors.ts';

/** What an address is signed with. */
export interface Keys {
  id: string;
  secret: string;
  token: string | undefined;
}

/** Exported keys win over the container's endpoint. Throws `CallError` where there are none. */
export async function keysOf(ctx: ToolContext, client: Client): Promise<Keys> {
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

/** Keys of a session, as AssumeRole gives them. */
export const keysIn = (credentials: unknown): Keys => ({
  id: text(credentials, 'AccessKeyId') ?? '',
  secret: text(credentials, 'SecretAccessKey') ?? '',
  token: text(credentials, 'SessionToken'),
});

/** RFC 3986: everything but letters, digits and `-._~`. */
export const encoded = (word: string): string =>
  encodeURIComponent(word).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** A GET request that is signed, but sent by somebody else. */
export interface Unsent {
  service: string;
  region: string;
  host: string;
  /** Encoded. */
  path: string;
  /** Parameters of the request itself. */
  query?: readonly (readonly [name: string, value: string])[];
  /** Headers that must be sent with it, beside `host`; in lower case. */
  headers?: readonly (readonly [name: string, value: string])[];
  /** Seconds that it holds. */
  expires: string;
  /** Hash of the body, or that it is not signed. */
  payload: string;
}

export const emptyPayload = bytesToHex(sha256(new Uint8Array()));
export const unsignedPayload = 'UNSIGNED-PAYLOAD';

/** A presigned address (Amazon S3 API Reference, "Authenticating Requests: Using Query Parameters (AWS Signature Version 4)"). */
export function presigned(ctx: ToolContext, keys: Keys, o: Unsent): string {
  const time = new Date(ctx.host.clock.unix()).toISOString().replace(/[-:]|\.\d{3}/g, '');
  const scope = [time.slice(0, 8), o.region, o.service, 'aws4_request'];
  const headers = [['host', o.host] as const, ...(o.headers ?? [])];
  const names = headers.map(([name]) => name).join(';');
  const query: (readonly [string, string])[] = [
    ...(o.query ?? []),
    ['X-Amz-Algorithm', 'AWS4-HMAC-SHA256'],
    ['X-Amz-Credential', [keys.id, ...scope].join('/')],
    ['X-Amz-Date', time],
    ['X-Amz-Expires', o.expires],
    ['X-Amz-SignedHeaders', names],
    ...(keys.token === undefined ? [] : [['X-Amz-Security-Token', keys.token] as const]),
  ];
  const written = query.map(([name, value]) => `${encoded(name)}=${encoded(value)}`);
  const request = [
    'GET',
    o.path,
    written.toSorted().join('&'),
    ...headers.map(([name, value]) => `${name}:${value}`),
    '',
    names,
    o.payload,
  ].join('\n');
  const digest = bytesToHex(sha256(utf8ToBytes(request)));
  const string = ['AWS4-HMAC-SHA256', time, scope.join('/'), digest].join('\n');
  const key = scope.reduce(
    (last, part) => hmac(sha256, last, utf8ToBytes(part)),
    utf8ToBytes(`AWS4${keys.secret}`),
  );
  const signature = bytesToHex(hmac(sha256, key, utf8ToBytes(string)));
  return `https://${o.host}${o.path}?${written.join('&')}&X-Amz-Signature=${signature}`;
}
