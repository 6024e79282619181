import type { Role } from '../../../scenario/types.ts';
import { arn as arns } from '../../arns.ts';
import { text } from '../../params.ts';
import { refuse } from '../../results.ts';
import type { Environment, HandlerResult, Params } from '../../types.ts';

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A role of the account by the name that the call gives. */
export function roleOf(params: Params, env: Environment): Role | undefined {
  const name = text(params, 'RoleName');
  const { roles } = env.scenario;
  return Object.hasOwn(roles, name) ? roles[name] : undefined;
}

/** The roles of the account as they are from now on. What IAM changes holds for the next call. */
export function setRole(env: Environment, name: string, role: Role | undefined): void {
  const others = Object.entries(env.scenario.roles).filter(([each]) => each !== name);
  env.scenario.roles = Object.fromEntries(role === undefined ? others : [...others, [name, role]]);
}

/** The path of a role is part of its ARN. */
export const roleArn = (
  env: Environment,
  name: string,
  { path = '/' }: Pick<Role, 'path'>,
): string => arns.role(env, `${path.replace(/^\//, '')}${name}`);

/** ARN that a call on a role is checked on. */
export const askedRole = (params: Params, env: Environment): string =>
  roleArn(env, text(params, 'RoleName'), roleOf(params, env) ?? {});

export const noRole = (params: Params): HandlerResult =>
  refuse('NoSuchEntity', `The role with name ${text(params, 'RoleName')} cannot be found.`, 404);

/** `AROA…`, the same that the role's sessions have. */
export const roleId = (env: Environment, arn: string): string =>
  `AROA${env.ids.text(`role/${arn}`, 17, base32)}`;

export const policyId = (env: Environment, arn: string): string =>
  `ANPA${env.ids.text(`policy/${arn}`, 17, base32)}`;

/** A document as the call gives it; null when it is no JSON. */
export function documentOf(params: Params, name: string): unknown {
  try {
    return JSON.parse(text(params, name)) as unknown;
  } catch {
    return null;
  }
}
