import {
  checkPolicy,
  POLICIES_PER_ROLE,
  quotaExceeded,
  tooManyPolicies,
} from '../../../iam/index.ts';
import { isAwsManaged, managedPolicy, unknownDocument } from '../../../iam/managed/index.ts';
import type { Role } from '../../../scenario/types.ts';
import { count, text } from '../../params.ts';
import { done, refuse } from '../../results.ts';
import { records } from '../../state.ts';
import type { Environment, HandlerResult, Params } from '../../types.ts';
import type { PlainOperation } from '../operation.ts';
import { askedRole, documentOf, noRole, policyId, roleOf, setRole } from './role.ts';

const kind = 'iam:policy';

/** An operation on the policies of one role. A boundary of the role is a condition key of its own. */
const onRole = (
  handle: (role: Role, params: Params, env: Environment) => HandlerResult,
): PlainOperation => ({
  resource: askedRole,
  context(params, env): Record<string, string> {
    const { boundary } = roleOf(params, env) ?? {};
    const policy = text(params, 'PolicyArn');
    return {
      ...(policy === '' ? {} : { 'iam:PolicyARN': policy }),
      ...(typeof boundary === 'string' ? { 'iam:PermissionsBoundary': boundary } : {}),
    };
  },
  handle(params, env) {
    const role = roleOf(params, env);
    return role === undefined ? noRole(params) : handle(role, params, env);
  },
});

const change = (params: Params, env: Environment, role: Role): HandlerResult => {
  setRole(env, text(params, 'RoleName'), role);
  return done();
};

function attach(role: Role, params: Params, env: Environment): HandlerResult {
  const arn = text(params, 'PolicyArn');
  const attached = role.attached ?? [];
  if (attached.includes(arn)) return done();
  if (attached.length >= POLICIES_PER_ROLE) {
    return refuse(tooManyPolicies.code, tooManyPolicies.message, 409);
  }
  const made = records(env.state, kind).get(arn);
  const known = made !== undefined || managedPolicy(arn) !== undefined;
  if (!known && !isAwsManaged(arn)) {
    return refuse('NoSuchEntity', `Policy ${arn} does not exist or is not attachable.`, 404);
  }
  if (made !== undefined) made.AttachmentCount = count(made, 'AttachmentCount') + 1;
  change(params, env, { ...role, attached: [...attached, arn] });
  return known ? done() : { ok: true, output: {}, assumed: unknownDocument(arn) };
}

function put(role: Role, params: Params, env: Environment): HandlerResult {
  const name = text(params, 'PolicyName');
  const document = documentOf(params, 'PolicyDocument');
  const others = Object.entries(role.policies).filter(([each]) => each !== name);
  const fault =
    checkPolicy(document, 'identity') ??
    quotaExceeded('inlineRole', text(params, 'RoleName'), [
      ...others.map(([, each]) => JSON.stringify(each) ?? ''),
      text(params, 'PolicyDocument'),
    ]);
  if (fault !== null) return refuse(fault.code, fault.message);
  return change(params, env, {
    ...role,
    policies: Object.fromEntries([...others, [name, document]]),
  });
}

const noPolicy = (name: string): HandlerResult =>
  refuse('NoSuchEntity', `The role policy with name ${name} cannot be found.`, 404);

function createPolicy(params: Params, env: Environment): HandlerResult {
  const name = text(params, 'PolicyName');
  const path = text(params, 'Path') || '/';
  const arn = `arn:aws:iam::${env.account}:policy${path}${name}`;
  if (records(env.state, kind).has(arn)) {
    return refuse(
      'EntityAlreadyExists',
      `A policy called ${name} already exists. Duplicate names are not allowed.`,
      409,
    );
  }
  const fault =
    checkPolicy(documentOf(params, 'PolicyDocument'), 'identity') ??
    quotaExceeded('managed', name, [text(params, 'PolicyDocument')]);
  if (fault !== null) return refuse(fault.code, fault.message);
  const now = env.clock.now();
  const facts = {
    PolicyName: name,
    PolicyId: policyId(env, arn),
    Arn: arn,
    Path: path,
    DefaultVersionId: 'v1',
    AttachmentCount: 0,
    PermissionsBoundaryUsageCount: 0,
    IsAttachable: true,
    CreateDate: now,
    UpdateDate: now,
  };
  const policy = { ...facts, Document: documentOf(params, 'PolicyDocument') };
  records(env.state, kind).set(arn, policy);
  return done({ Policy: facts });
}

/** Policies, inline and managed (IAM API Reference). Documents that IAM does not save are refused in its words. */
export const policyOperations: Record<string, PlainOperation> = {
  AttachRolePolicy: onRole(attach),
  DetachRolePolicy: onRole((role, params, env) => {
    const arn = text(params, 'PolicyArn');
    const attached = role.attached ?? [];
    if (!attached.includes(arn)) {
      return refuse('NoSuchEntity', `Policy ${arn} was not found.`, 404);
    }
    const made = records(env.state, kind).get(arn);
    if (made !== undefined) made.AttachmentCount = count(made, 'AttachmentCount') - 1;
    return change(params, env, { ...role, attached: attached.filter((each) => each !== arn) });
  }),
  ListAttachedRolePolicies: onRole((role) =>
    done({
      AttachedPolicies: (role.attached ?? []).map((arn) => ({
        PolicyName: arn.slice(arn.lastIndexOf('/') + 1),
        PolicyArn: arn,
      })),
    }),
  ),
  PutRolePolicy: { ...onRole(put), rule: 'iam.put-role-policy-checks-the-document' },
  GetRolePolicy: onRole((role, params) => {
    const name = text(params, 'PolicyName');
    return Object.hasOwn(role.policies, name)
      ? done({
          RoleName: params.RoleName,
          PolicyName: name,
          PolicyDocument: role.policies[name],
        })
      : noPolicy(name);
  }),
  DeleteRolePolicy: onRole((role, params, env) => {
    const name = text(params, 'PolicyName');
    if (!Object.hasOwn(role.policies, name)) return noPolicy(name);
    const policies = Object.entries(role.policies).filter(([each]) => each !== name);
    return change(params, env, { ...role, policies: Object.fromEntries(policies) });
  }),
  ListRolePolicies: onRole((role) => done({ PolicyNames: Object.keys(role.policies) })),
  CreatePolicy: {
    resource: (params, env) =>
      `arn:aws:iam::${env.account}:policy${text(params, 'Path') || '/'}${text(params, 'PolicyName')}`,
    handle: createPolicy,
  },
};
