import { authorize } from '../../iam/index.ts';
import { roleAt } from '../accounts.ts';
import { trustOf } from '../policies.ts';
import type { Environment } from '../types.ts';

/**
 * Whether a role's trust policy lets a service assume it on behalf of a resource. A role that the scenario does not describe is
 * taken to. The service looks before it does what it was asked; the AssumeRole itself comes later, when it works.
 */
export function trustsService(
  env: Environment,
  role: string,
  o: { service: string; sourceArn: string },
): boolean {
  if (roleAt(env.scenario, role) === undefined) return true;
  const { result } = authorize(
    {
      principal: { type: 'Service', name: o.service },
      action: 'sts:AssumeRole',
      resource: role,
      resourceAccount: env.account,
      context: { 'aws:SourceAccount': env.account, 'aws:SourceArn': o.sourceArn },
    },
    { resource: trustOf(env.scenario, role) },
  );
  return result === 'Allowed';
}
