import type { Signer } from '../cloud/types.ts';
import type { Simulation } from '../engine/simulation.ts';
import type { Dialect, ShellHost } from '../shell/types.ts';
import { assumeRole } from '../sts/assumeRole.ts';
import type { BuildRun } from './buildRun.ts';
import { computeOf } from './computeTypes.ts';
import { buildSession } from './credentials.ts';
import { isLambda } from './lambdaCompute.ts';
import { reaches, vpcOf } from './vpc.ts';

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
      !isLambda(run.project) &&
      (run.project.environment.privilegedMode === true || vpcOf(run) === null),
    debugSession: run.debugSession === true,
    ...(run.batch?.shard === undefined ? {} : { shard: run.batch.shard }),
    image: run.project.environment.image,
    memoryMiB: computeOf(run.project.environment.computeType).memoryGiB * 1024,
    reaches: (target) => reaches(sim, run, target),
    session: () => run.session,
    pullFromHub: (o) => sim.dockerHub.pull(o),
    async aws(call) {
      const { trace, command } = run.current;
      const signer: Signer | null =
        call.accessKeyId === undefined
          ? await signerOf(sim, run, call.env)
          : { type: 'session', accessKeyId: call.accessKeyId };
      if (signer === null) return 'no-credentials';
      const request = {
        service: call.service,
        operation: call.operation,
        params: call.params,
        ...(call.region === undefined ? {} : { region: call.region }),
        ...(call.assumedResource === undefined ? {} : { assumedResource: call.assumedResource }),
        ...(command === undefined ? {} : { viaCommand: command }),
      };
      const from = run.containerNode;
      if (call.service === 'sts' && call.operation.startsWith('AssumeRole')) {
        const { RoleArn: roleArn, RoleSessionName: sessionName } = call.params;
        const assumed = await assumeRole(sim, trace, {
          roleArn: String(roleArn),
          sessionName: String(sessionName),
          signer,
          from,
          call: request,
        });
        return assumed.call;
      }
      const result = await sim.door.call(trace, { ...request, signer, from });
      trace.after(result.seq);
      return result;
    },
  };
}

/** Exported static keys win over the container endpoint. */
async function signerOf(
  sim: Simulation,
  run: BuildRun,
  env: Record<string, string>,
): Promise<Signer | null> {
  const { AWS_ACCESS_KEY_ID: key, AWS_SECRET_ACCESS_KEY: secretAccessKey } = env;
  if (key && secretAccessKey) {
    const token = env.AWS_SESSION_TOKEN ?? '';
    return { type: 'session', accessKeyId: key, secretAccessKey, token };
  }
  if (!env.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI) return null;
  const session = await buildSession(sim, run.current.trace, run);
  return session === null ? null : { type: 'session', accessKeyId: session.accessKeyId };
}
