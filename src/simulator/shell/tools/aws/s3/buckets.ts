import type { ToolContext } from '../../../types.ts';
import type { Client } from '../client.ts';
import { CallError, generalError, parameterError, usageError } from '../errors.ts';
import { has, parseOptions } from '../options.ts';
import { bucketAndKey, isS3 } from './paths.ts';
import { runTransfer } from './transfer.ts';

function bucketPath(words: readonly string[], table: Record<string, 'flag'>) {
  const parsed = parseOptions(words, table);
  const [path, ...more] = parsed.positionals;
  const unknown = [...parsed.unknown, ...more];
  if (path === undefined) throw usageError('the following arguments are required: path');
  if (unknown.length > 0) throw parameterError(`Unknown options: ${unknown.join(',')}`);
  if (!isS3(path)) throw parameterError('<S3Uri>\nError: Invalid argument type');
  return { path, ...bucketAndKey(path), force: has(parsed, 'force') };
}

/** Makes the call; a refusal is one line on stderr and exit 1. */
async function attempt(
  ctx: ToolContext,
  verb: 'make_bucket' | 'remove_bucket',
  path: string,
  call: () => Promise<unknown>,
): Promise<number> {
  try {
    await call();
  } catch (reason) {
    if (!(reason instanceof CallError)) throw reason;
    ctx.stderr(`${verb} failed: ${path} ${reason.message}\n`);
    return 1;
  }
  ctx.stdout(`${verb}: ${bucketAndKey(path).bucket}\n`);
  return 0;
}

/** `aws s3 mb` (AWS CLI Command Reference, "s3 mb"). */
export function makeBucket(
  ctx: ToolContext,
  client: Client,
  words: readonly string[],
): Promise<number> {
  const { path, bucket } = bucketPath(words, {});
  const { region = 'us-east-1' } = client;
  return attempt(ctx, 'make_bucket', path, () =>
    client.call('s3', 'CreateBucket', {
      Bucket: bucket,
      // Only us-east-1 needs no word about the place.
      ...(region === 'us-east-1'
        ? {}
        : { CreateBucketConfiguration: { LocationConstraint: region } }),
    }),
  );
}

/** `aws s3 rb` (AWS CLI Command Reference, "s3 rb"); `--force` empties the bucket first. */
export async function removeBucket(
  ctx: ToolContext,
  client: Client,
  words: readonly string[],
): Promise<number> {
  const { path, bucket, key, force } = bucketPath(words, { force: 'flag' });
  if (key !== '') {
    throw parameterError(`Please specify a valid bucket name only. E.g. s3://${bucket}`);
  }
  if (force && (await runTransfer(ctx, client, 'rm', [path, '--recursive'])) !== 0) {
    throw generalError(
      'remove_bucket failed: Unable to delete all objects in the bucket, bucket will not be deleted.',
    );
  }
  return attempt(ctx, 'remove_bucket', path, () =>
    client.call('s3', 'DeleteBucket', { Bucket: bucket }),
  );
}
