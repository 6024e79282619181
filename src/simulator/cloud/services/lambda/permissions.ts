import { text } from '../../params.ts';
import { refuse } from '../../results.ts';
import type { Environment, HandlerResult, Params } from '../../types.ts';
import { functionArn } from './functions.ts';

const principalOf = (principal: string): unknown =>
  principal === '*' ? '*' : principal.includes('.') ? { Service: principal } : { AWS: principal };

/** Statements of the function's policy so far; a policy of the scenario may be written in any way. */
function statementsOf(record: Params): unknown[] {
  const policy = (record.policy ?? {}) as { Statement?: unknown };
  return Array.isArray(policy.Statement)
    ? policy.Statement
    : policy.Statement === undefined
      ? []
      : [policy.Statement];
}

/** AddPermission (AWS Lambda API Reference): one more statement in the function's policy. */
export function addPermission(
  record: Params,
  params: Params,
  env: Environment,
): Params | HandlerResult {
  const Sid = text(params, 'StatementId');
  const before = statementsOf(record);
  if (before.some((each) => (each as { Sid?: unknown } | null)?.Sid === Sid)) {
    return refuse(
      'ResourceConflictException',
      `The statement id (${Sid}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
      409,
    );
  }
  const account = text(params, 'SourceAccount');
  const source = text(params, 'SourceArn');
  const condition = {
    ...(account === '' ? {} : { StringEquals: { 'AWS:SourceAccount': account } }),
    ...(source === '' ? {} : { ArnLike: { 'AWS:SourceArn': source } }),
  };
  const statement = {
    Sid,
    Effect: 'Allow',
    Principal: principalOf(text(params, 'Principal')),
    Action: text(params, 'Action'),
    Resource: functionArn(params, env),
    ...(Object.keys(condition).length === 0 ? {} : { Condition: condition }),
  };
  record.policy = { Version: '2012-10-17', Statement: [...before, statement] };
  return { Statement: JSON.stringify(statement) };
}

/** RemovePermission: a refusal when the policy has no such statement. */
export function removePermission(record: Params, params: Params): HandlerResult | null {
  const Sid = text(params, 'StatementId');
  const before = statementsOf(record);
  const left = before.filter((each) => (each as { Sid?: unknown } | null)?.Sid !== Sid);
  if (left.length === before.length) {
    return refuse(
      'ResourceNotFoundException',
      `Statement ${Sid} is not found in resource policy.`,
      404,
    );
  }
  if (left.length === 0) delete record.policy;
  else record.policy = { Version: '2012-10-17', Statement: left };
  return null;
}
