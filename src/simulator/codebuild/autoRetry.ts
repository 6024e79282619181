import type { Simulation } from '../engine/simulation.ts';
import type { Trace } from '../recording/types.ts';
import type { BuildRun } from './buildRun.ts';
import { buildSession } from './credentials.ts';

/** Which of CodeBuild's own retries a build is (CodeBuild API Reference, "AutoRetryConfig"). */
export interface AutoRetry {
  /** 0 for the build that somebody started. */
  number: number;
  /** ARN of the build before. */
  previous?: string;
  /** ARN of the build that came after this one. */
  next?: string;
}

/** How often CodeBuild itself tries a failed build again: the project's `autoRetryLimit`, or StartBuild's. Usually not at all. */
export function autoRetryLimit(run: BuildRun): number {
  const { autoRetryLimitOverride = run.project.autoRetryLimit } = run.params;
  const most = 10;
  return typeof autoRetryLimitOverride === 'number'
    ? Math.max(0, Math.min(most, Math.floor(autoRetryLimitOverride)))
    : 0;
}

/**
 * A build that failed is tried again: CodeBuild calls RetryBuild with the project's service role, which must be allowed to.
 * Never for a build that a pipeline or a batch started (CodeBuild User Guide, "Retry builds automatically").
 */
export async function retryAutomatically(
  sim: Simulation,
  run: BuildRun,
  trace: Trace,
): Promise<void> {
  const { number } = run.autoRetry;
  const waitedFor = run.batch !== undefined || sim.executions.has(run.pipeline.executionId);
  if (waitedFor || number >= autoRetryLimit(run)) return;
  const thread = trace.child('auto-retry');
  if (trace.last !== null) thread.after(trace.last);
  const session = await buildSession(sim, thread, run);
  const { seq } = await sim.door.call(thread, {
    service: 'codebuild',
    operation: 'RetryBuild',
    params: { id: run.id, autoRetry: true },
    signer: {
      type: 'session',
      accessKeyId: session?.accessKeyId ?? '',
      via: 'codebuild.amazonaws.com',
    },
    from: run.node,
    rule: 'codebuild.auto-retry-as-service-role',
  });
  thread.after(seq);
}
