import type { Simulation } from '../engine/simulation.ts';
import type { Dialect, ShellHost } from '../shell/types.ts';
import type { BuildRun } from './buildRun.ts';
import { buildSession } from './credentials.ts';

/**
 * What the container's programs may reach: the clock, and AWS through the door with the credentials that the environment of
 * the command gives (AWS CLI User Guide, "Configuration settings and precedence").
 */
export function containerHost(sim: Simulation, run: BuildRun, dialect: Dialect): ShellHost {
  const { id: account, region } = sim.scenario.account;
  return {
    clock: sim.clock,
    ids: sim.ids,
    dialect,
    scope: run.containerId,
    account,
    region,
    outcomes: sim.scenario.outcomes,
    // On-demand builds outside a VPC get a Docker daemon without privileged mode (reference: codebuild §5.6).
    privileged:
      run.project.environment.privilegedMode === true || run.project.vpcConfig === undefined,
    image: run.project.environment.image,
    session: () => run.session,
    async aws(call) {
      const { trace, command } = run.current;
      const accessKeyId = await signingKey(sim, run, call.env);
      if (accessKeyId === null) return 'no-credentials';
      const result = await sim.door.call(trace, {
        service: call.service,
        operation: call.operation,
        params: call.params,
        signer: { type: 'session', accessKeyId },
        from: run.containerNode,
        ...(call.region === undefined ? {} : { region: call.region }),
        ...(call.assumedResource === undefined ? {} : { assumedResource: call.assumedResource }),
        ...(command === undefined ? {} : { viaCommand: command }),
      });
      trace.after(result.seq);
      return result;
    },
  };
}

/** Exported static keys win over the container endpoint. */
async function signingKey(
  sim: Simulation,
  run: BuildRun,
  env: Record<string, string>,
): Promise<string | null> {
  if (env.AWS_ACCESS_KEY_ID) return env.AWS_ACCESS_KEY_ID;
  if (!env.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI) return null;
  const session = await buildSession(sim, run.current.trace, run);
  return session?.accessKeyId ?? null;
}
