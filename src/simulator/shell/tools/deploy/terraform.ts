import type { Params } from '../../../cloud/types.ts';
import type { Tool, ToolContext } from '../../types.ts';
import type { Client } from '../aws/client.ts';
import { CallError } from '../aws/errors.ts';
import { Failure, tool } from '../support/failure.ts';
import { writeFile } from '../support/files.ts';
import { absolute } from '../support/paths.ts';
import { saidBy, sdkClient, step } from './sdk.ts';
import { type Backend, backendOf } from './terraformBackend.ts';

/** ms of a run that finds its providers and little to do: typical figures. */
const initMs = 5_000;
const planMs = 8_000;

/** An error as Terraform frames it. */
const framed = (title: string, detail = ''): string =>
  `\n╷\n│ Error: ${title}\n│ \n${detail === '' ? '' : `│ ${detail}\n`}╵\n`;

/** What the AWS SDK for Go says of a refused call. */
const fromGo = (service: string, operation: string, reason: CallError): string =>
  reason.kind === 'service'
    ? `operation error ${service}: ${operation}, https response error StatusCode: ${reason.status ?? 0}, api error ${reason.code}: ${saidBy(reason)}`
    : reason.message;

/** One call, with what Terraform says when it is refused. */
const ask = (
  client: Client,
  service: 's3' | 'dynamodb',
  o: { operation: string; params: Params; title: string },
): Promise<Params> =>
  step(
    () => client.call(service, o.operation, o.params),
    (reason) => framed(o.title, fromGo(service === 's3' ? 'S3' : 'DynamoDB', o.operation, reason)),
  );

const stateOf = ({ bucket, key }: Backend): Params => ({ Bucket: bucket, Key: key });

/** Reads the state; there is none before the first apply. */
async function readState(client: Client, backend: Backend): Promise<void> {
  await step(
    async () => {
      try {
        await client.call('s3', 'GetObject', stateOf(backend));
      } catch (reason) {
        if (!(reason instanceof CallError) || reason.code !== 'NoSuchKey') throw reason;
      }
    },
    (reason) => framed('Error refreshing state', fromGo('S3', 'GetObject', reason)),
  );
}

async function init(ctx: ToolContext, client: Client, backend: Backend): Promise<void> {
  ctx.stdout('\nInitializing the backend...\n');
  await ask(client, 's3', {
    operation: 'ListObjectsV2',
    params: { Bucket: backend.bucket, Prefix: 'env:/' },
    title: `Failed to get existing workspaces: Unable to list objects in S3 bucket "${backend.bucket}" with prefix "env:/"`,
  });
  await readState(client, backend);
  ctx.stdout(
    '\nSuccessfully configured the backend "s3"! Terraform will automatically\nuse this backend unless the backend configuration changes.\n',
  );
}

/** Takes the lock, or gives it back. Without a lock in the backend there is nothing to do. */
async function lock(client: Client, backend: Backend, take: boolean): Promise<void> {
  const { bucket, key, table, lockFile } = backend;
  const title = take ? 'Error acquiring the state lock' : 'Error releasing the state lock';
  if (lockFile) {
    await ask(client, 's3', {
      operation: take ? 'PutObject' : 'DeleteObject',
      params: { Bucket: bucket, Key: `${key}.tflock` },
      title,
    });
  }
  if (table === undefined) return;
  const id = { LockID: { S: `${bucket}/${key}` } };
  await ask(client, 'dynamodb', {
    operation: take ? 'PutItem' : 'DeleteItem',
    params: { TableName: table, ...(take ? { Item: id } : { Key: id }) },
    title,
  });
}

/** What would change is not known; the state is locked, read and written as Terraform does. */
async function apply(ctx: ToolContext, client: Client, backend: Backend): Promise<void> {
  await lock(client, backend, true);
  await readState(client, backend);
  await client.call('sts', 'GetCallerIdentity', {});
  await ctx.sleep(planMs);
  await ask(client, 's3', {
    operation: 'PutObject',
    params: {
      ...stateOf(backend),
      Body: new TextEncoder().encode('{"version":4,"serial":1,"resources":[]}\n'),
    },
    title: 'Failed to save state',
  });
  await lock(client, backend, false);
  ctx.stdout('\nApply complete! Resources: 0 added, 0 changed, 0 destroyed.\n');
}

/**
 * Terraform with its state in S3. The curated images do not have it: it is taken to be installed. The calls of its backend are
 * made; what its providers make is not simulated.
 */
export const terraform: Tool = tool('terraform', async (ctx) => {
  ctx.assumed(
    'Terraform is taken to be installed. Its S3 backend is simulated; providers and the resources they make are not.',
  );
  const chdir = ctx.args.find((word) => word.startsWith('-chdir='));
  const directory = absolute(ctx.cwd, chdir?.slice('-chdir='.length) ?? '.');
  const [command = '', ...words] = ctx.args.filter((word) => word !== chdir);
  const backend = await backendOf(ctx, directory, words);
  const client = (): Promise<Client> => sdkClient(ctx, { region: backend?.region });
  const marker = `${directory}/.terraform/terraform.tfstate`;
  if (command === 'init') {
    if (backend !== null) await init(ctx, await client(), backend);
    await ctx.sleep(initMs);
    await writeFile(ctx.fs, marker, '{}\n');
    ctx.stdout('\nTerraform has been successfully initialized!\n');
    return 0;
  }
  if (backend === null || !['plan', 'apply', 'destroy', 'output', 'show'].includes(command)) {
    await ctx.sleep(planMs);
    return 0;
  }
  if (!(await ctx.fs.exists(marker))) {
    throw new Failure(
      1,
      framed(
        'Backend initialization required, please run "terraform init"',
        'Reason: Initial configuration of the requested backend "s3"',
      ),
    );
  }
  if (command === 'apply' || command === 'destroy') await apply(ctx, await client(), backend);
  else await readState(await client(), backend);
  return 0;
});
