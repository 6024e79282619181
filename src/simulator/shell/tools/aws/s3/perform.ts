import type { ToolContext } from '../../../types.ts';
import { toBytes, toText } from '../../support/bytes.ts';
import { isDirectory, writeFile } from '../../support/files.ts';
import type { Client } from '../client.ts';
import { CallError } from '../errors.ts';
import { contentTypeOf } from './contentTypes.ts';
import type { Entry } from './entries.ts';
import type { TransferOptions } from './options.ts';
import { copyInParts, partBytes, partsOf, uploadInParts } from './parts.ts';
import { bucketAndKey } from './paths.ts';

/** Bytes per ms on the way from S3: 25 MB/s, modest for a build host. An upload's time is part of the call itself. */
const bytesPerMs = 25_000;

export interface Job {
  entry: Entry;
  /** `bucket/key`, or an absolute path. */
  to: string;
}
export type JobType = 'upload' | 'download' | 'copy' | 'delete' | 'deleteLocal';

interface Tools {
  ctx: ToolContext;
  client: Client;
  options: TransferOptions;
  /** The bytes are over. */
  progress(bytes: number): void;
}

/** One upload: files of 8 MiB and more go in parts. */
export async function putObject(
  { client, options, progress }: Tools,
  body: Uint8Array,
  to: string,
  name: string,
): Promise<void> {
  const { bucket, key } = bucketAndKey(to);
  const target = { Bucket: bucket, Key: key };
  const guessed = options.guessType ? contentTypeOf(name) : undefined;
  const headers = {
    ...(guessed === undefined ? {} : { ContentType: guessed }),
    ...options.write,
  };
  if (body.length >= partBytes) {
    await uploadInParts(client, target, headers, body, progress);
    return;
  }
  await client.call('s3', 'PutObject', { ...target, Body: body, ...headers });
  progress(body.length);
}

/** One download; `size`: bytes of the object. Big ones come in ranges. */
async function getObject(
  { ctx, client, progress }: Tools,
  from: string,
  size: number,
): Promise<Uint8Array> {
  const { bucket, key } = bucketAndKey(from);
  const source = { Bucket: bucket, Key: key };
  const ranges =
    size < partBytes
      ? [{}]
      : partsOf(size).map((part) => ({ Range: `bytes=${part.from}-${part.to}` }));
  const pieces: Uint8Array[] = [];
  for (const range of ranges) {
    const { Body: body } = await client.call('s3', 'GetObject', { ...source, ...range });
    const bytes = body instanceof Uint8Array ? body : new Uint8Array();
    await ctx.sleep(Math.ceil(bytes.length / bytesPerMs));
    progress(bytes.length);
    pieces.push(bytes);
  }
  return joined(pieces);
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

/** How each kind of transfer is done. Throws `CallError`. */
export const perform: Readonly<Record<JobType, (tools: Tools, job: Job) => Promise<void>>> = {
  async upload(tools, { entry, to }) {
    const { ctx, options } = tools;
    if (await isDirectory(ctx.fs, entry.path)) {
      throw new CallError('file', `[Errno 21] Is a directory: '${entry.path}'`);
    }
    await putObject(tools, await ctx.fs.readFileBuffer(entry.path), to, entry.path);
    if (options.command === 'mv') await ctx.fs.rm(entry.path);
  },
  async download(tools, { entry, to }) {
    const { ctx } = tools;
    const bytes = await getObject(tools, entry.path, entry.bytes);
    await writeFile(ctx.fs, to, bytes);
    // The file carries the object's time, so that a later sync finds it unchanged.
    const time = new Date(entry.modified);
    await ctx.fs.utimes(to, time, time);
    if (tools.options.command === 'mv') await removeObject(tools, entry.path);
  },
  async copy(tools, { entry, to }) {
    const { bucket, key } = bucketAndKey(to);
    const { client, options } = tools;
    const target = { Bucket: bucket, Key: key };
    const { properties, directives } = options.copy;
    if (entry.bytes >= partBytes) {
      await copyInParts(client, target, options.write, entry, properties === 'default');
    } else {
      await client.call('s3', 'CopyObject', {
        ...target,
        CopySource: entry.path,
        ...options.write,
        ...directives,
      });
    }
    tools.progress(entry.bytes);
    if (tools.options.command === 'mv') await removeObject(tools, entry.path);
  },
  delete: (tools, { entry }) => removeObject(tools, entry.path),
  deleteLocal: ({ ctx }, { entry }) => ctx.fs.rm(entry.path),
};

async function removeObject({ client }: Tools, path: string): Promise<void> {
  const { bucket, key } = bucketAndKey(path);
  await client.call('s3', 'DeleteObject', { Bucket: bucket, Key: key });
}

/** `aws s3 cp - s3://…` and `aws s3 cp s3://… -`. */
export async function stream(tools: Tools): Promise<void> {
  const { ctx, client, options } = tools;
  if (options.source === '-') {
    const to = options.destination.slice('s3://'.length);
    await putObject(tools, toBytes(ctx.stdin), to, '');
    return;
  }
  const from = options.source.slice('s3://'.length);
  const { bucket, key } = bucketAndKey(from);
  const head = await client.call('s3', 'HeadObject', { Bucket: bucket, Key: key });
  ctx.stdout(toText(await getObject(tools, from, Number(head.ContentLength ?? 0))));
}
