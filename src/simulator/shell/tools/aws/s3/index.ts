import type { ToolContext } from '../../../types.ts';
import type { Client } from '../client.ts';
import { makeBucket, removeBucket } from './buckets.ts';
import { list } from './ls.ts';
import type { TransferCommand } from './options.ts';
import { presign } from './presign.ts';
import { runTransfer } from './transfer.ts';
import { website } from './website.ts';

export type S3Command = (
  ctx: ToolContext,
  client: Client,
  words: readonly string[],
) => Promise<number>;

const transfer =
  (command: TransferCommand): S3Command =>
  (ctx, client, words) =>
    runTransfer(ctx, client, command, words);

/** The commands of `aws s3` that are simulated. */
export const s3Commands: Readonly<Record<string, S3Command>> = {
  ls: list,
  cp: transfer('cp'),
  mv: transfer('mv'),
  sync: transfer('sync'),
  rm: transfer('rm'),
  mb: makeBucket,
  rb: removeBucket,
  presign,
  website,
};
