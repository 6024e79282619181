import { text } from '../../params.ts';
import { done, refuse } from '../../results.ts';
import { records } from '../../state.ts';
import type { Environment, HandlerResult, Params } from '../../types.ts';
import type { PlainOperation } from '../operation.ts';
import {
  begin,
  doesNotExist,
  passes,
  signatureOf,
  stackArn,
  stackOf,
  templateIn,
  templateOf,
  transforms,
} from './stacks.ts';

const kind = 'cloudformation:changeSet';
/** ms until a change set is made. */
const creationMs = 3_000;

const noChanges =
  "The submitted information didn't contain changes. Submit different information to create a change set.";

function changeSetOf(env: Environment, params: Params): Params | undefined {
  const name = text(params, 'ChangeSetName');
  return [...records(env.state, kind).values()].find(
    (each) => each.ChangeSetName === name || each.ChangeSetId === name,
  );
}

const missing = (params: Params): HandlerResult =>
  refuse('ChangeSetNotFound', `ChangeSet [${text(params, 'ChangeSetName')}] does not exist`);

const forwarded =
  'What CloudFormation makes with the caller’s own permissions is not simulated: the stack comes out well.';

/** Operations on change sets (CloudFormation API Reference, "CreateChangeSet" …). */
export const changeSetOperations: Readonly<Record<string, PlainOperation>> = {
  CreateChangeSet: {
    resource: stackArn,
    also: (params, env) => [
      ...transforms('cloudformation:CreateChangeSet', params, env),
      ...passes(params, env),
    ],
    context: (params) => ({ 'cloudformation:ChangeSetName': text(params, 'ChangeSetName') }),
    handle(params, env) {
      const read = templateOf(params);
      if (!read.ok) return read.refusal;
      const name = text(params, 'StackName');
      const before = stackOf(env, name);
      const creates = text(params, 'ChangeSetType') === 'CREATE';
      if (before === undefined && !creates) return doesNotExist(name);
      const changed = before?.signature !== signatureOf(params);
      if (before === undefined) {
        const stack = begin(env, params, { action: 'REVIEW', ...read });
        stack.signature = '';
      }
      const stack = stackOf(env, name);
      const changeSet: Params = {
        ChangeSetName: text(params, 'ChangeSetName'),
        ChangeSetId: `arn:aws:cloudformation:${env.region}:${env.account}:changeSet/${text(params, 'ChangeSetName')}/${env.ids.uuid(`${env.trace.scope}/changeSet`)}`,
        StackId: stack?.StackId,
        StackName: name,
        params,
        changed,
        readyAt: env.clock.now() + creationMs,
      };
      records(env.state, kind).set(text(changeSet, 'ChangeSetId'), changeSet);
      return done({ Id: changeSet.ChangeSetId, StackId: changeSet.StackId });
    },
    rule: 'cloudformation.capabilities',
  },
  DescribeChangeSet: {
    resource: stackArn,
    handle(params, env) {
      const found = changeSetOf(env, params);
      if (found === undefined) return missing(params);
      const ready = Number(found.readyAt) <= env.clock.now();
      const status = ready
        ? found.changed === true
          ? 'CREATE_COMPLETE'
          : 'FAILED'
        : 'CREATE_IN_PROGRESS';
      return done({
        ChangeSetName: found.ChangeSetName,
        ChangeSetId: found.ChangeSetId,
        StackId: found.StackId,
        StackName: found.StackName,
        ExecutionStatus: status === 'CREATE_COMPLETE' ? 'AVAILABLE' : 'UNAVAILABLE',
        Status: status,
        ...(status === 'FAILED' ? { StatusReason: noChanges } : {}),
        Changes: [],
      });
    },
  },
  ExecuteChangeSet: {
    resource: stackArn,
    context: (params) => ({ 'cloudformation:ChangeSetName': text(params, 'ChangeSetName') }),
    handle(params, env) {
      const found = changeSetOf(env, params);
      if (found === undefined) return missing(params);
      const given = found.params as Params;
      const read = templateOf(given);
      if (!read.ok) return read.refusal;
      const before = stackOf(env, text(found, 'StackName'));
      const action = before?.action === 'REVIEW' ? 'CREATE' : 'UPDATE';
      begin(env, given, { action, ...read });
      const alone = text(given, 'RoleARN') === '' && read.template.resources.length > 0;
      return { ok: true, output: {}, ...(alone ? { assumed: forwarded } : {}) };
    },
  },
  DeleteChangeSet: {
    resource: stackArn,
    handle(params, env) {
      const found = changeSetOf(env, params);
      if (found !== undefined) records(env.state, kind).delete(text(found, 'ChangeSetId'));
      return done();
    },
  },
  GetTemplateSummary: {
    resource: stackArn,
    handle(params, env) {
      const stack = stackOf(env, text(params, 'StackName'));
      const read = stack === undefined ? templateOf(params) : null;
      if (read !== null && !read.ok) return read.refusal;
      const template = read === null && stack !== undefined ? templateIn(stack) : read?.template;
      return done({
        Parameters: [],
        ResourceTypes: [...new Set(template?.resources.map(({ type }) => type) ?? [])],
      });
    },
  },
};
