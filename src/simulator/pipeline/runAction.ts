import type { Session, Signer } from '../cloud/types.ts';
import type { Simulation } from '../engine/simulation.ts';
import type { Trace } from '../recording/types.ts';
import type { ActionDeclaration } from '../scenario/types.ts';
import type { ExecutionRun } from './executionRun.ts';
import { pipelineSession } from './pipelineRole.ts';
import { providerOf } from './providers/index.ts';
import { failed, type ProviderResult } from './providers/types.ts';
import { resolveConfiguration } from './variables.ts';

const signing = (session: Session): Signer => ({
  type: 'session',
  accessKeyId: session.accessKeyId,
  via: 'codepipeline.amazonaws.com',
});

/** CodePipeline does one action: take the role, hand the work to the provider, keep what comes out. */
export async function runAction(
  sim: Simulation,
  trace: Trace,
  run: ExecutionRun,
  stage: string,
  action: ActionDeclaration,
): Promise<ProviderResult> {
  const role = await pipelineSession(sim, trace, run);
  if (!role.ok) return role;
  const provider = providerOf(action.actionTypeId);
  if (provider === undefined) {
    const { category, owner, provider: name } = action.actionTypeId;
    return failed(
      'NotSimulated',
      `Pipeglass does not simulate the action type ${category}/${owner}/${name} yet.`,
    );
  }
  const result = await provider({
    sim,
    trace,
    run,
    stage,
    action,
    configuration: resolveConfiguration(action, run),
    signer: signing(role.session),
    renewed: async () => {
      const now = await pipelineSession(sim, trace, run);
      // Refused by now: the old session has expired too, and the next call says so.
      return signing(now.ok ? now.session : role.session);
    },
  });
  if (result.ok && action.namespace !== undefined) {
    run.variables.set(action.namespace, result.outputVariables);
  }
  return result;
}
