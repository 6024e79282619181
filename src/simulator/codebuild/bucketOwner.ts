import { roleAt, roleLabel } from '../cloud/accounts.ts';
import { rolePolicies } from '../cloud/policies.ts';
import type { Simulation } from '../engine/simulation.ts';
import { authorize } from '../iam/evaluate.ts';
import type { Trace } from '../recording/types.ts';
import { type BuildRun, failure, type PhaseResult } from './buildRun.ts';
import { buildSession } from './credentials.ts';

// CodeBuild User Guide, "Troubleshooting AWS CodeBuild", word for word.
const changed =
  'Error calling GetBucketAcl: Either the bucket owner has changed or the service role no longer has permission to called s3:GetBucketAcl';

/** Do the role's own policies let it ask who owns a bucket? */
function mayAsk(sim: Simulation, run: BuildRun, bucketArn: string): boolean {
  const role = roleAt(sim.scenario, run.roleArn);
  if (role === undefined) return false;
  const decision = authorize(
    {
      principal: { type: 'AWS', arn: run.roleArn },
      action: 's3:GetBucketAcl',
      resource: bucketArn,
    },
    rolePolicies(role, roleLabel(sim.scenario, run.roleArn)),
  );
  return decision.result === 'Allowed';
}

/**
 * With `s3:GetBucketAcl` in the policies of its role CodeBuild makes sure that a bucket is still the account's. Only a bucket of
 * another account is asked, as the role: its refusal ends the phase. Null when all is well, or the role may not ask.
 */
export async function checkBucketOwner(
  sim: Simulation,
  run: BuildRun,
  trace: Trace,
  bucket: string,
): Promise<PhaseResult | null> {
  const account = sim.door.state.buckets.get(bucket)?.account;
  if (account === undefined || account === sim.scenario.account.id) return null;
  if (!mayAsk(sim, run, `arn:aws:s3:::${bucket}`)) return null;
  const session = await buildSession(sim, trace, run);
  const asked = await sim.door.call(trace, {
    service: 's3',
    operation: 'GetBucketAcl',
    params: { Bucket: bucket },
    signer: {
      type: 'session',
      accessKeyId: session?.accessKeyId ?? '',
      via: 'codebuild.amazonaws.com',
    },
    from: run.containerNode,
    rule: 'codebuild.bucket-owner-checked',
  });
  trace.after(asked.seq);
  return asked.ok ? null : failure('CLIENT_ERROR', changed);
}
