import { parseYaml, under, type YamlNode } from '../../../text/yaml.ts';
import type { Tool, ToolContext } from '../../types.ts';
import { Failure, tool } from '../support/failure.ts';
import { readText } from '../support/files.ts';
import { absolute } from '../support/paths.ts';
import { optionOf, refusalOf, sdkClient } from './session.ts';

const packagingMs = 4_000;

const textOf = (node: YamlNode | undefined): string => (node?.kind === 'scalar' ? node.text : '');
const bucketId = 'ServerlessDeploymentBucket';
const firstTemplate = JSON.stringify({
  Resources: { [bucketId]: { Type: 'AWS::S3::Bucket' } },
});

async function deploy(ctx: ToolContext): Promise<number> {
  const written = await readText(ctx.fs, absolute(ctx.cwd, 'serverless.yml'));
  const parsed = parseYaml(written ?? '');
  const root = parsed.ok ? (parsed.root ?? undefined) : undefined;
  if (written === null || root === undefined) {
    throw new Failure(
      1,
      'Error:\nNo configuration file found in the current working directory. A "serverless.yml" is expected.\n',
    );
  }
  const provider = under(root, 'provider');
  const stage = optionOf(ctx.args, '--stage', '-s') ?? (textOf(under(provider, 'stage')) || 'dev');
  const stack = `${textOf(under(root, 'service'))}-${stage}`;
  const client = await sdkClient(ctx);
  await ctx.sleep(packagingMs);
  let exists = true;
  try {
    await client.call('cloudformation', 'DescribeStacks', { StackName: stack });
  } catch (reason) {
    if (refusalOf(reason)?.text.includes('does not exist') !== true) throw reason;
    exists = false;
  }
  await client.call('cloudformation', 'CreateChangeSet', {
    StackName: stack,
    ChangeSetName: `${stack}-change-set`,
    ChangeSetType: exists ? 'UPDATE' : 'CREATE',
    TemplateBody: firstTemplate,
    Capabilities: ['CAPABILITY_IAM', 'CAPABILITY_NAMED_IAM'],
  });
  await client.call('cloudformation', 'DescribeStackResource', {
    StackName: stack,
    LogicalResourceId: bucketId,
  });
  const bucket =
    textOf(under(provider, 'deploymentBucket')) ||
    `${stack}-serverlessdeploymentbucket`.toLowerCase();
  try {
    await client.call('s3', 'PutObject', {
      Bucket: bucket,
      Key: `serverless/${stack}/compiled-cloudformation-template.json`,
      Body: new TextEncoder().encode(firstTemplate),
    });
  } catch (reason) {
    // The bucket of the stack is taken to be there.
    if (refusalOf(reason)?.code !== 'NoSuchBucket') throw reason;
  }
  ctx.stdout(`\n✔ Service deployed to stack ${stack}\n`);
  return 0;
}

/** Serverless Framework: `deploy` makes its calls; what its stack holds is not simulated. */
const run = (name: string): Tool =>
  tool(name, async (ctx) => {
    const command = ctx.args.find((word) => !word.startsWith('-'));
    if (command !== 'deploy') {
      await ctx.sleep(1_500);
      ctx.assumed(`${name} ${command ?? ''}: its result is not simulated.`);
      return 0;
    }
    ctx.assumed(`${name} deploy: its calls are made; what its stack holds is not simulated.`);
    try {
      return await deploy(ctx);
    } catch (reason) {
      const refusal = refusalOf(reason);
      if (refusal === null) throw reason;
      ctx.stderr(`\n✖ Stack failed to deploy\nError:\n${refusal.text}\n`);
      return 1;
    }
  });

export const serverlessTools: readonly Tool[] = [run('serverless'), run('sls')];
