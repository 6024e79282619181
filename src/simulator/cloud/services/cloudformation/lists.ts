import { count, text, texts } from '../../params.ts';
import { done, refuse } from '../../results.ts';
import { records } from '../../state.ts';
import type { Environment, HandlerResult, Params } from '../../types.ts';
import type { PlainOperation } from '../operation.ts';
import {
  described,
  doesNotExist,
  exportsOf,
  stackArn,
  stackKind,
  stackOf,
  statusOf,
  templateIn,
} from './stacks.ts';

const isResult = (answer: Params | HandlerResult): answer is HandlerResult =>
  typeof answer.ok === 'boolean';

/** An operation on a stack that must be there. */
export const onStack = (
  answer: (stack: Params, params: Params, env: Environment) => Params | HandlerResult,
): PlainOperation => ({
  resource: stackArn,
  handle(params, env): HandlerResult {
    const stack = stackOf(env, text(params, 'StackName'));
    if (stack === undefined) return doesNotExist(text(params, 'StackName'));
    const result = answer(stack, params, env);
    return isResult(result) ? result : done(result);
  },
});

const resourcesIn = (stack: Params, env: Environment): Params[] =>
  templateIn(stack).resources.map(({ id, type }) => ({
    LogicalResourceId: id,
    PhysicalResourceId: `${text(stack, 'StackName')}-${id}`,
    ResourceType: type,
    LastUpdatedTimestamp: stack.startedAt,
    ResourceStatus: statusOf(env, stack),
    DriftInformation: { StackResourceDriftStatus: 'NOT_CHECKED' },
  }));

/** Newest first: the stack as a whole, then its resources. */
const eventsIn = (stack: Params, env: Environment): Params[] =>
  [
    {
      LogicalResourceId: stack.StackName,
      PhysicalResourceId: stack.StackId,
      ResourceType: 'AWS::CloudFormation::Stack',
    },
    ...resourcesIn(stack, env),
  ].map((resource: Params) => ({
    StackId: stack.StackId,
    EventId: env.ids.uuid(`${text(stack, 'StackId')}/${text(resource, 'LogicalResourceId')}`),
    StackName: stack.StackName,
    LogicalResourceId: resource.LogicalResourceId,
    PhysicalResourceId: resource.PhysicalResourceId,
    ResourceType: resource.ResourceType,
    Timestamp: stack.startedAt,
    ResourceStatus: statusOf(env, stack),
  }));

/** The resources that a call asks for: one by its logical name, or all. */
function resourcesAsked(stack: Params, params: Params, env: Environment): Params[] | HandlerResult {
  const name = text(params, 'LogicalResourceId');
  const all = resourcesIn(stack, env);
  if (name === '') return all;
  const found = all.filter(({ LogicalResourceId }) => LogicalResourceId === name);
  return found.length > 0
    ? found
    : refuse(
        'ValidationError',
        `Resource ${name} does not exist for stack ${text(stack, 'StackName')}`,
      );
}

const stacksIn = (env: Environment): Params[] => [...records(env.state, stackKind).values()];

const summary = (env: Environment, stack: Params): Params => ({
  StackId: stack.StackId,
  StackName: stack.StackName,
  ...(templateIn(stack).description === ''
    ? {}
    : { TemplateDescription: templateIn(stack).description }),
  CreationTime: stack.CreationTime,
  ...(stack.action === 'UPDATE' ? { LastUpdatedTime: stack.startedAt } : {}),
  ...(stack.action === 'DELETE' ? { DeletionTime: stack.startedAt } : {}),
  StackStatus: statusOf(env, stack),
  DriftInformation: { StackDriftStatus: 'NOT_CHECKED' },
});

/** Exports of the stacks that are there. */
const exportsIn = (env: Environment): Params[] =>
  stacksIn(env)
    .filter((stack) => count(stack, 'doneAt') <= env.clock.now() && stack.action !== 'DELETE')
    .flatMap((stack) => {
      const outputs = described(env, stack).Outputs as Params[];
      return exportsOf(env, stack).map(({ output, name }) => ({
        ExportingStackId: stack.StackId,
        Name: name,
        Value: outputs.find(({ OutputKey }) => OutputKey === output)?.OutputValue,
      }));
    });

/** What can be read of stacks and what is in them (AWS CloudFormation API Reference). */
export const listOperations: Readonly<Record<string, PlainOperation>> = {
  DescribeStackEvents: onStack((stack, _params, env) => ({ StackEvents: eventsIn(stack, env) })),
  ListStackResources: onStack((stack, _params, env) => ({
    StackResourceSummaries: resourcesIn(stack, env),
  })),
  DescribeStackResource: onStack((stack, params, env) => {
    const found = resourcesAsked(stack, params, env);
    return Array.isArray(found) ? { StackResourceDetail: found[0] } : found;
  }),
  DescribeStackResources: onStack((stack, params, env) => {
    const found = resourcesAsked(stack, params, env);
    if (!Array.isArray(found)) return found;
    return {
      StackResources: found.map(({ LastUpdatedTimestamp, ...resource }) => ({
        StackName: stack.StackName,
        StackId: stack.StackId,
        LogicalResourceId: resource.LogicalResourceId,
        PhysicalResourceId: resource.PhysicalResourceId,
        ResourceType: resource.ResourceType,
        Timestamp: LastUpdatedTimestamp,
        ResourceStatus: resource.ResourceStatus,
        DriftInformation: resource.DriftInformation,
      })),
    };
  }),
  ListStacks: {
    handle(params, env) {
      const wanted = texts(params, 'StackStatusFilter');
      return done({
        StackSummaries: stacksIn(env)
          .map((stack) => summary(env, stack))
          .filter(({ StackStatus }) => wanted.length === 0 || wanted.includes(String(StackStatus))),
      });
    },
  },
  ListExports: { handle: (_params, env) => done({ Exports: exportsIn(env) }) },
};
