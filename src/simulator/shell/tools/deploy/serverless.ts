import { parseYaml, under, type YamlNode } from '../../../text/yaml.ts';
import type { ToolContext } from '../../types.ts';
import type { Client } from '../aws/client.ts';
import { lastValue, type OptionKind } from '../aws/options.ts';
import { Failure } from '../support/failure.ts';
import { readText } from '../support/files.ts';
import { own, text } from '../support/json.ts';
import { absolute } from '../support/paths.ts';
import { toolOptions } from './options.ts';
import { saidBy, sdkClient, step } from './sdk.ts';
import { isStackThere } from './stack.ts';

const table: Readonly<Record<string, OptionKind>> = {
  stage: 'value',
  region: 'value',
  config: 'value',
  'aws-profile': 'value',
  package: 'value',
  param: 'value',
};
const short = { s: 'stage', r: 'region', c: 'config', p: 'package' };

/** ms to package a small service: a typical figure. */
const packagingMs = 4_000;
/** The logical id of the bucket that every service's stack has. */
const bucketId = 'ServerlessDeploymentBucket';
const compiled = JSON.stringify({ Resources: { [bucketId]: { Type: 'AWS::S3::Bucket' } } });

const scalar = (node: YamlNode | undefined): string | undefined =>
  node?.kind === 'scalar' && node.text !== '' ? node.text : undefined;

interface Service {
  stack: string;
  /** A bucket that the file names; else the stack has one of its own. */
  bucket: string | undefined;
  region: string | undefined;
}

async function serviceOf(
  ctx: ToolContext,
  o: { file: string | undefined; stage: string | undefined },
): Promise<Service> {
  const names = o.file === undefined ? ['serverless.yml', 'serverless.yaml'] : [o.file];
  let source: string | null = null;
  for (const name of names) source ??= await readText(ctx.fs, absolute(ctx.cwd, name));
  if (source === null) {
    throw new Failure(
      1,
      'Error:\nNo configuration file found in the current working directory. A "serverless.yml" is expected.\n',
    );
  }
  const parsed = parseYaml(source);
  const root = parsed.ok ? (parsed.root ?? undefined) : undefined;
  const service = scalar(under(root, 'service')) ?? scalar(under(under(root, 'service'), 'name'));
  if (service === undefined) {
    throw new Failure(1, 'Error:\n"service" is missing in the configuration file.\n');
  }
  const provider = under(root, 'provider');
  const bucket = under(provider, 'deploymentBucket');
  const region = scalar(under(provider, 'region'));
  return {
    stack:
      scalar(under(provider, 'stackName')) ??
      `${service}-${o.stage ?? scalar(under(provider, 'stage')) ?? 'dev'}`,
    bucket: (scalar(bucket) ?? scalar(under(bucket, 'name')))?.replaceAll(
      /\$\{aws:accountId\}/g,
      ctx.host.account,
    ),
    // What stands in a variable (`${env:REGION}`) is not looked up.
    region: region?.includes('{') === true ? undefined : region,
  };
}

/** The bucket of a new stack: CloudFormation makes it with the caller's permissions. */
async function newBucket(ctx: ToolContext, client: Client, stack: string): Promise<string> {
  const letters = 'abcdefghijklmnopqrstuvwxyz0123456789';
  const name = `${stack.toLowerCase().slice(0, 24)}-serverlessdeploymentbucket-${ctx.host.ids.text(`serverless/${stack}`, 8, letters)}`;
  await client.call('s3', 'CreateBucket', { Bucket: name });
  return name;
}

async function deployTo(
  ctx: ToolContext,
  client: Client,
  { stack, bucket: named }: Service,
): Promise<void> {
  const exists = await isStackThere(client, stack);
  await client.call('cloudformation', 'CreateChangeSet', {
    StackName: stack,
    ChangeSetName: `${stack}-change-set`,
    ChangeSetType: exists ? 'UPDATE' : 'CREATE',
    TemplateBody: compiled,
    Capabilities: ['CAPABILITY_IAM', 'CAPABILITY_NAMED_IAM'],
  });
  const made = named ?? (exists ? undefined : await newBucket(ctx, client, stack));
  const resource = await client.call('cloudformation', 'DescribeStackResource', {
    StackName: stack,
    LogicalResourceId: bucketId,
  });
  const unix = ctx.host.clock.unix();
  await client.call('s3', 'PutObject', {
    Bucket: made ?? text(own(resource, 'StackResourceDetail'), 'PhysicalResourceId') ?? bucketId,
    Key: `serverless/${stack}/${unix}-${new Date(unix).toISOString()}/compiled-cloudformation-template.json`,
    Body: new TextEncoder().encode(compiled),
  });
}

/** `serverless deploy` (Serverless Framework, "serverless deploy"): the stack with its bucket, then the package in the bucket. */
export async function serverlessDeploy(
  ctx: ToolContext,
  words: readonly string[],
): Promise<number> {
  const options = toolOptions(words, table, short);
  const service = await serviceOf(ctx, {
    file: lastValue(options, 'config'),
    stage: lastValue(options, 'stage'),
  });
  const client = await sdkClient(ctx, {
    region: lastValue(options, 'region') ?? service.region,
    profile: lastValue(options, 'aws-profile'),
  });
  ctx.assumed('serverless deploy: its calls are made; what its stack holds is not simulated.');
  await ctx.sleep(packagingMs);
  await step(
    () => deployTo(ctx, client, service),
    (reason) => `\n✖ Stack ${service.stack} failed to deploy\n\nError:\n${saidBy(reason)}\n`,
  );
  ctx.stdout(`\n✔ Service deployed to stack ${service.stack}\n`);
  return 0;
}
