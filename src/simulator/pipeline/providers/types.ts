import type { Signer } from '../../cloud/types.ts';
import type { Simulation } from '../../engine/simulation.ts';
import type { ErrorDetails } from '../../recording/events.ts';
import type { Trace } from '../../recording/types.ts';
import type { ActionDeclaration } from '../../scenario/types.ts';
import type { ExecutionRun } from '../executionRun.ts';

/** What a provider is given to do one action. */
export interface ProviderCall {
  sim: Simulation;
  trace: Trace;
  run: ExecutionRun;
  stage: string;
  action: ActionDeclaration;
  /** With variables resolved. */
  configuration: Record<string, string>;
  /** How CodePipeline signs: with a session of the role the action runs with. */
  signer: Signer;
  /** The same after a long wait: the session is renewed when it is about to expire. */
  renewed(): Promise<Signer>;
}
export type ProviderResult =
  | { ok: true; outputVariables: Record<string, string>; externalExecutionId?: string }
  | { ok: false; errorDetails: ErrorDetails; externalExecutionId?: string };

export type Provider = (call: ProviderCall) => Promise<ProviderResult>;

export const failed = (
  code: string,
  message: string,
  externalExecutionId?: string,
): ProviderResult => ({
  ok: false,
  errorDetails: { code, message },
  ...(externalExecutionId === undefined ? {} : { externalExecutionId }),
});
