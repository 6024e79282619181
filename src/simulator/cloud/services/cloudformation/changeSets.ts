import { count, text, texts } from '../../params.ts';
import { done, refuse } from '../../results.ts';
import { records } from '../../state.ts';
import type { Environment, HandlerResult, Params } from '../../types.ts';
import type { PlainOperation } from '../operation.ts';
import {
  begin,
  doesNotExist,
  guess,
  obstacle,
  passes,
  signatureOf,
  stackArn,
  stackOf,
  templateIn,
  templateOf,
  transforms,
} from './stacks.ts';
import { lackingAfterMacros } from './template.ts';

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

/** How far a change set is. */
function progress(found: Params, env: Environment): { status: string; failure: string } {
  const failure = text(found, 'failure');
  const ended = failure === '' ? 'CREATE_COMPLETE' : 'FAILED';
  const ready = count(found, 'readyAt') <= env.clock.now();
  return { status: ready ? ended : 'CREATE_IN_PROGRESS', failure };
}

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
      const name = text(params, 'StackName');
      const before = stackOf(env, name);
      const read = templateOf(params, { before, changeSet: true });
      if (!read.ok) return read.refusal;
      const creates = text(params, 'ChangeSetType') === 'CREATE';
      if (before === undefined && !creates) return doesNotExist(name);
      const against = obstacle(env, params, before);
      if (against !== null) return against;
      const lacking = lackingAfterMacros(read.template, texts(params, 'Capabilities'));
      const failure =
        lacking.length > 0
          ? `Requires capabilities : [${lacking.join(', ')}]`
          : before?.signature === signatureOf(params, before)
            ? noChanges
            : '';
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
        failure,
        madeAt: env.clock.now(),
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
      const { status, failure } = progress(found, env);
      return done({
        ChangeSetName: found.ChangeSetName,
        ChangeSetId: found.ChangeSetId,
        StackId: found.StackId,
        StackName: found.StackName,
        ExecutionStatus: status === 'CREATE_COMPLETE' ? 'AVAILABLE' : 'UNAVAILABLE',
        Status: status,
        ...(status === 'FAILED' ? { StatusReason: failure } : {}),
        Changes: [],
      });
    },
  },
  ListChangeSets: {
    resource: stackArn,
    handle(params, env) {
      const stack = stackOf(env, text(params, 'StackName'));
      if (stack === undefined) return doesNotExist(text(params, 'StackName'));
      return done({
        Summaries: [...records(env.state, kind).values()]
          .filter(({ StackId }) => StackId === stack.StackId)
          .map((found) => {
            const { status, failure } = progress(found, env);
            return {
              StackId: found.StackId,
              StackName: found.StackName,
              ChangeSetId: found.ChangeSetId,
              ChangeSetName: found.ChangeSetName,
              ExecutionStatus: status === 'CREATE_COMPLETE' ? 'AVAILABLE' : 'UNAVAILABLE',
              Status: status,
              ...(status === 'FAILED' ? { StatusReason: failure } : {}),
              CreationTime: found.madeAt,
            };
          }),
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
      const before = stackOf(env, text(found, 'StackName'));
      const read = templateOf(given, { before, changeSet: true });
      if (!read.ok) return read.refusal;
      if (text(found, 'failure') !== '' || count(found, 'readyAt') > env.clock.now()) {
        return refuse(
          'InvalidChangeSetStatus',
          `ChangeSet [${text(found, 'ChangeSetId')}] cannot be executed in its current status of [${text(found, 'failure') === '' ? 'CREATE_IN_PROGRESS' : 'FAILED'}]`,
        );
      }
      const action = before?.action === 'REVIEW' ? 'CREATE' : 'UPDATE';
      begin(env, given, { action, ...read });
      return { ok: true, output: {}, ...guess(given, read.template) };
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
