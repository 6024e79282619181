import type { Session } from '../cloud/types.ts';
import type { Simulation } from '../engine/simulation.ts';
import type { ErrorDetails } from '../recording/events.ts';
import type { Trace } from '../recording/types.ts';
import { assumeRole, lasts } from '../sts/assumeRole.ts';
import type { ExecutionRun } from './executionRun.ts';

/**
 * The session an action works with: CodePipeline assumes the pipeline's service role, once for the execution
 * (reference: codepipeline §4.4, row 10).
 */
export async function pipelineSession(
  sim: Simulation,
  trace: Trace,
  run: ExecutionRun,
): Promise<{ ok: true; session: Session } | { ok: false; errorDetails: ErrorDetails }> {
  const roleArn = run.pipeline.roleArn;
  const known = run.sessions.get(roleArn);
  if (known !== undefined && lasts(known, sim.clock.now())) {
    return { ok: true, session: known };
  }
  const { id, region } = sim.scenario.account;
  const assumed = await assumeRole(sim, trace, {
    roleArn,
    // One observed sample: the session is named by epoch milliseconds.
    sessionName: String(Date.parse(sim.scenario.startTime) + sim.clock.now()),
    signer: {
      type: 'service',
      name: 'codepipeline.amazonaws.com',
      sourceArn: `arn:aws:codepipeline:${region}:${id}:${run.pipeline.name}`,
    },
    from: `pipeline:${run.pipeline.name}`,
    sources: [{ document: 'pipeline', path: ['roleArn'] }],
  });
  if (!assumed.ok) {
    return {
      ok: false,
      errorDetails: {
        code: 'PermissionError',
        message: `The provided role cannot be assumed: 'Access denied when attempting to assume the role '${roleArn}''`,
      },
    };
  }
  run.sessions.set(roleArn, assumed.session);
  return { ok: true, session: assumed.session };
}
