import { checkPolicy, isPolicyInForce } from '../iam/index.ts';
import { isAwsManaged, managedPolicy, unknownDocument } from '../iam/managed/index.ts';
import type { Simulation } from './simulation.ts';

/** Documents that IAM or S3 would not have saved are not in force; the recording says so before anything happens. */
export function announceRefusedPolicies(sim: Simulation): void {
  const { roles, resources } = sim.scenario;
  const say = (document: string, policy: unknown, kind: 'identity' | 'trust' | 'resource') => {
    const problem = checkPolicy(policy, kind);
    // Some documents that IAM would not save again are obeyed all the same (an old Version).
    if (problem === null || isPolicyInForce(policy, kind)) return;
    sim.root.record(
      `refused/${document}`,
      'policy.refused',
      { document, code: problem.code, message: problem.message },
      { sources: [{ document, path: problem.path }], rule: 'iam.malformed-policy-not-in-force' },
    );
  };
  for (const [name, role] of Object.entries(roles)) {
    say(`trust:${name}`, role.trustPolicy, 'trust');
    for (const [policy, document] of Object.entries(role.policies)) {
      say(`role:${name}/policy:${policy}`, document, 'identity');
    }
    for (const policyArn of role.attached ?? []) {
      if (managedPolicy(policyArn) !== undefined) continue;
      sim.root.record(
        `refused/role:${name}/attached:${policyArn}`,
        'policy.refused',
        {
          document: `role:${name}/attached`,
          ...(isAwsManaged(policyArn)
            ? { code: 'NotSimulated', message: unknownDocument(policyArn) }
            : {
                code: 'NoSuchEntity',
                message: `Policy ${policyArn} does not exist or is not attachable.`,
              }),
        },
        { rule: 'iam.unknown-managed-policy' },
      );
    }
  }
  for (const [name, bucket] of Object.entries(resources.buckets ?? {})) {
    if (bucket.policy !== undefined) say(`bucket:${name}/policy`, bucket.policy, 'resource');
  }
}
