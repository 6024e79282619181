import type { Tool, ToolContext } from '../../types.ts';
import { tool } from '../support/failure.ts';
import { makeClient } from './client.ts';
import { configureCommands } from './configure.ts';
import { asFailure, CallError, usageError } from './errors.ts';
import { type Globals, invalidChoice, parseGlobals } from './globals.ts';
import { cliOperations, runOperation } from './operations.ts';
import { printResult } from './output/index.ts';
import { s3Commands } from './s3/index.ts';
import { operationNames, serviceNames } from './services.ts';
import { versionLine } from './version.ts';

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

/** Services whose second word is a subcommand of the CLI itself, not an operation of the API. */
const ownCommands = ['s3', 'configure'];

function checkOperation(service: string, operation: string | undefined): void {
  const known = operationNames[service];
  const argument = ownCommands.includes(service) ? 'subcommand' : 'operation';
  if (operation === undefined) {
    throw usageError(`the following arguments are required: ${argument}`);
  }
  if (known !== undefined && !known.includes(operation)) {
    throw invalidChoice(argument, operation, known);
  }
}

async function run(
  ctx: ToolContext,
  globals: Globals,
  service: string,
  operation: string,
  words: readonly string[],
): Promise<number> {
  const configure = service === 'configure' ? configureCommands[operation] : undefined;
  if (configure !== undefined) return configure(ctx, globals, words);
  const s3 = service === 's3' ? s3Commands[operation] : undefined;
  if (s3 !== undefined) return s3(ctx, await makeClient(ctx, globals), words);
  const known = cliOperations[service]?.[operation];
  if (known === undefined) {
    ctx.assumed(`The result of "aws ${service} ${operation}" is not simulated yet.`);
    return 0;
  }
  const client = await makeClient(ctx, globals);
  const result = await runOperation(ctx, client, service, known, words);
  if ('text' in result) ctx.stdout(result.text);
  else await printResult(ctx, globals, known.operation, result.value);
  return 0;
}
