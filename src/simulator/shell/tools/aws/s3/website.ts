import type { ToolContext } from '../../../types.ts';
import type { Client } from '../client.ts';
import { parameterError, usageError } from '../errors.ts';
import { lastValue, parseOptions } from '../options.ts';
import { bucketAndKey } from './paths.ts';

const table = { 'index-document': 'value', 'error-document': 'value' } as const;

/** `aws s3 website` (AWS CLI Command Reference, "s3 website"): what a bucket shows as a website. Prints nothing. */
export async function website(
  _ctx: ToolContext,
  client: Client,
  words: readonly string[],
): Promise<number> {
  const parsed = parseOptions(words, table);
  const [path, ...more] = parsed.positionals;
  const unknown = [...parsed.unknown, ...more];
  if (path === undefined) throw usageError('the following arguments are required: paths');
  if (unknown.length > 0) throw parameterError(`Unknown options: ${unknown.join(',')}`);
  const index = lastValue(parsed, 'index-document');
  const error = lastValue(parsed, 'error-document');
  await client.call('s3', 'PutBucketWebsite', {
    Bucket: bucketAndKey(path).bucket,
    WebsiteConfiguration: {
      ...(error === undefined ? {} : { ErrorDocument: { Key: error } }),
      ...(index === undefined ? {} : { IndexDocument: { Suffix: index } }),
    },
  });
  return 0;
}
