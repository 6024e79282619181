import type { ToolContext } from '../../../types.ts';
import { isObject } from '../../support/json.ts';
import type { Client } from '../client.ts';
import { parameterError } from '../errors.ts';
import { has, parseOptions } from '../options.ts';
import { listTime, unixOf } from '../time.ts';
import { listObjects } from './entries.ts';
import { bucketAndKey } from './paths.ts';
import { humanSize } from './size.ts';

const table = {
  recursive: 'flag',
  'page-size': 'value',
  'human-readable': 'flag',
  summarize: 'flag',
  'request-payer': 'optional',
  'bucket-name-prefix': 'value',
  'bucket-region': 'value',
} as const;

/**
 * `aws s3 ls` (AWS CLI Command Reference, "s3 ls"): buckets, or objects and prefixes up to the next slash. Exit 1 when a prefix
 * was asked for and nothing is there.
 */
export async function list(
  ctx: ToolContext,
  client: Client,
  words: readonly string[],
): Promise<number> {
  const parsed = parseOptions(words, table);
  const unknown = [...parsed.unknown, ...parsed.positionals.slice(1)];
  if (unknown.length > 0) throw parameterError(`Unknown options: ${unknown.join(',')}`);
  const { bucket, key } = bucketAndKey(parsed.positionals[0] ?? 's3://');
  if (bucket === '') return listBuckets(ctx, client);

  const size = (bytes: number) =>
    has(parsed, 'human-readable') ? humanSize(bytes) : String(bytes);
  const recursive = has(parsed, 'recursive');
  const { prefixes, objects } = recursive
    ? { prefixes: [], objects: await listObjects(ctx, client, bucket, key) }
    : await listLevel(ctx, client, bucket, key);
  for (const prefix of prefixes) {
    ctx.stdout(`${'PRE'.padStart(30)} ${prefix.split('/').at(-2) ?? ''}/\n`);
  }
  for (const object of objects) {
    const name = recursive ? object.key : (object.key.split('/').at(-1) ?? '');
    ctx.stdout(`${listTime(object.modified)} ${size(object.bytes).padStart(10)} ${name}\n`);
  }
  if (has(parsed, 'summarize')) {
    const total = objects.reduce((sum, { bytes }) => sum + bytes, 0);
    ctx.stdout(
      `\nTotal Objects: ${objects.length}\n${'Total Size: '.padStart(15)}${size(total)}\n`,
    );
  }
  return key !== '' && prefixes.length + objects.length === 0 ? 1 : 0;
}

async function listBuckets(ctx: ToolContext, client: Client): Promise<number> {
  const { Buckets: buckets } = await client.call('s3', 'ListBuckets', {});
  for (const bucket of Array.isArray(buckets) ? buckets.filter(isObject) : []) {
    ctx.stdout(`${listTime(unixOf(ctx, bucket.CreationDate))} ${String(bucket.Name)}\n`);
  }
  return 0;
}

async function listLevel(ctx: ToolContext, client: Client, bucket: string, prefix: string) {
  const output = await client.call('s3', 'ListObjectsV2', {
    Bucket: bucket,
    Prefix: prefix,
    Delimiter: '/',
  });
  const list = (value: unknown) => (Array.isArray(value) ? value.filter(isObject) : []);
  return {
    prefixes: list(output.CommonPrefixes).map((each) => String(each.Prefix)),
    objects: list(output.Contents).map((each) => ({
      key: String(each.Key),
      bytes: Number(each.Size),
      modified: unixOf(ctx, each.LastModified),
    })),
  };
}
