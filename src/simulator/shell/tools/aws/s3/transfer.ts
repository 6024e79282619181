import type { ToolContext } from '../../../types.ts';
import { fileFault } from '../../support/failure.ts';
import { absolute } from '../../support/paths.ts';
import type { Client } from '../client.ts';
import { CallError, generalError, parameterError } from '../errors.ts';
import { compare, type Step } from './compare.ts';
import { type Entry, listEntries } from './entries.ts';
import { filterRoot, passes } from './filters.ts';
import { parseTransfer, type TransferCommand, type TransferOptions } from './options.ts';
import { isS3, type Location, locate, shown } from './paths.ts';
import { type Job, type JobType, perform, stream } from './perform.ts';
import { makePrinter } from './printer.ts';

const directionOf = (source: Location, destination: Location) =>
  source.type === 'local' ? 'upload' : destination.type === 'local' ? 'download' : 'copy';

/** Paths that would lead to nothing: a missing local source ends the command before any call. */
async function checkPaths(ctx: ToolContext, options: TransferOptions): Promise<void> {
  const { source, destination, command } = options;
  if (command === 'mv' && isS3(source) && isS3(destination) && source === destination) {
    throw parameterError(`Cannot mv a file onto itself: ${source} - ${destination}`);
  }
  if (!isS3(source) && source !== '-' && !(await ctx.fs.exists(absolute(ctx.cwd, source)))) {
    throw generalError(`The user-provided path ${source} does not exist.`);
  }
  if (isS3(source) && !isS3(destination) && options.recursive) {
    await ctx.fs.mkdir(absolute(ctx.cwd, destination), { recursive: true });
  }
}

/**
 * `aws s3 cp`, `mv`, `sync` and `rm` (AWS CLI Command Reference, "s3"). A file that fails does not stop the others. The real
 * CLI moves ten files at a time and prints them as they end; here they go one after the other, in the order of their names.
 */
export async function runTransfer(
  ctx: ToolContext,
  client: Client,
  command: TransferCommand,
  words: readonly string[],
): Promise<number> {
  const options = parseTransfer(command, words);
  await checkPaths(ctx, options);
  if (options.source === '-' || options.destination === '-') return runStream(ctx, client, options);

  const source = await locate(ctx, options.source, options.recursive);
  const destination = await locate(ctx, options.destination, options.recursive);
  const skipped: string[] = [];
  let steps: Step[];
  try {
    steps = await plan(ctx, client, options, source, destination, skipped);
  } catch (reason) {
    if (!(reason instanceof CallError)) throw reason;
    const printer = makePrinter(ctx, options.show, { files: 0, bytes: 0 });
    printer.fatal(reason.message);
    return printer.exitCode();
  }
  return execute(ctx, client, options, source, destination, { steps, skipped });
}

async function plan(
  ctx: ToolContext,
  client: Client,
  options: TransferOptions,
  source: Location,
  destination: Location,
  skipped: string[],
): Promise<Step[]> {
  const { recursive, filters } = options;
  const roots = [
    filterRoot(ctx.cwd, options.source, recursive),
    filterRoot(ctx.cwd, options.destination, recursive),
  ] as const;
  const side = async (location: Location): Promise<Entry[]> => {
    const deleting = options.command === 'rm';
    const entries = await listEntries(ctx, client, location, {
      recursive,
      deleting,
      skipped: (path) => skipped.push(path),
    });
    return entries.filter(({ path }) => passes(path, filters, roots));
  };
  const sources = await side(source);
  if (options.command === 'rm') return sources.map((entry) => ({ type: 'delete', entry }));
  if (options.command !== 'sync') return sources.map((entry) => ({ type: 'transfer', entry }));
  const targets = await side(destination);
  return compare(sources, targets, directionOf(source, destination), options);
}

async function execute(
  ctx: ToolContext,
  client: Client,
  options: TransferOptions,
  source: Location,
  destination: Location,
  { steps, skipped }: { steps: readonly Step[]; skipped: readonly string[] },
): Promise<number> {
  const transferred = steps.filter(({ type }) => type === 'transfer');
  const printer = makePrinter(ctx, options.show, {
    files: steps.length,
    bytes: transferred.reduce((sum, { entry }) => sum + entry.bytes, 0),
  });
  const tools = { ctx, client, options, progress: (bytes: number) => printer.progress(bytes) };
  for (const path of skipped) {
    printer.warning(`Skipping file ${path}. File does not exist.`);
  }
  for (const { type, entry } of steps) {
    const job: Job = { entry, to: destination.path + (destination.takesName ? entry.name : '') };
    const where = type === 'delete' ? destination.type : source.type;
    const jobType: JobType =
      type === 'transfer'
        ? directionOf(source, destination)
        : where === 'local'
          ? 'deleteLocal'
          : 'delete';
    const verb = type === 'delete' ? 'delete' : options.command === 'mv' ? 'move' : jobType;
    const from = shown(ctx, where, entry.path);
    const place = type === 'delete' ? from : `${from} to ${shown(ctx, destination.type, job.to)}`;
    if (options.dryrun) {
      printer.dryRun(`${verb}: ${place}`);
      continue;
    }
    try {
      await perform[jobType](tools, job);
      printer.success(`${verb}: ${place}`);
    } catch (reason) {
      const fault = reason instanceof CallError ? reason.message : fileFault(reason);
      if (fault === null) throw reason;
      printer.failure(`${verb} failed: ${place} ${fault}`, type === 'transfer' ? entry.bytes : 0);
    }
  }
  return printer.exitCode();
}

async function runStream(
  ctx: ToolContext,
  client: Client,
  options: TransferOptions,
): Promise<number> {
  const printer = makePrinter(ctx, options.show, { files: 1, bytes: 0 });
  try {
    await stream({ ctx, client, options, progress: () => undefined });
  } catch (reason) {
    if (!(reason instanceof CallError)) throw reason;
    const verb = options.source === '-' ? 'upload' : 'download';
    printer.failure(
      `${verb} failed: ${options.source} to ${options.destination} ${reason.message}`,
      0,
    );
  }
  return printer.exitCode();
}
