import type { ToolContext } from '../../types.ts';
import { type Client, makeClient } from '../aws/client.ts';
import { CallError } from '../aws/errors.ts';
import { has, lastValue, type OptionKind } from '../aws/options.ts';
import { Failure } from '../support/failure.ts';
import { isDirectory } from '../support/files.ts';
import { own } from '../support/json.ts';
import { absolute } from '../support/paths.ts';
import { assetsIn, stacksIn } from './cdkOut.ts';
import { toolOptions } from './options.ts';
import { saidBy, sdkClient, signedWith } from './sdk.ts';

const table: Readonly<Record<string, OptionKind>> = {
  app: 'value',
  context: 'value',
  parameters: 'value',
  profile: 'value',
  region: 'value',
  'role-arn': 'value',
  'require-approval': 'value',
  'outputs-file': 'value',
  output: 'value',
  tags: 'value',
  'toolkit-stack-name': 'value',
  progress: 'value',
  concurrency: 'value',
  method: 'value',
  all: 'flag',
};
const short = { a: 'app', c: 'context', o: 'output' };

/** What `cdk bootstrap` names its things by when nothing else is asked for. */
const qualifier = 'hnb659fds';
/** ms: synthesis of the app, and the deployment of a small stack. Typical figures. */
const synthesisMs = 6_000;
const deploymentMs = 35_200;

/**
 * A client of a role that `cdk bootstrap` made. When it may not be assumed CDK says so and goes on with the credentials it has
 * (AWS CDK v2 Developer Guide, "Bootstrapping"; reference: iam §6.1, row 94).
 */
async function asRole(ctx: ToolContext, base: Client, kind: string): Promise<Client> {
  const { account } = ctx.host;
  const region = base.region ?? ctx.host.region;
  const role = `arn:aws:iam::${account}:role/cdk-${qualifier}-${kind}-role-${account}-${region}`;
  try {
    const output = await base.call('sts', 'AssumeRole', {
      RoleArn: role,
      RoleSessionName: 'aws-cdk-root',
    });
    const signed = signedWith(ctx, own(output, 'Credentials'));
    return await makeClient(signed, { version: false, region });
  } catch (reason) {
    if (!(reason instanceof CallError) || reason.kind !== 'service') throw reason;
    ctx.stderr(
      `current credentials could not be used to assume '${role}', but are for the right account. Proceeding anyway.\n`,
    );
    return base;
  }
}

async function deployStack(
  ctx: ToolContext,
  base: Client,
  o: { stack: string; folder: string },
): Promise<void> {
  const deployer = await asRole(ctx, base, 'deploy');
  await deployer.call('ssm', 'GetParameter', { Name: `/cdk-bootstrap/${qualifier}/version` });
  for (const kind of await assetsIn(ctx, o.folder)) await asRole(ctx, base, `${kind}-publishing`);
  await ctx.sleep(deploymentMs);
  const region = base.region ?? ctx.host.region;
  const id = ctx.host.ids.uuid(`cdk/${o.stack}`);
  const seconds = (deploymentMs / 1000).toFixed(1);
  ctx.stdout(
    `\n ✅  ${o.stack}\n\n✨  Deployment time: ${seconds}s\n\nStack ARN:\narn:aws:cloudformation:${region}:${ctx.host.account}:stack/${o.stack}/${id}\n`,
  );
}

/**
 * `cdk deploy`: the build's role needs only to assume the roles of the bootstrap stack; those publish the assets and run
 * CloudFormation. The app itself is not run: its stacks and assets are those of a `cdk.out` that is there.
 */
export async function cdkDeploy(ctx: ToolContext, words: readonly string[]): Promise<number> {
  const options = toolOptions(words, table, short);
  ctx.assumed(
    'cdk deploy: the app is not run; its roles are assumed, and the stack is taken to come out well.',
  );
  await ctx.sleep(synthesisMs);
  const folders = [lastValue(options, 'app'), lastValue(options, 'output'), 'cdk.out'];
  let folder = '';
  for (const each of folders) {
    if (folder !== '' || each === undefined) continue;
    if (await isDirectory(ctx.fs, absolute(ctx.cwd, each))) folder = absolute(ctx.cwd, each);
  }
  const named = options.positionals.filter((word) => !word.includes('*'));
  const all = await stacksIn(ctx, folder);
  const stacks = named.length > 0 && !has(options, 'all') ? named : all;
  const base = await sdkClient(ctx, {
    region: lastValue(options, 'region'),
    profile: lastValue(options, 'profile'),
  });
  for (const stack of stacks.length > 0 ? stacks : ['Stack']) {
    try {
      await deployStack(ctx, base, { stack, folder });
    } catch (reason) {
      if (!(reason instanceof CallError)) throw reason;
      const code = reason.kind === 'service' ? `${reason.code}: ` : '';
      throw new Failure(1, `\n❌  ${stack} failed: ${code}${saidBy(reason)}\n`);
    }
  }
  return 0;
}
