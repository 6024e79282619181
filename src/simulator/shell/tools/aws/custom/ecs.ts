import type { Params } from '../../../../cloud/types.ts';
import { readText } from '../../support/files.ts';
import { isObject, own, parseJson, text } from '../../support/json.ts';
import { absolute } from '../../support/paths.ts';
import { CallError, generalError, unknownOptions, usageError } from '../errors.ts';
import { lastValue, parseOptions } from '../options.ts';
import type { CustomCommand } from './types.ts';

/** ms between two questions, and how often it asks: half an hour at the most (AWS CLI, "ecs deploy"). */
const everyMs = 15_000;
const mostTries = 120;

const first = (list: unknown): unknown => (Array.isArray(list) ? list[0] : undefined);

/** `aws ecs deploy` (AWS CLI Command Reference): a blue/green deployment of a service by CodeDeploy. */
const deploy: CustomCommand = async (ctx, client, _globals, words) => {
  const parsed = parseOptions(words, {
    service: 'value',
    'task-definition': 'value',
    'codedeploy-appspec': 'value',
    cluster: 'value',
    'codedeploy-application': 'value',
    'codedeploy-deployment-group': 'value',
  });
  const needed = ['service', 'task-definition', 'codedeploy-appspec'];
  const missing = needed.filter((name) => lastValue(parsed, name) === undefined);
  if (missing.length > 0) {
    throw usageError(
      `the following arguments are required: ${missing.map((name) => `--${name}`).join(', ')}`,
    );
  }
  const unknown = [...parsed.unknown, ...parsed.positionals];
  if (unknown.length > 0) throw unknownOptions(unknown);
  const value = (name: string) => lastValue(parsed, name) ?? '';
  const file = async (name: string): Promise<string> => {
    const content = await readText(ctx.fs, absolute(ctx.cwd, value(name)));
    if (content !== null) return content;
    throw generalError(
      `Unable to read file at ${value(name)}: [Errno 2] No such file or directory: '${value(name)}'`,
    );
  };
  const service = value('service');
  const cluster = lastValue(parsed, 'cluster') ?? 'default';
  const application = lastValue(parsed, 'codedeploy-application') ?? `AppECS-${cluster}-${service}`;
  const group = lastValue(parsed, 'codedeploy-deployment-group') ?? `DgpECS-${cluster}-${service}`;
  const definition = parseJson(await file('task-definition'));
  if (!isObject(definition))
    throw generalError(`Unable to parse ${value('task-definition')} as JSON`);
  const appspec = await file('codedeploy-appspec');

  const services = await client.call('ecs', 'DescribeServices', { cluster, services: [service] });
  if (first(services.services) === undefined) {
    throw generalError(`Error: ECS Service ${service} was not found in cluster ${cluster}`);
  }
  await client.call('codedeploy', 'GetApplication', { applicationName: application });
  await client.call('codedeploy', 'GetDeploymentGroup', {
    applicationName: application,
    deploymentGroupName: group,
  });
  const registered = await client.call('ecs', 'RegisterTaskDefinition', definition as Params);
  const arn = text(own(registered, 'taskDefinition'), 'taskDefinitionArn') ?? '';
  ctx.stdout(`Successfully registered new ECS task definition ${arn}\n`);
  const created = await client.call('codedeploy', 'CreateDeployment', {
    applicationName: application,
    deploymentGroupName: group,
    revision: {
      revisionType: 'AppSpecContent',
      appSpecContent: { content: appspec.replaceAll('<TASK_DEFINITION>', arn) },
    },
  });
  const id = text(created, 'deploymentId') ?? '';
  ctx.stdout(`Successfully created deployment ${id}\n`);
  ctx.stdout(`Waiting for ${id} to succeed. Will wait up to 30 minutes\n`);
  for (let tries = 0; tries < mostTries; tries++) {
    const status = await statusOf(() =>
      client.call('codedeploy', 'GetDeployment', { deploymentId: id }),
    );
    if (status === 'Succeeded') {
      ctx.stdout(`Successfully deployed ${arn} to service '${service}'\n`);
      return 0;
    }
    if (status === 'Failed' || status === 'Stopped') {
      throw generalError(
        `Waiter DeploymentSuccessful failed: Waiter encountered a terminal failure state: For expression "deploymentInfo.status" we matched expected path: "${status}"`,
      );
    }
    await ctx.sleep(everyMs);
  }
  throw generalError('Waiter DeploymentSuccessful failed: Max attempts exceeded');
};

async function statusOf(ask: () => Promise<Params>): Promise<string> {
  try {
    return text(own(await ask(), 'deploymentInfo'), 'status') ?? '';
  } catch (reason) {
    if (!(reason instanceof CallError)) throw reason;
    throw generalError(
      `Waiter DeploymentSuccessful failed: ${reason.message.replace(/ when calling the \w+ operation/, '')}`,
    );
  }
}

export const ecsCommands = { deploy };
