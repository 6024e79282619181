import type { Params } from '../../../../cloud/types.ts';
import type { ToolContext } from '../../../types.ts';
import { describeFile, isDirectory, listFiles } from '../../support/files.ts';
import { isObject } from '../../support/json.ts';
import { basename } from '../../support/paths.ts';
import type { Client } from '../client.ts';
import { CallError } from '../errors.ts';
import { unixOf } from '../time.ts';
import { bucketAndKey, type Location } from './paths.ts';

/** A file or object that may be transferred. */
export interface Entry {
  /** `bucket/key`, or an absolute path. */
  path: string;
  /** Name below the root of the transfer: the same on both sides. */
  name: string;
  bytes: number;
  /** Unix ms. */
  modified: number;
  /** Answer of HeadObject, where the object was asked for by itself. */
  head?: Params;
}

/** Pages of a listing that are read at most, 1,000 keys each. */
const pageLimit = 100;

/** All objects under a prefix, in S3's order, page after page. */
export async function listObjects(
  ctx: ToolContext,
  client: Client,
  bucket: string,
  prefix: string,
): Promise<{ key: string; bytes: number; modified: number }[]> {
  const found: { key: string; bytes: number; modified: number }[] = [];
  let token: unknown;
  for (let page = 0; page < pageLimit; page++) {
    const output = await client.call('s3', 'ListObjectsV2', {
      Bucket: bucket,
      Prefix: prefix,
      ...(token === undefined ? {} : { ContinuationToken: token }),
    });
    const contents: unknown[] = Array.isArray(output.Contents) ? output.Contents : [];
    for (const each of contents.filter(isObject)) {
      found.push({
        key: String(each.Key),
        bytes: Number(each.Size),
        modified: unixOf(ctx, each.LastModified),
      });
    }
    token = output.NextContinuationToken;
    if (token === undefined) break;
  }
  return found;
}

async function headObject(ctx: ToolContext, client: Client, path: string): Promise<Entry> {
  const { bucket, key } = bucketAndKey(path);
  try {
    const output = await client.call('s3', 'HeadObject', { Bucket: bucket, Key: key });
    return {
      path,
      name: basename(path),
      bytes: Number(output.ContentLength ?? 0),
      modified: unixOf(ctx, output.LastModified),
      head: output,
    };
  } catch (reason) {
    if (!(reason instanceof CallError) || reason.status !== 404) throw reason;
    throw new CallError(
      'service',
      `An error occurred (404) when calling the HeadObject operation: Key "${key}" does not exist`,
      404,
    );
  }
}

async function localEntries(
  ctx: ToolContext,
  from: Location,
  recursive: boolean,
  skipped: (path: string) => void,
) {
  const path = from.path.length > 1 ? from.path.replace(/\/$/, '') : from.path;
  const directory = await isDirectory(ctx.fs, path);
  if (!recursive) {
    // A directory is tried like a file, and fails when it is opened.
    const file = await describeFile(ctx.fs, path);
    return [{ ...file, path: directory ? from.path : path }];
  }
  if (!directory) {
    throw new CallError('file', `[Errno 20] Not a directory: '${from.path}'`);
  }
  return listFiles(ctx.fs, path, skipped);
}

/**
 * What lies on one side of a transfer: one file or object (asked for with HeadObject, but not before a deletion), or everything
 * below a directory or prefix. Throws `CallError`.
 */
export async function listEntries(
  ctx: ToolContext,
  client: Client,
  from: Location,
  o: { recursive: boolean; deleting: boolean; skipped(path: string): void },
): Promise<Entry[]> {
  if (from.type === 'local') {
    return (await localEntries(ctx, from, o.recursive, o.skipped)).map(
      ({ path, bytes, mtime }) => ({
        path,
        name: o.recursive ? path.slice(from.path.length) : basename(path),
        bytes,
        modified: mtime,
      }),
    );
  }
  const { bucket, key } = bucketAndKey(from.path);
  if (!o.recursive && key !== '') {
    return o.deleting
      ? [{ path: from.path, name: basename(from.path), bytes: 0, modified: 0 }]
      : [await headObject(ctx, client, from.path)];
  }
  const objects = await listObjects(ctx, client, bucket, key);
  if (!o.recursive) return [];
  return (
    objects
      // Empty objects that end in a slash are the console's "folders": only a deletion takes them.
      .filter((object) => o.deleting || object.bytes > 0 || !object.key.endsWith('/'))
      .map((object) => ({
        path: `${bucket}/${object.key}`,
        name: object.key.slice(key.length),
        bytes: object.bytes,
        modified: object.modified,
      }))
  );
}
