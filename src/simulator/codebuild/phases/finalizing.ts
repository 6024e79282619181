import { type BuildRun, succeeded } from '../buildRun.ts';
import { keepDockerLayers } from '../cache/dockerLayers.ts';
import { buildSession, passOn } from '../credentials.ts';
import { storeLogInS3 } from '../s3Logs.ts';
import { detachInterface } from '../vpc.ts';
import type { PhaseRunner } from './index.ts';

/** ms; observed 0.5–4 s. */
const teardownMs = 800;

/** The container goes, and with it the only copy of the credentials; at AWS the session lives on until it expires. */
export const finalizing: PhaseRunner = async (sim, run, trace) => {
  await buildSession(sim, trace, run);
  await run.log.close(trace);
  await storeLogInS3(sim, run, trace);
  if (run.source !== undefined) run.exported = exportedVariables(run, run.source);
  await detachInterface(sim, run, trace);
  await keepDockerLayers(sim, run);
  await sim.clock.sleep(teardownMs);
  run.source?.shell.stop();
  sim.machines.send(run.containerId, {
    type: 'removed',
    ...(trace.last === null ? {} : { seq: trace.last }),
  });
  await sim.clock.sleep(0);
  passOn(trace, run, null);
  return succeeded;
};

/**
 * `env.exported-variables` as they stand at the end. Left out are unset ones, `AWS_…`, and those that the project takes from
 * Parameter Store or Secrets Manager (CodeBuild User Guide, "Build specification reference").
 */
function exportedVariables(
  { project, overrides }: BuildRun,
  { buildspec, shell }: NonNullable<BuildRun['source']>,
): Record<string, string> {
  const env = shell.getEnv();
  const stored = new Set(
    [...(project.environment.environmentVariables ?? []), ...overrides]
      .filter(({ type = 'PLAINTEXT' }) => type !== 'PLAINTEXT')
      .map(({ name }) => name),
  );
  const names = buildspec.env['exported-variables'].filter(
    (name) => Object.hasOwn(env, name) && !name.startsWith('AWS_') && !stored.has(name),
  );
  return Object.fromEntries(names.map((name) => [name, env[name] ?? '']));
}
