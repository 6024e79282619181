import type { Params } from '../../../cloud/types.ts';
import type { Tool, ToolContext } from '../../types.ts';
import type { Client } from '../aws/client.ts';
import { Failure, tool } from '../support/failure.ts';
import { readText } from '../support/files.ts';
import { optionOf, refusalOf, sdkClient } from './session.ts';

const startUpMs = 300;
const initMs = 5_000;
const planMs = 8_000;

interface Backend {
  bucket: string;
  key: string;
  table: string;
}

/** The S3 backend of the configuration, with `-backend-config` on top (Terraform documentation, "Backend Type: s3"). */
async function backendOf(ctx: ToolContext): Promise<Backend | null> {
  const directory = optionOf(ctx.args, '-chdir') ?? '.';
  const cwd = directory.startsWith('/') ? directory : `${ctx.cwd}/${directory}`;
  let block: string | undefined;
  for (const name of (await ctx.fs.exists(cwd)) ? await ctx.fs.readdir(cwd) : []) {
    if (!name.endsWith('.tf')) continue;
    const content = (await readText(ctx.fs, `${cwd}/${name}`)) ?? '';
    block ??= /backend\s+"s3"\s*\{([^}]*)\}/.exec(content)?.[1];
  }
  if (block === undefined) return null;
  const given = ctx.args
    .flatMap(
      (word) =>
        /^-backend-config=(\w+)=(.*)$/.exec(word)?.slice(1, 3).join(' = "').concat('"') ?? [],
    )
    .join('\n');
  const value = (name: string): string =>
    new RegExp(`^\\s*${name}\\s*=\\s*"([^"]*)"`, 'm').exec(`${given}\n${block ?? ''}`)?.[1] ?? '';
  return { bucket: value('bucket'), key: value('key'), table: value('dynamodb_table') };
}

/** An error as Terraform frames it. */
const framed = (title: string, detail: string): Failure =>
  new Failure(1, `╷\n│ Error: ${title}\n│ \n│ ${detail.replaceAll('\n', '\n│ ')}\n╵\n`);

/** The words of the Go SDK around a refusal. */
function sdkWords(
  operation: string,
  service: string,
  refusal: { code: string; text: string },
): string {
  const said = refusal.text.replace(
    /^An error occurred \(\w+\) when calling the \w+ operation: /,
    '',
  );
  return `operation error ${service}: ${operation}, https response error StatusCode: 403, api error ${refusal.code}: ${said}`;
}

async function ask(
  client: Client,
  o: {
    service: string;
    sdk: string;
    operation: string;
    params: Params;
    title: string;
    missing?: string;
  },
): Promise<Params | null> {
  try {
    return await client.call(o.service, o.operation, o.params);
  } catch (reason) {
    const refusal = refusalOf(reason);
    if (refusal === null) throw reason;
    if (refusal.code === o.missing) return null;
    throw framed(o.title, sdkWords(o.operation, o.sdk, refusal));
  }
}

const state = (backend: Backend): Params => ({ Bucket: backend.bucket, Key: backend.key });

async function readState(client: Client, backend: Backend): Promise<void> {
  await ask(client, {
    service: 's3',
    sdk: 'S3',
    operation: 'GetObject',
    params: state(backend),
    title: 'Error refreshing state',
    missing: 'NoSuchKey',
  });
}

async function init(ctx: ToolContext, client: Client, backend: Backend | null): Promise<number> {
  await ctx.sleep(initMs);
  if (backend !== null) {
    ctx.stdout('Initializing the backend...\n');
    await ask(client, {
      service: 's3',
      sdk: 'S3',
      operation: 'ListObjectsV2',
      params: { Bucket: backend.bucket, Prefix: 'env:/' },
      title: `Failed to get existing workspaces: Unable to list objects in S3 bucket "${backend.bucket}" with prefix "env:/"`,
    });
    await readState(client, backend);
    ctx.stdout(
      '\nSuccessfully configured the backend "s3"! Terraform will automatically\nuse this backend unless the backend configuration changes.\n',
    );
  }
  ctx.stdout('\nTerraform has been successfully initialized!\n');
  return 0;
}

/** What is planned is not known; the state is read, locked and written as Terraform does. */
async function apply(ctx: ToolContext, client: Client, backend: Backend | null): Promise<number> {
  await client.call('sts', 'GetCallerIdentity', {});
  if (backend === null) {
    await ctx.sleep(planMs);
    return 0;
  }
  const lock = { TableName: backend.table, title: 'Error acquiring the state lock' };
  const id = { LockID: { S: `${backend.bucket}/${backend.key}` } };
  const table = (operation: string, params: Params) =>
    backend.table === ''
      ? Promise.resolve(null)
      : ask(client, {
          service: 'dynamodb',
          sdk: 'DynamoDB',
          operation,
          params: { TableName: lock.TableName, ...params },
          title: lock.title,
        });
  await table('PutItem', { Item: id });
  await readState(client, backend);
  await ctx.sleep(planMs);
  await ask(client, {
    service: 's3',
    sdk: 'S3',
    operation: 'PutObject',
    params: { ...state(backend), Body: new TextEncoder().encode('{"version":4}') },
    title: 'Failed to save state',
  });
  await table('DeleteItem', { Key: id });
  ctx.stdout('\nApply complete! Resources: 0 added, 0 changed, 0 destroyed.\n');
  return 0;
}

/** Terraform: the calls of its S3 backend are made; providers and what they would make are not simulated. */
export const terraform: Tool = tool('terraform', async (ctx) => {
  await ctx.sleep(startUpMs);
  const command = ctx.args.find((word) => !word.startsWith('-')) ?? '';
  ctx.assumed(
    'Terraform is taken to be installed. Its S3 backend is simulated; providers and the resources they make are not.',
  );
  const backend = await backendOf(ctx);
  if (command === 'init') return init(ctx, await sdkClient(ctx), backend);
  if (command === 'apply' || command === 'destroy')
    return apply(ctx, await sdkClient(ctx), backend);
  if (command === 'plan' && backend !== null) await readState(await sdkClient(ctx), backend);
  await ctx.sleep(command === 'plan' ? planMs : 500);
  return 0;
});
