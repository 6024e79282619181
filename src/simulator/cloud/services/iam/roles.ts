import { checkPolicy, quotaExceeded } from '../../../iam/index.ts';
import type { Role } from '../../../scenario/types.ts';
import { count, text } from '../../params.ts';
import { done, refuse } from '../../results.ts';
import { records } from '../../state.ts';
import type { Environment, HandlerResult, Params } from '../../types.ts';
import type { PlainOperation } from '../operation.ts';
import { askedRole, documentOf, noRole, roleArn, roleId, roleOf, setRole } from './role.ts';

/** Times at which roles were made by commands, in ms of virtual time. */
const madeAt = (env: Environment, name: string): number =>
  count(records(env.state, 'iam:role').get(name) ?? {}, 'CreateDate');

function shown(env: Environment, name: string, role: Role): Params {
  const arn = roleArn(env, name, role);
  return {
    Path: role.path ?? '/',
    RoleName: name,
    RoleId: roleId(env, arn),
    Arn: arn,
    CreateDate: madeAt(env, name),
    AssumeRolePolicyDocument: role.trustPolicy,
  };
}

/** What IAM says of a trust policy that it does not save; null when it does. */
function refusedTrust(params: Params, parameter: string): HandlerResult | null {
  const fault =
    checkPolicy(documentOf(params, parameter), 'trust') ??
    quotaExceeded('trust', text(params, 'RoleName'), [text(params, parameter)]);
  return fault === null ? null : refuse(fault.code, fault.message);
}

function createRole(params: Params, env: Environment): HandlerResult {
  const name = text(params, 'RoleName');
  if (roleOf(params, env) !== undefined) {
    return refuse('EntityAlreadyExists', `Role with name ${name} already exists.`, 409);
  }
  const refused = refusedTrust(params, 'AssumeRolePolicyDocument');
  if (refused !== null) return refused;
  const boundary = text(params, 'PermissionsBoundary');
  const path = text(params, 'Path');
  const role: Role = {
    trustPolicy: documentOf(params, 'AssumeRolePolicyDocument'),
    policies: {},
    ...(path === '' ? {} : { path }),
    ...(boundary === '' ? {} : { boundary }),
  };
  setRole(env, name, role);
  records(env.state, 'iam:role').set(name, { CreateDate: env.clock.now() });
  return done({ Role: shown(env, name, role) });
}

/** Roles (IAM API Reference). */
export const roleOperations: Record<string, PlainOperation> = {
  GetRole: {
    resource: askedRole,
    handle(params, env) {
      const role = roleOf(params, env);
      if (role === undefined) return noRole(params);
      return done({
        Role: {
          ...shown(env, text(params, 'RoleName'), role),
          MaxSessionDuration: role.maxSessionDuration ?? 3600,
          RoleLastUsed: {},
        },
      });
    },
  },
  CreateRole: {
    resource: (params, env) =>
      roleArn(env, text(params, 'RoleName'), { path: text(params, 'Path') || '/' }),
    context(params): Record<string, string> {
      const boundary = text(params, 'PermissionsBoundary');
      return boundary === '' ? {} : { 'iam:PermissionsBoundary': boundary };
    },
    handle: createRole,
  },
  UpdateAssumeRolePolicy: {
    resource: askedRole,
    handle(params, env) {
      const role = roleOf(params, env);
      if (role === undefined) return noRole(params);
      const refused = refusedTrust(params, 'PolicyDocument');
      if (refused !== null) return refused;
      setRole(env, text(params, 'RoleName'), {
        ...role,
        trustPolicy: documentOf(params, 'PolicyDocument'),
      });
      return done();
    },
  },
  DeleteRole: {
    resource: askedRole,
    handle(params, env) {
      const role = roleOf(params, env);
      if (role === undefined) return noRole(params);
      if ((role.attached ?? []).length > 0) {
        return refuse(
          'DeleteConflict',
          'Cannot delete entity, must detach all policies first.',
          409,
        );
      }
      if (Object.keys(role.policies).length > 0) {
        return refuse('DeleteConflict', 'Cannot delete entity, must delete policies first.', 409);
      }
      setRole(env, text(params, 'RoleName'), undefined);
      return done();
    },
  },
  ListRoles: {
    resource: 'arn:aws:iam::{account}:role/',
    handle: (_params, env) =>
      done({
        Roles: Object.entries(env.scenario.roles).map(([name, role]) => shown(env, name, role)),
      }),
  },
};
