import type { Params } from '../../../cloud/types.ts';
import type { ToolContext } from '../../types.ts';
import { bytesToBase64 } from '../support/bytes.ts';
import { writeFile } from '../support/files.ts';
import { isObject } from '../support/json.ts';
import { absolute } from '../support/paths.ts';
import type { Client } from './client.ts';
import type { Globals } from './globals.ts';
import type { OperationModel } from './models/index.ts';
import { readParameters } from './parameters/read.ts';
import { isoTime, unixOf } from './time.ts';

/** An operation of a service, as found on the command line. */
export interface FoundOperation {
  /** Service and command as written: `stepfunctions`, `start-execution`. */
  service: string;
  command: string;
  /** IAM prefix and API name. */
  prefix: string;
  operation: string;
  model: OperationModel;
}

/** The result as it is printed: times as ISO 8601, blobs as base64. */
function printable(ctx: ToolContext, value: unknown, times: readonly string[]): unknown {
  if (value instanceof Uint8Array) return bytesToBase64(value);
  if (Array.isArray(value)) return value.map((item) => printable(ctx, item, times));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      typeof each === 'number' && times.includes(key)
        ? isoTime(unixOf(ctx, each))
        : printable(ctx, each, times),
    ]),
  );
}

/** At most so many items of every list of the result (`--max-items`). */
function firstOf(value: Params, maxItems: number): Params {
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      Array.isArray(each) ? each.slice(0, maxItems) : each,
    ]),
  );
}

/** Reads the words, makes the call, gives the result for `--query` and `--output`. Throws `CallError` and the CLI's errors. */
export async function runOperation(
  ctx: ToolContext,
  globals: Globals,
  client: Client,
  found: FoundOperation,
  words: readonly string[],
): Promise<unknown> {
  const { service, command, prefix, operation, model } = found;
  const read = await readParameters(ctx, globals, { service, name: command, model }, words);
  let output = await client.call(prefix, operation, read.params);
  if (model.stream !== undefined) {
    const { [model.stream]: body, ...rest } = output;
    const bytes = body instanceof Uint8Array ? body : new Uint8Array();
    await writeFile(ctx.fs, absolute(ctx.cwd, read.outfile ?? ''), bytes);
    output = rest;
  }
  if (read.maxItems !== undefined) output = firstOf(output, read.maxItems);
  return printable(ctx, output, model.times ?? []);
}
