import { managedPolicy } from '../iam/managed/index.ts';
import type { NamedPolicy, PolicyLevel, PolicySet } from '../iam/types.ts';
import type { FilledScenario, Role } from '../scenario/types.ts';
import { accountOf, roleAt, roleLabel } from './accounts.ts';
import type { ResolvedCaller } from './caller.ts';
import type { Params, Permission } from './types.ts';

/**
 * Every document that has a say in a request. Names are those of `SourceRef.document`, so that a trace leads straight to the
 * editor. An IAM user of the scenario is the account's administrator: it may do everything.
 */
export function policySet(
  scenario: FilledScenario,
  resolved: Pick<ResolvedCaller, 'caller' | 'session'>,
  permission: Pick<Permission, 'resourcePolicy' | 'resourceAccount'>,
  made: MadePolicies = nothingMade,
): PolicySet {
  const set: PolicySet = {};
  const { session } = resolved;
  if (session !== undefined) {
    const role = roleAt(scenario, session.roleArn);
    const label = roleLabel(scenario, session.roleArn);
    if (role !== undefined) Object.assign(set, rolePolicies(role, label, made));
    else set.identity = [];
    if (session.policies !== undefined) set.session = session.policies;
  }
  if (resolved.caller.type === 'User') set.identity = [administrator];
  if (permission.resourcePolicy !== undefined) set.resource = permission.resourcePolicy;
  const own = scenario.account.id;
  const serviceControl = levelsOf(scenario, session?.account ?? own, 'serviceControl');
  const resourceControl = levelsOf(scenario, permission.resourceAccount ?? own, 'resourceControl');
  if (serviceControl !== undefined) set.serviceControl = serviceControl;
  if (resourceControl !== undefined) set.resourceControl = resourceControl;
  return set;
}

/** SCPs bind the caller's account, RCPs the resource's. */
function levelsOf(
  scenario: FilledScenario,
  account: string,
  kind: 'serviceControl' | 'resourceControl',
): PolicyLevel[] | undefined {
  return accountOf(scenario, account)?.organization?.[kind];
}

/** Customer managed policies that commands made in the run, by ARN: `Document` is the one in force. */
export type MadePolicies = Pick<ReadonlyMap<string, Params>, 'get'>;
const nothingMade: MadePolicies = new Map();

/** What a role brings along: inline and attached policies, and its boundary. */
export function rolePolicies(
  role: Role,
  label: string,
  made: MadePolicies = nothingMade,
): Pick<PolicySet, 'identity' | 'boundary'> {
  const documentOf = (policyArn: string): unknown =>
    made.get(policyArn)?.Document ?? managedPolicy(policyArn);
  const inline = Object.entries(role.policies).map(
    ([name, document]): NamedPolicy => ({ name: `role:${label}/policy:${name}`, document }),
  );
  const attached = (role.attached ?? []).flatMap((policyArn): NamedPolicy[] => {
    const document = documentOf(policyArn);
    return document === undefined ? [] : [{ name: `managed:${policyArn}`, document }];
  });
  const boundary = typeof role.boundary === 'string' ? documentOf(role.boundary) : role.boundary;
  return {
    identity: [...inline, ...attached],
    ...(boundary === undefined
      ? {}
      : { boundary: [{ name: `role:${label}/boundary`, document: boundary }] }),
  };
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
  return {
    kind: 'trust',
    name: `trust:${roleLabel(scenario, roleArn)}`,
    document: roleAt(scenario, roleArn)?.trustPolicy ?? null,
  };
}
