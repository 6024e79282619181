import type { PhaseType } from '../recording/events.ts';
import type { Trace } from '../recording/types.ts';
import type { BuildRun, PhaseResult } from './buildRun.ts';
import { agentText } from './logTemplates.ts';

/** The two lines with which the agent closes a phase; then the log goes to CloudWatch. */
export function endOfPhase(
  run: BuildRun,
  trace: Trace,
  phase: PhaseType,
  result: PhaseResult,
): void {
  const context = result.contexts[0] ?? { statusCode: '', message: '' };
  run.log.agent(trace, agentText.phaseComplete(phase, result.failed ? 'FAILED' : 'SUCCEEDED'));
  run.log.agent(trace, agentText.phaseContext(context.statusCode, context.message));
  run.log.flush(trace);
}
