import type { Params } from '../../../../../cloud/types.ts';
import type { ToolContext } from '../../../../types.ts';
import { md5Hex } from '../../../support/bytes.ts';
import { readText } from '../../../support/files.ts';
import { own, text } from '../../../support/json.ts';
import { absolute } from '../../../support/paths.ts';
import type { Client } from '../../client.ts';
import {
  CallError,
  generalError,
  parameterError,
  unknownOptions,
  usageError,
} from '../../errors.ts';
import {
  has,
  lastValue,
  type OptionKind,
  type ParsedOptions,
  parseOptions,
} from '../../options.ts';
import type { CustomCommand } from '../types.ts';

const table: Readonly<Record<string, OptionKind>> = {
  'template-file': 'value',
  'stack-name': 'value',
  's3-bucket': 'value',
  's3-prefix': 'value',
  'force-upload': 'flag',
  'kms-key-id': 'value',
  'parameter-overrides': 'list',
  capabilities: 'list',
  'no-execute-changeset': 'flag',
  'disable-rollback': 'flag',
  'no-disable-rollback': 'flag',
  'role-arn': 'value',
  'notification-arns': 'list',
  'fail-on-empty-changeset': 'flag',
  'no-fail-on-empty-changeset': 'flag',
  tags: 'list',
};

/** ms between two questions of the waiters, and how often they ask (botocore, CloudFormation's waiters). */
const changeSetEveryMs = 5_000;
const stackEveryMs = 30_000;
const mostTries = 120;

/** Larger templates must lie in a bucket. Bytes. */
const longestBody = 51_200;

const valuesOf = (options: ParsedOptions, name: string): string[] =>
  options.given.findLast((option) => option.name === name)?.values ?? [];

/** `Key=value` words as a list of `{keyName, valueName}`. */
function pairs(words: readonly string[], option: string, names: [string, string]): Params[] {
  return words.map((word) => {
    const equals = word.indexOf('=');
    if (equals < 0) {
      throw parameterError(`${word} value passed to --${option} must be of format Key=Value`);
    }
    return { [names[0]]: word.slice(0, equals), [names[1]]: word.slice(equals + 1) };
  });
}

const firstStack = (output: Params): unknown => {
  const stacks: unknown = output.Stacks;
  return Array.isArray(stacks) ? stacks[0] : undefined;
};

/** A stack that is only reviewed counts as one that is not there. */
async function exists(client: Client, stack: string): Promise<boolean> {
  try {
    const output = await client.call('cloudformation', 'DescribeStacks', { StackName: stack });
    return text(firstStack(output), 'StackStatus') !== 'REVIEW_IN_PROGRESS';
  } catch (reason) {
    if (reason instanceof CallError && reason.message.includes('does not exist')) return false;
    throw reason;
  }
}

/** Waits for the change set. False: there is nothing to change. */
async function changeSetReady(ctx: ToolContext, client: Client, names: Params): Promise<boolean> {
  for (let tries = 0; tries < mostTries; tries++) {
    const output = await client.call('cloudformation', 'DescribeChangeSet', names);
    const status = text(output, 'Status');
    if (status === 'CREATE_COMPLETE') return true;
    if (status === 'FAILED') {
      const reason = text(output, 'StatusReason') ?? '';
      if (/didn't contain changes|No updates are to be performed/.test(reason)) return false;
      throw generalError(
        `Failed to create the changeset: Waiter ChangeSetCreateComplete failed: Waiter encountered a terminal failure state: For expression "Status" we matched expected path: "FAILED" Status: FAILED. Reason: ${reason}`,
      );
    }
    await ctx.sleep(changeSetEveryMs);
  }
  throw generalError(
    'Failed to create the changeset: Waiter ChangeSetCreateComplete failed: Max attempts exceeded',
  );
}

async function stackDone(ctx: ToolContext, client: Client, stack: string): Promise<boolean> {
  for (let tries = 0; tries < mostTries; tries++) {
    const output = await client.call('cloudformation', 'DescribeStacks', { StackName: stack });
    const status = text(firstStack(output), 'StackStatus') ?? '';
    if (status === 'CREATE_COMPLETE' || status === 'UPDATE_COMPLETE') return true;
    if (/FAILED|ROLLBACK/.test(status)) return false;
    await ctx.sleep(stackEveryMs);
  }
  return false;
}

/** A large template is put into the bucket first. */
async function templateParams(
  ctx: ToolContext,
  client: Client,
  options: ParsedOptions,
): Promise<Params> {
  const path = lastValue(options, 'template-file') ?? '';
  const body = await readText(ctx.fs, absolute(ctx.cwd, path));
  if (body === null) throw generalError(`Invalid template path ${path}`);
  const bytes = new TextEncoder().encode(body);
  const bucket = lastValue(options, 's3-bucket');
  if (bucket === undefined) {
    if (bytes.length > longestBody) {
      throw generalError(
        `Templates with a size greater than 51,200 bytes must be deployed via an S3 Bucket. Please add the --s3-bucket parameter to your command. The local template will be copied to that S3 bucket and then deployed.`,
      );
    }
    return { TemplateBody: body };
  }
  const prefix = lastValue(options, 's3-prefix');
  const key = `${prefix === undefined ? '' : `${prefix}/`}${md5Hex(bytes)}.template`;
  await client.call('s3', 'PutObject', { Bucket: bucket, Key: key, Body: bytes });
  return { TemplateBody: body };
}

/** `aws cloudformation deploy`: a change set, made, waited for and executed. */
export const deploy: CustomCommand = async (ctx, client, _globals, words) => {
  const options = parseOptions(words, table);
  const missing = ['template-file', 'stack-name'].filter((name) => !has(options, name));
  if (missing.length > 0) {
    throw usageError(
      `the following arguments are required: ${missing.map((name) => `--${name}`).join(', ')}`,
    );
  }
  const unknown = [...options.unknown, ...options.positionals];
  if (unknown.length > 0) throw unknownOptions(unknown);
  const stack = lastValue(options, 'stack-name') ?? '';
  const template = await templateParams(ctx, client, options);
  const role = lastValue(options, 'role-arn');
  const before = await exists(client, stack);
  if (before) await client.call('cloudformation', 'GetTemplateSummary', { StackName: stack });
  const changeSet = `awscli-cloudformation-deploy${Math.floor(ctx.host.clock.unix() / 1000)}`;
  ctx.stdout('\nWaiting for changeset to be created..\n');
  const made = await client.call('cloudformation', 'CreateChangeSet', {
    StackName: stack,
    ChangeSetName: changeSet,
    ChangeSetType: before ? 'UPDATE' : 'CREATE',
    ...template,
    Parameters: pairs(valuesOf(options, 'parameter-overrides'), 'parameter-overrides', [
      'ParameterKey',
      'ParameterValue',
    ]),
    Capabilities: valuesOf(options, 'capabilities').flatMap((word) => word.split(',')),
    Tags: pairs(valuesOf(options, 'tags'), 'tags', ['Key', 'Value']),
    ...(role === undefined ? {} : { RoleARN: role }),
  });
  const names = { ChangeSetName: String(own(made, 'Id') ?? changeSet), StackName: stack };
  if (!(await changeSetReady(ctx, client, names))) {
    const message = `\nNo changes to deploy. Stack ${stack} is up to date\n`;
    if (has(options, 'fail-on-empty-changeset')) throw generalError(message.trim());
    ctx.stdout(message);
    return 0;
  }
  if (has(options, 'no-execute-changeset')) {
    ctx.stdout(
      `\nChangeset created successfully. Run the following command to review changes:\naws cloudformation describe-change-set --change-set-name ${names.ChangeSetName}\n`,
    );
    return 0;
  }
  await client.call('cloudformation', 'ExecuteChangeSet', names);
  ctx.stdout('Waiting for stack create/update to complete\n');
  if (!(await stackDone(ctx, client, stack))) {
    throw generalError(
      `Failed to create/update the stack. Run the following command\nto fetch the list of events leading up to the failure\naws cloudformation describe-stack-events --stack-name ${stack}`,
    );
  }
  ctx.stdout(`Successfully created/updated stack - ${stack}\n`);
  return 0;
};
