import type { Tool, ToolContext } from '../../types.ts';
import { withKeys } from '../aws/profileRole.ts';
import { tool } from '../support/failure.ts';
import { own, text } from '../support/json.ts';
import { optionOf, refusalOf, sdkClient } from './session.ts';

/** ms: synthesis of the app, and the deployment itself. Typical figures. */
const synthesisMs = 6_000;
const deploymentMs = 41_200;

/** Qualifier of the bootstrap stack (AWS CDK Developer Guide, "Bootstrapping"). */
const qualifier = 'hnb659fds';

/** The environment with the deploy role's credentials; the build role's own where it may not be assumed. */
async function asDeployRole(ctx: ToolContext): Promise<Record<string, string>> {
  const { account } = ctx.host;
  const client = await sdkClient(ctx);
  const region = client.region ?? ctx.host.region;
  const role = `arn:aws:iam::${account}:role/cdk-${qualifier}-deploy-role-${account}-${region}`;
  try {
    const output = await client.call('sts', 'AssumeRole', {
      RoleArn: role,
      RoleSessionName: `aws-cdk-root`,
    });
    const credentials = own(output, 'Credentials');
    return withKeys(
      ctx.env,
      new Map([
        ['aws_access_key_id', text(credentials, 'AccessKeyId') ?? ''],
        ['aws_secret_access_key', text(credentials, 'SecretAccessKey') ?? ''],
        ['aws_session_token', text(credentials, 'SessionToken') ?? ''],
      ]),
    );
  } catch (reason) {
    if (refusalOf(reason) === null) throw reason;
    ctx.stderr(
      `current credentials could not be used to assume '${role}', but are for the right account. Proceeding anyway.\n`,
    );
    return ctx.env;
  }
}

async function deploy(ctx: ToolContext, stack: string): Promise<number> {
  const started = ctx.host.clock.now();
  await ctx.sleep(synthesisMs);
  const client = await sdkClient(ctx, await asDeployRole(ctx));
  try {
    await client.call('ssm', 'GetParameter', { Name: `/cdk-bootstrap/${qualifier}/version` });
  } catch (reason) {
    const refusal = refusalOf(reason);
    if (refusal === null) throw reason;
    ctx.stderr(
      `\n❌  ${stack} failed: ${refusal.code}: ${refusal.text.replace(/^An error occurred \(\w+\) when calling the \w+ operation: /, '')}\n`,
    );
    return 1;
  }
  await ctx.sleep(deploymentMs);
  const seconds = ((ctx.host.clock.now() - started) / 1000).toFixed(1);
  const region = client.region ?? ctx.host.region;
  const id = ctx.host.ids.uuid(ctx.key(`cdk/${stack}`));
  ctx.stdout(
    `\n ✅  ${stack}\n\n✨  Deployment time: ${seconds}s\n\nStack ARN:\narn:aws:cloudformation:${region}:${ctx.host.account}:stack/${stack}/${id}\n`,
  );
  return 0;
}

/** AWS CDK CLI: `deploy` takes the roles of the bootstrap stack; the app itself is not run. */
export const cdk: Tool = tool('cdk', (ctx) => {
  const [command, ...words] = ctx.args;
  ctx.assumed(
    command === 'deploy'
      ? 'cdk deploy: the app is not run; its roles are assumed, and the stack is taken to come out well.'
      : `cdk ${command ?? ''}: its result is not simulated, and no files were made.`,
  );
  if (command !== 'deploy') return ctx.sleep(synthesisMs).then(() => 0);
  const value = optionOf(
    words,
    '--app',
    '-a',
    '--profile',
    '--require-approval',
    '--context',
    '-c',
  );
  const named = words.find((word) => !word.startsWith('-') && word !== value);
  return deploy(ctx, named === undefined || named === '*' ? 'Stack' : named);
});
