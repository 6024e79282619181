import type { NamedPolicy, PolicySet } from '../iam/types.ts';
import type { FilledScenario } from '../scenario/types.ts';
import { roleNameOf } from './arns.ts';
import type { ResolvedCaller } from './caller.ts';
import type { Permission } from './types.ts';

/**
 * Every document that has a say in a request. Names are those of `SourceRef.document`, so that a trace leads straight to the
 * editor. An IAM user of the scenario is the account's administrator: it may do everything.
 */
export function policySet(
  scenario: FilledScenario,
  resolved: ResolvedCaller,
  permission: Permission,
): PolicySet {
  const set: PolicySet = {};
  const { session } = resolved;
  if (session !== undefined) {
    const role = Object.hasOwn(scenario.roles, session.roleName)
      ? scenario.roles[session.roleName]
      : undefined;
    set.identity = Object.entries(role?.policies ?? {}).map(
      ([name, document]): NamedPolicy => ({
        name: `role:${session.roleName}/policy:${name}`,
        document,
      }),
    );
    if (role?.boundary !== undefined) {
      set.boundary = [{ name: `role:${session.roleName}/boundary`, document: role.boundary }];
    }
  }
  if (resolved.caller.type === 'User') set.identity = [administrator];
  if (permission.resourcePolicy !== undefined) set.resource = permission.resourcePolicy;
  if (scenario.organization !== undefined) {
    set.serviceControl = scenario.organization.serviceControl;
    set.resourceControl = scenario.organization.resourceControl;
  }
  return set;
}

const administrator: NamedPolicy = {
  name: 'AdministratorAccess',
  document: {
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Action: '*', Resource: '*' },
  },
};

/** The trust policy of a role, as the resource policy of `sts:AssumeRole`. A role that does not exist trusts nobody. */
export function trustOf(
  scenario: FilledScenario,
  roleArn: string,
): NonNullable<Permission['resourcePolicy']> {
  const name = roleNameOf(roleArn);
  const role = Object.hasOwn(scenario.roles, name) ? scenario.roles[name] : undefined;
  return { kind: 'trust', name: `trust:${name}`, document: role?.trustPolicy ?? null };
}
