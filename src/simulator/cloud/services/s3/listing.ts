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

/** ListObjectsV2 without the members that only repeat the request: the CLI leaves them out when it joins the pages. */
function list(params: Params, env: Environment): HandlerResult {
  const bucket = env.state.buckets.get(text(params, 'Bucket'));
  if (bucket === undefined) return noSuchBucket();
  const limit =
    params.MaxKeys === undefined ? mostKeys : Math.min(mostKeys, count(params, 'MaxKeys'));
  const after = text(params, 'ContinuationToken') || text(params, 'StartAfter');
  const items = itemsOf(bucket, params, env, after);
  const page = items.slice(0, limit);
  const last = page.at(-1);
  const contents = page.flatMap((item) => ('entry' in item ? [item.entry] : []));
  const folders = page.flatMap((item) => ('folder' in item ? [{ Prefix: item.folder }] : []));
  return done({
    ...(contents.length === 0 ? {} : { Contents: contents }),
    ...(folders.length === 0 ? {} : { CommonPrefixes: folders }),
    ...(items.length > page.length && last !== undefined
      ? { IsTruncated: true, NextContinuationToken: last.key }
      : {}),
    RequestCharged: null,
  });
}

/** Amazon S3 API Reference, "ListObjectsV2". */
export const listOperations: Record<string, OperationDefinition> = {
  ListObjectsV2: {
    trail: 'data',
    latencyMs: 55,
    node: (params) => `bucket:${text(params, 'Bucket')}`,
    details: (params) => ({ bucket: text(params, 'Bucket') }),
    permissions: onBucket('s3:ListBucket', (params) => ({
      // An empty prefix that is sent is an empty text, and no missing key (reference: iam §2.5).
      ...(typeof params.Prefix === 'string' ? { 's3:prefix': params.Prefix } : {}),
      ...headerKeys(params, { Delimiter: 's3:delimiter' }),
      ...(params.MaxKeys === undefined ? {} : { 's3:max-keys': String(count(params, 'MaxKeys')) }),
    })),
    handle: list,
    rule: 's3.list-bucket',
  },
};
