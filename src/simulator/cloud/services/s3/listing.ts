import { count, text } from '../../params.ts';
import { done } from '../../results.ts';
import type {
  Bucket,
  Environment,
  HandlerResult,
  OperationDefinition,
  Params,
} from '../../types.ts';
import { headerKeys, noSuchBucket, onBucket } from './access.ts';
import { canonicalId } from './buckets.ts';
import { secondsOf } from './store.ts';

/** Most keys in one answer. */
const mostKeys = 1000;

type Item = { key: string; entry: Params } | { key: string; folder: string };

/** Keys and common prefixes after a place, in S3's order. */
function itemsOf(bucket: Bucket, params: Params, env: Environment, after: string): Item[] {
  const prefix = text(params, 'Prefix');
  const delimiter = text(params, 'Delimiter');
  const items: Item[] = [];
  const folders = new Set<string>();
  for (const object of [...bucket.objects.values()].sort((a, b) => (a.key < b.key ? -1 : 1))) {
    const { key } = object;
    if (!key.startsWith(prefix) || key <= after) continue;
    const cut = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    const folder = cut < 0 ? '' : key.slice(0, cut + delimiter.length);
    if (cut < 0) {
      const entry = {
        Key: key,
        LastModified: secondsOf(env, object.lastModified),
        ETag: object.etag,
        Size: object.bytes.length,
        StorageClass: object.headers?.StorageClass ?? 'STANDARD',
      };
      items.push({ key, entry });
    } else if (!folders.has(folder) && !(after !== '' && after.startsWith(folder))) {
      folders.add(folder);
      items.push({ key: folder, folder });
    }
  }
  return items;
}

/** One page: at most as many items as asked for. */
function pageOf(bucket: Bucket, params: Params, env: Environment, after: string) {
  const limit =
    params.MaxKeys === undefined ? mostKeys : Math.min(mostKeys, count(params, 'MaxKeys'));
  const items = itemsOf(bucket, params, env, after);
  const page = items.slice(0, limit);
  return {
    contents: page.flatMap((item) => ('entry' in item ? [item.entry] : [])),
    folders: page.flatMap((item) => ('folder' in item ? [{ Prefix: item.folder }] : [])),
    /** Where the next page begins, if there is one. */
    next: items.length > page.length ? page.at(-1)?.key : undefined,
  };
}

/** The lists of a page; the CLI leaves empty ones out, and the members that only repeat the request when it joins the pages. */
const lists = (contents: readonly Params[], folders: readonly Params[]): Params => ({
  ...(contents.length === 0 ? {} : { Contents: contents }),
  ...(folders.length === 0 ? {} : { CommonPrefixes: folders }),
});

/** Version 2 of the list. */
function list(params: Params, env: Environment): HandlerResult {
  const bucket = env.state.buckets.get(text(params, 'Bucket'));
  if (bucket === undefined) return noSuchBucket();
  const after = text(params, 'ContinuationToken') || text(params, 'StartAfter');
  const { contents, folders, next } = pageOf(bucket, params, env, after);
  return done({
    ...lists(contents, folders),
    ...(next === undefined ? {} : { IsTruncated: true, NextContinuationToken: next }),
    RequestCharged: null,
  });
}

/** Version 1: every entry names its owner, and a marker takes the place of the token. */
function listVersion1(params: Params, env: Environment): HandlerResult {
  const bucket = env.state.buckets.get(text(params, 'Bucket'));
  if (bucket === undefined) return noSuchBucket();
  const { contents, folders, next } = pageOf(bucket, params, env, text(params, 'Marker'));
  const Owner = { ID: canonicalId({ ...env, account: bucket.account }) };
  return done({
    ...lists(
      contents.map((entry) => ({ ...entry, Owner })),
      folders,
    ),
    ...(next === undefined ? {} : { IsTruncated: true, NextMarker: next }),
    RequestCharged: null,
  });
}

/** What every list of a bucket is authorized and recorded with. */
export const listing = (
  action: string,
): Pick<OperationDefinition, 'trail' | 'latencyMs' | 'node' | 'details' | 'permissions'> => ({
  trail: 'data',
  latencyMs: 55,
  node: (params) => `bucket:${text(params, 'Bucket')}`,
  details: (params) => ({ bucket: text(params, 'Bucket') }),
  permissions: onBucket(action, (params) => ({
    // An empty prefix that is sent is an empty text, and no missing key (reference: iam §2.5).
    ...(typeof params.Prefix === 'string' ? { 's3:prefix': params.Prefix } : {}),
    ...headerKeys(params, { Delimiter: 's3:delimiter' }),
    ...(params.MaxKeys === undefined ? {} : { 's3:max-keys': String(count(params, 'MaxKeys')) }),
  })),
});

/** Amazon S3 API Reference, "ListObjectsV2" and "ListObjects". */
export const listOperations: Record<string, OperationDefinition> = {
  ListObjectsV2: { ...listing('s3:ListBucket'), handle: list, rule: 's3.list-bucket' },
  ListObjects: { ...listing('s3:ListBucket'), handle: listVersion1, rule: 's3.list-bucket' },
};
