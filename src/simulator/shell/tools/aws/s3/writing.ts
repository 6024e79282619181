import type { Params } from '../../../../cloud/types.ts';
import { usageError } from '../errors.ts';
import { invalidChoice } from '../globals.ts';
import { has, lastValue, type ParsedOptions } from '../options.ts';

const cannedAcls = [
  'private',
  'public-read',
  'public-read-write',
  'authenticated-read',
  'aws-exec-read',
  'bucket-owner-read',
  'bucket-owner-full-control',
  'log-delivery-write',
];

/** Which parameter of the API an option becomes. */
const parameters: Readonly<Record<string, string>> = {
  acl: 'ACL',
  'content-type': 'ContentType',
  'cache-control': 'CacheControl',
  'content-disposition': 'ContentDisposition',
  'content-encoding': 'ContentEncoding',
  'content-language': 'ContentLanguage',
  expires: 'Expires',
  'storage-class': 'StorageClass',
  'sse-kms-key-id': 'SSEKMSKeyId',
  'website-redirect': 'WebsiteRedirectLocation',
};

/** Parameters that only mean something when the metadata is replaced. */
const metadata = [
  'ContentType',
  'CacheControl',
  'ContentDisposition',
  'ContentEncoding',
  'ContentLanguage',
  'Expires',
  'Metadata',
];

const grantParameters: ReadonlyMap<string, string> = new Map([
  ['read', 'GrantRead'],
  ['full', 'GrantFullControl'],
  ['readacl', 'GrantReadACP'],
  ['writeacl', 'GrantWriteACP'],
]);

/** `--grants read=uri=http://… full=id=…` */
function grantsOf(parsed: ParsedOptions): Params {
  const grants: Record<string, string> = {};
  for (const written of parsed.given.findLast(({ name }) => name === 'grants')?.values ?? []) {
    const equals = written.indexOf('=');
    const parameter = grantParameters.get(written.slice(0, Math.max(0, equals)));
    if (parameter === undefined) {
      throw usageError('grants should be of the form permission=principal');
    }
    const grantee = written.slice(equals + 1);
    const before = grants[parameter];
    grants[parameter] = before === undefined ? grantee : `${before},${grantee}`;
  }
  return grants;
}

/** `--metadata a=1,b=2`, or JSON. */
function metadataOf(written: string): Record<string, string> {
  if (written.startsWith('{')) {
    try {
      const value: unknown = JSON.parse(written);
      return Object.fromEntries(Object.entries(value ?? {}).map(([k, v]) => [k, String(v)]));
    } catch {
      throw usageError(`Error parsing parameter '--metadata': Invalid JSON received.`);
    }
  }
  return Object.fromEntries(
    written.split(',').map((pair) => {
      const equals = pair.indexOf('=');
      return equals < 0 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)];
    }),
  );
}

/** Parameters of PutObject, CopyObject and CreateMultipartUpload that the options ask for. */
export function writeOf(parsed: ParsedOptions): Params {
  const write: Params = {};
  for (const [option, parameter] of Object.entries(parameters)) {
    const value = lastValue(parsed, option);
    if (value !== undefined) write[parameter] = value;
  }
  const acl = lastValue(parsed, 'acl');
  if (acl !== undefined && !cannedAcls.includes(acl)) throw invalidChoice('--acl', acl, cannedAcls);
  if (has(parsed, 'sse')) {
    const sse = lastValue(parsed, 'sse') ?? 'AES256';
    if (sse !== 'AES256' && sse !== 'aws:kms') {
      throw invalidChoice('--sse', sse, ['AES256', 'aws:kms']);
    }
    write.ServerSideEncryption = sse;
  }
  const given = lastValue(parsed, 'metadata');
  return {
    ...write,
    ...grantsOf(parsed),
    ...(given === undefined ? {} : { Metadata: metadataOf(given) }),
  };
}

export type CopyProperties = 'default' | 'metadata-directive' | 'none';
const copyProperties = ['none', 'metadata-directive', 'default'] as const;

/** What goes with a copy (`--copy-props`, AWS CLI User Guide, "Copying file properties and tags"); an explicit directive wins. */
export function copyOf(
  parsed: ParsedOptions,
  write: Params,
): { properties: CopyProperties; directives: Params } {
  const written = lastValue(parsed, 'copy-props') ?? 'default';
  const properties = copyProperties.find((each) => each === written);
  if (properties === undefined) throw invalidChoice('--copy-props', written, copyProperties);
  const directive = lastValue(parsed, 'metadata-directive');
  if (directive !== undefined) {
    return { properties: 'none', directives: { MetadataDirective: directive } };
  }
  const replaces = properties === 'none' || metadata.some((name) => write[name] !== undefined);
  return {
    properties,
    directives: {
      ...(replaces ? { MetadataDirective: 'REPLACE' } : {}),
      ...(properties === 'default' ? {} : { TaggingDirective: 'REPLACE' }),
    },
  };
}
