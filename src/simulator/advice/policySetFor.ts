import { roleNameOf } from '../cloud/arns.ts';
import type { ResolvedCaller } from '../cloud/caller.ts';
import { policySet } from '../cloud/policies.ts';
import type { AuthorizationRequest, NamedPolicy, PolicySet } from '../iam/types.ts';
import type { FilledScenario } from '../scenario/types.ts';
import { issuerOf } from './candidates/principal.ts';
import { documentOf, resourcePolicyOf } from './scenarioDocuments.ts';

/** Every document of the scenario that has a say in a request, as the door would gather them. */
export function policySetFor(scenario: FilledScenario, request: AuthorizationRequest): PolicySet {
  const { action, resource, resourceAccount } = request;
  const permission = {
    action,
    resource,
    ...(resourceAccount === undefined ? {} : { resourceAccount }),
  };
  const set = policySet(scenario, resolvedCaller(request), permission);
  const own = resourcePolicyOf(scenario, action, resource);
  return {
    ...set,
    ...(own === undefined ? {} : { resource: own }),
    ...(set.boundary === undefined
      ? {}
      : { boundary: set.boundary.map((one) => asWritten(scenario, one)) }),
  };
}

/** A boundary given by its ARN is a managed policy: not a document of the role that could be edited. */
function asWritten(scenario: FilledScenario, policy: NamedPolicy): NamedPolicy {
  const written = documentOf(scenario, policy.name);
  const named = typeof written === 'string' && written.startsWith('arn:');
  return named ? { ...policy, name: `managed:${written}` } : policy;
}

/** The caller as the door knows it. Of its session only role and account matter here. */
function resolvedCaller({ principal }: AuthorizationRequest): ResolvedCaller {
  switch (principal.type) {
    case 'Service': {
      const { name } = principal;
      const caller = { type: 'AWSService', service: name } as const;
      return { caller, principal, name };
    }
    case 'AWS':
      return principal.arn.includes(':user/')
        ? { caller: { type: 'User', arn: principal.arn }, principal, name: principal.arn }
        : ofRole(principal);
    default:
      return nobody(principal, 'anonymous');
  }
}

const nobody = (principal: AuthorizationRequest['principal'], name: string): ResolvedCaller => ({
  caller: { type: 'Anonymous' },
  principal,
  name,
});

function ofRole(principal: AuthorizationRequest['principal'] & { type: 'AWS' }): ResolvedCaller {
  const { arn } = principal;
  const roleArn = issuerOf(principal);
  if (roleArn === undefined) return nobody(principal, arn);
  const roleName = roleNameOf(roleArn);
  return {
    caller: { type: 'AssumedRole', arn, role: roleName, accessKeyId: '' },
    principal,
    name: arn,
    session: {
      accessKeyId: '',
      secretAccessKey: '',
      token: '',
      roleName,
      roleArn,
      roleId: '',
      sessionName: roleNameOf(arn),
      arn,
      account: principal.account ?? arn.split(':')[4] ?? '',
      issuedAt: 0,
      expiresAt: 0,
    },
  };
}
