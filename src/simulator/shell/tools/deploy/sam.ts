import type { Params } from '../../../cloud/types.ts';
import { parseYaml } from '../../../text/yaml.ts';
import type { ToolContext } from '../../types.ts';
import type { Client } from '../aws/client.ts';
import { contentOf, localsIn } from '../aws/custom/cloudformation/package.ts';
import type { CallError } from '../aws/errors.ts';
import { md5Hex, toBytes } from '../support/bytes.ts';
import { Failure } from '../support/failure.ts';
import { isDirectory, isFile, readText } from '../support/files.ts';
import { text } from '../support/json.ts';
import { absolute, dirname } from '../support/paths.ts';
import { readSamRequest, type SamRequest, samTemplate } from './samConfig.ts';
import { sdkClient, step } from './sdk.ts';
import { changeSetMade, isStackThere, stackFinished } from './stack.ts';

/** A fault that SAM CLI words itself. */
const error = (message: string): Failure => new Failure(1, `Error: ${message}\n`);

/** Code that the template names by path, and the template itself, go to the bucket. */
async function upload(
  ctx: ToolContext,
  client: Client,
  o: { template: string; source: string; bucket: string; prefix: string },
): Promise<void> {
  const parsed = parseYaml(o.source);
  const put = async (name: string, body: Uint8Array, failed: (error: CallError) => string) => {
    const key = `${o.prefix === '' ? '' : `${o.prefix}/`}${name}`;
    await step(
      () => client.call('s3', 'PutObject', { Bucket: o.bucket, Key: key, Body: body }),
      failed,
    );
    ctx.stderr(`\tUploading to ${key}  ${body.length} / ${body.length}  (100.00%)\n`);
  };
  for (const local of parsed.ok ? localsIn(parsed.root) : []) {
    const path = absolute(dirname(o.template), local.path);
    const unable = `Unable to upload artifact ${local.path} referenced by ${local.property} parameter of ${local.resource} resource.`;
    if (!(await isDirectory(ctx.fs, path)) && !(await isFile(ctx.fs, path))) {
      throw error(
        `${unable}\nParameter ${local.property} of resource ${local.resource} refers to a file or folder that does not exist ${path}`,
      );
    }
    const body = await contentOf(ctx, path);
    await put(md5Hex(body), body, (reason) => `Error: ${unable}\n${reason.message}\n`);
  }
  const body = toBytes(o.source);
  await put(`${md5Hex(body)}.template`, body, (reason) => `Error: ${reason.message}\n`);
}

/** The bucket that is named, or the one that SAM makes with a stack of its own. */
function bucketOf({ setting, flag }: SamRequest): string | null {
  const bucket = setting('s3-bucket');
  if (bucket !== undefined) return bucket;
  if (flag('resolve-s3')) return null;
  throw error(
    'S3 Bucket not specified, use --s3-bucket to specify a bucket name, or use --resolve-s3 to create a managed default bucket, or run sam deploy --guided',
  );
}

const pairs = (words: readonly string[]): Params[] =>
  words.map((word) => ({
    ParameterKey: word.split('=')[0],
    ParameterValue: word.split('=').slice(1).join('='),
  }));

/** The change set of the request. Null: there is nothing to change. */
function propose(
  ctx: ToolContext,
  client: Client,
  { setting, list }: SamRequest,
  o: { stack: string; source: string },
): Promise<Params | null> {
  const role = setting('role-arn');
  return step(
    async () => {
      const exists = await isStackThere(client, o.stack);
      ctx.stdout('\nWaiting for changeset to be created..\n');
      return changeSetMade(ctx, client, {
        StackName: o.stack,
        ChangeSetName: `samcli-deploy${Math.floor(ctx.host.clock.unix() / 1000)}`,
        ChangeSetType: exists ? 'UPDATE' : 'CREATE',
        TemplateBody: o.source,
        Parameters: pairs(list('parameter-overrides')),
        Capabilities: list('capabilities'),
        ...(role === undefined ? {} : { RoleARN: role }),
      });
    },
    (reason) => `Error: Failed to create changeset for the stack: ${o.stack}, ${reason.message}\n`,
  );
}

/**
 * `sam deploy` (AWS SAM Developer Guide, "sam deploy"): code to the bucket, then a change set, made, executed and followed by
 * the stack's events. CloudFormation makes the resources with the caller's own permissions unless `--role-arn` names a role.
 */
export async function samDeploy(ctx: ToolContext, words: readonly string[]): Promise<number> {
  const request = await readSamRequest(ctx, words);
  const { setting, flag } = request;
  const template = await samTemplate(ctx, request.options);
  const source = (await readText(ctx.fs, template)) ?? '';
  const stack = setting('stack-name');
  if (stack === undefined) {
    throw error(
      "Missing option '--stack-name', 'sam deploy --guided' can be used to provide and save needed parameters for future deploys.",
    );
  }
  const bucket = bucketOf(request);
  const client = await sdkClient(ctx, { region: setting('region'), profile: setting('profile') });
  ctx.assumed('sam deploy: its calls are made; what it prints in between is left out.');
  if (bucket === null) {
    ctx.assumed(
      'The bucket of the stack aws-sam-cli-managed-default is taken to hold what is deployed: nothing was uploaded.',
    );
  } else {
    await upload(ctx, client, { template, source, bucket, prefix: setting('s3-prefix') ?? '' });
  }
  const changeSet = await propose(ctx, client, request, { stack, source });
  if (changeSet === null) {
    const message = `No changes to deploy. Stack ${stack} is up to date`;
    const fails =
      !flag('no-fail-on-empty-changeset') && setting('fail-on-empty-changeset') !== 'false';
    if (fails) throw error(message);
    ctx.stdout(`\n${message}\n`);
    return 0;
  }
  ctx.stdout(`\nChangeset created successfully. ${text(changeSet, 'ChangeSetName') ?? ''}\n\n`);
  if (flag('no-execute-changeset')) return 0;
  const finished = await step(
    async () => {
      await client.call('cloudformation', 'ExecuteChangeSet', changeSet);
      ctx.stdout('\nWaiting for stack create/update to complete\n');
      const well = await stackFinished(ctx, client, stack);
      if (well) await client.call('cloudformation', 'GetTemplateSummary', { StackName: stack });
      return well;
    },
    (reason) => `Error: Failed to create/update the stack: ${stack}, ${reason.message}\n`,
  );
  if (!finished) throw error(`Failed to create/update the stack: ${stack}`);
  ctx.stdout(
    `\nSuccessfully created/updated stack - ${stack} in ${client.region ?? ctx.host.region}\n`,
  );
  return 0;
}
