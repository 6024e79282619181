import type { Tool, ToolContext } from '../../types.ts';
import { tool } from '../support/failure.ts';
import { assumedOperation } from './assumed.ts';
import { makeClient } from './client.ts';
import { configureCommands } from './configure.ts';
import { customCommands } from './custom/index.ts';
import { asFailure, CallError, usageError } from './errors.ts';
import { type Globals, invalidChoice, parseGlobals } from './globals.ts';
import { commandsOf, operationModel, serviceModel } from './models/index.ts';
import { runOperation } from './operations.ts';
import { printResult } from './output/index.ts';
import { s3Commands } from './s3/index.ts';
import { ownCommands, serviceNames } from './services.ts';
import { printSkeleton, skeletonIn } from './skeleton.ts';
import { versionLine } from './version.ts';
import { wait } from './wait.ts';

/**
 * ms from the start of the program until its first call: Python starts, unpacks the frozen program and loads the service's
 * model. A typical figure for a small build host, not a documented one.
 */
const startUpMs = 600;

/** AWS CLI v2. Everything it asks of AWS goes through `host.aws`. */
export const aws: Tool = tool('aws', async (ctx) => {
  await ctx.sleep(startUpMs);
  const { globals, rest } = parseGlobals(ctx.args);
  if (globals.version) {
    ctx.stdout(`${versionLine(ctx.host, ctx.env)}\n`);
    return 0;
  }
  const [service, operation, ...words] = rest;
  if (service === undefined) throw usageError('the following arguments are required: command');
  const help = words.length === 1 && words[0] === 'help';
  if (service === 'help' || operation === 'help' || help) {
    ctx.assumed('The pages of "aws help" are not simulated.');
    return 0;
  }
  if (!serviceNames.includes(service)) {
    throw invalidChoice('command', service, serviceNames);
  }
  if (service === 'configure' && operation === undefined) {
    ctx.assumed('"aws configure" asks questions, and nobody answers in a build.');
    return 0;
  }
  checkOperation(service, operation);
  try {
    return await run(ctx, globals, service, operation ?? '', words);
  } catch (reason) {
    throw reason instanceof CallError ? asFailure(reason) : reason;
  }
});

/** Names of everything that may stand behind a service; undefined: nobody knows them all. */
function choicesOf(service: string): string[] | undefined {
  const own = Object.hasOwn(ownCommands, service) ? ownCommands[service] : undefined;
  const model = serviceModel(service);
  if (model === undefined) return own === undefined ? undefined : [...own];
  return [
    ...commandsOf(model).keys(),
    ...Object.keys(customCommands[service] ?? {}),
    ...(own ?? []),
    'wait',
  ].sort();
}

function checkOperation(service: string, operation: string | undefined): void {
  const model = serviceModel(service);
  const argument =
    model === undefined && Object.hasOwn(ownCommands, service) ? 'subcommand' : 'operation';
  if (operation === undefined) {
    throw usageError(`the following arguments are required: ${argument}`);
  }
  const choices = choicesOf(service);
  if (choices !== undefined && !choices.includes(operation)) {
    throw invalidChoice(argument, operation, choices);
  }
}

async function run(
  ctx: ToolContext,
  globals: Globals,
  service: string,
  command: string,
  words: readonly string[],
): Promise<number> {
  const configure = service === 'configure' ? configureCommands[command] : undefined;
  if (configure !== undefined) return configure(ctx, globals, words);
  const client = await makeClient(ctx, globals);
  const s3 = service === 's3' ? s3Commands[command] : undefined;
  if (s3 !== undefined) return s3(ctx, client, words);
  const customs = Object.hasOwn(customCommands, service) ? customCommands[service] : undefined;
  const custom =
    customs !== undefined && Object.hasOwn(customs, command) ? customs[command] : undefined;
  if (custom !== undefined) return custom(ctx, client, globals, words);
  const model = serviceModel(service);
  if (model !== undefined && command === 'wait') {
    return wait(ctx, globals, client, { name: service, model }, words);
  }
  const operation = model && commandsOf(model).get(command);
  const known = model && operation !== undefined ? operationModel(model, operation) : undefined;
  if (model === undefined || operation === undefined || known === undefined) {
    return assumedOperation(ctx, client, { service, command, model, operation }, words);
  }
  const skeleton = skeletonIn(words);
  if (skeleton !== undefined) return printSkeleton(ctx, skeleton, known);
  const found = { service, command, prefix: model.prefix, operation, model: known };
  const value = await runOperation(ctx, globals, client, found, words);
  await printResult(ctx, globals, operation, value);
  return 0;
}
