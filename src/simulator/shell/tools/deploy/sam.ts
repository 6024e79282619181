import type { Params } from '../../../cloud/types.ts';
import type { Tool, ToolContext } from '../../types.ts';
import type { Client } from '../aws/client.ts';
import { Failure, tool } from '../support/failure.ts';
import { readText } from '../support/files.ts';
import { text } from '../support/json.ts';
import { absolute } from '../support/paths.ts';
import { listOf, optionOf, refusalOf, sdkClient } from './session.ts';

const startUpMs = 900;
/** ms between two looks at the stack's events. */
const everyMs = 5_000;
const mostTries = 240;

/** `name = "value"` in samconfig.toml, in whichever table. */
const setting = (config: string, name: string): string | undefined =>
  new RegExp(`^\\s*${name}\\s*=\\s*"?([^"\\n]*)"?\\s*$`, 'm').exec(config)?.[1];

async function template(ctx: ToolContext, args: readonly string[]): Promise<string> {
  const named = optionOf(args, '--template-file', '--template', '-t');
  const places =
    named === undefined
      ? ['.aws-sam/build/template.yaml', 'template.yaml', 'template.yml']
      : [named];
  for (const place of places) {
    const content = await readText(ctx.fs, absolute(ctx.cwd, place));
    if (content !== null) return content;
  }
  throw new Failure(
    2,
    `Usage: sam deploy [OPTIONS]\nTry 'sam deploy -h' for help.\n\nError: Invalid value for '-t' / '--template-file' / '--template': Path '${places.at(-1)}' does not exist.\n`,
  );
}

/** Puts the template where CloudFormation finds it; a bucket that SAM would make itself is taken to be there. */
async function upload(
  ctx: ToolContext,
  client: Client,
  bucket: string,
  body: string,
): Promise<void> {
  const key = `${ctx.host.ids.hex(`sam/${body.length}`, 32)}.template`;
  try {
    await client.call('s3', 'PutObject', {
      Bucket: bucket,
      Key: key,
      Body: new TextEncoder().encode(body),
    });
  } catch (reason) {
    const refusal = refusalOf(reason);
    if (refusal === null) throw reason;
    if (refusal.code === 'NoSuchBucket') return;
    throw new Failure(
      1,
      `Error: Unable to upload artifact template referenced by TemplateFile parameter.\n${refusal.text}\n`,
    );
  }
}

async function stackExists(client: Client, stack: string): Promise<boolean> {
  try {
    await client.call('cloudformation', 'DescribeStacks', { StackName: stack });
    return true;
  } catch (reason) {
    if (refusalOf(reason)?.text.includes('does not exist') === true) return false;
    throw reason;
  }
}

async function until(ctx: ToolContext, ask: () => Promise<string>): Promise<string> {
  for (let tries = 0; tries < mostTries; tries++) {
    const status = await ask();
    if (!status.endsWith('IN_PROGRESS')) return status;
    await ctx.sleep(everyMs);
  }
  return '';
}

async function deploy(ctx: ToolContext): Promise<number> {
  const { args } = ctx;
  const config = (await readText(ctx.fs, absolute(ctx.cwd, 'samconfig.toml'))) ?? '';
  const stack = optionOf(args, '--stack-name') ?? setting(config, 'stack_name');
  if (stack === undefined) {
    throw new Failure(
      2,
      "Usage: sam deploy [OPTIONS]\nTry 'sam deploy -h' for help.\n\nError: Missing option '--stack-name'.\n",
    );
  }
  const body = await template(ctx, args);
  const bucket =
    optionOf(args, '--s3-bucket') ??
    setting(config, 's3_bucket') ??
    `aws-sam-cli-managed-default-samclisourcebucket-${ctx.host.account}`;
  const given = listOf(args, '--capabilities');
  const capabilities =
    given.length > 0
      ? given
      : (setting(config, 'capabilities') ?? '').split(/\s+/).filter((word) => word !== '');
  const client = await sdkClient(ctx);
  await upload(ctx, client, bucket, body);
  const names: Params = {
    StackName: stack,
    ChangeSetName: `samcli-deploy${Math.floor(ctx.host.clock.unix() / 1000)}`,
  };
  const exists = await stackExists(client, stack);
  ctx.stdout('\nWaiting for changeset to be created..\n');
  await client.call('cloudformation', 'CreateChangeSet', {
    ...names,
    ChangeSetType: exists ? 'UPDATE' : 'CREATE',
    TemplateBody: body,
    Capabilities: capabilities,
  });
  const made = await until(
    ctx,
    async () =>
      text(await client.call('cloudformation', 'DescribeChangeSet', names), 'Status') ?? '',
  );
  if (made === 'FAILED') {
    ctx.stderr(`Error: No changes to deploy. Stack ${stack} is up to date\n`);
    return args.includes('--no-fail-on-empty-changeset') ? 0 : 1;
  }
  await client.call('cloudformation', 'ExecuteChangeSet', names);
  const newest = async (): Promise<string> => {
    const { StackEvents: events } = await client.call('cloudformation', 'DescribeStackEvents', {
      StackName: stack,
    });
    return text(Array.isArray(events) ? events[0] : undefined, 'ResourceStatus') ?? '';
  };
  await until(ctx, newest);
  await client.call('cloudformation', 'GetTemplateSummary', { StackName: stack });
  ctx.stdout(
    `\nSuccessfully created/updated stack - ${stack} in ${client.region ?? ctx.host.region}\n`,
  );
  return 0;
}

/** AWS SAM CLI: `deploy` makes its calls; everything else of it is not simulated. */
export const sam: Tool = tool('sam', async (ctx) => {
  await ctx.sleep(startUpMs);
  if (ctx.args[0] !== 'deploy') {
    ctx.assumed(`sam ${ctx.args[0] ?? ''}: its result is not simulated, and no files were made.`);
    return 0;
  }
  ctx.assumed('sam deploy: its calls are made; what it prints in between is left out.');
  try {
    return await deploy(ctx);
  } catch (reason) {
    const refusal = refusalOf(reason);
    if (refusal === null) throw reason;
    ctx.stderr(`Error: Failed to create/update the stack: ${refusal.text}\n`);
    return 1;
  }
});
