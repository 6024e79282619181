import type { Session } from '../cloud/types.ts';
import type { Simulation } from '../engine/simulation.ts';
import type { NodeId } from '../recording/events.ts';
import type { Trace } from '../recording/types.ts';
import { type AssumeRoleResult, assumeRole, lasts } from '../sts/assumeRole.ts';
import type { BuildRun } from './buildRun.ts';

/** CodeBuild itself asks STS for a session of the project's service role; its trust policy alone decides. */
export function assumeServiceRole(
  sim: Simulation,
  trace: Trace,
  o: { project: string; roleArn: string; sessionName: string; from: NodeId },
): Promise<AssumeRoleResult> {
  const { id, region } = sim.scenario.account;
  return assumeRole(sim, trace, {
    roleArn: o.roleArn,
    sessionName: o.sessionName,
    signer: {
      type: 'service',
      name: 'codebuild.amazonaws.com',
      sourceArn: `arn:aws:codebuild:${region}:${id}:project/${o.project}`,
    },
    from: o.from,
    sources: [{ document: `project:${o.project}`, path: ['serviceRole'] }],
  });
}

/** The build's session, renewed shortly before it expires. Null when the role cannot be assumed any more. */
export async function buildSession(
  sim: Simulation,
  trace: Trace,
  run: BuildRun,
): Promise<Session | null> {
  const known = run.session;
  if (known !== null && lasts(known, sim.clock.now())) return known;
  const assumed = await assumeServiceRole(sim, trace, {
    project: run.project.name,
    roleArn: run.roleArn,
    sessionName: `AWSCodeBuild-${run.uuid}`,
    from: run.node,
  });
  run.session = assumed.ok ? assumed.session : null;
  if (assumed.ok && run.holder !== run.node) passOn(trace, run, run.holder);
  return run.session;
}

/** The session's secret is now in somebody else's hands. */
export function passOn(trace: Trace, run: BuildRun, holder: NodeId | null): void {
  run.holder = holder;
  if (run.session === null) return;
  trace.record(
    holder === null ? 'credentials-gone' : 'credentials-held',
    'session.holder',
    { accessKeyId: run.session.accessKeyId, holder },
    holder === null ? { rule: 'sts.session-outlives-its-holder' } : {},
  );
}
