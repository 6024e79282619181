import type { Simulation } from '../../engine/simulation.ts';
import { storeArtifact } from '../../pipeline/artifactStore.ts';
import type { Trace } from '../../recording/types.ts';
import { selectArtifacts } from '../artifacts.ts';
import { type BuildRun, failure, type PhaseResult, succeeded } from '../buildRun.ts';
import type { BuildspecArtifacts } from '../buildspec/types.ts';
import { buildSession } from '../credentials.ts';
import { agentText } from '../logTemplates.ts';
import { endOfPhase } from '../phaseLog.ts';
import { uploadReports } from '../reports/index.ts';
import { listSourceFiles } from '../sourceFiles.ts';
import type { PhaseRunner } from './index.ts';

/** ms; observed 50–100 in all. */
const collectMs = 50;

/**
 * Files are collected and put into the pipeline's bucket as the service role. Attempted whenever BUILD was reached
 * (CodeBuild User Guide, "Build phase transitions").
 */
export const uploadArtifacts: PhaseRunner = async (sim, run, trace) => {
  const { source } = run;
  if (source === undefined) return succeeded;
  await sim.clock.sleep(collectMs);
  let result: PhaseResult = succeeded;
  for (const output of outputsOf(run)) {
    if (output.secondary) run.log.agent(trace, agentText.secondaryArtifacts(output.name));
    const one = await upload(sim, run, trace, output.name, output.spec);
    if (one.failed && !result.failed) result = one;
  }
  // Reports follow the artifacts, as posted logs of 2025 and 2026 show.
  const reports = await uploadReports(sim, run, trace);
  if (!result.failed) result = reports;
  endOfPhase(run, trace, 'UPLOAD_ARTIFACTS', result);
  return result;
};

interface Output {
  name: string;
  spec: BuildspecArtifacts;
  secondary: boolean;
}

/** One output takes the top-level `artifacts`; several take the `secondary-artifacts` of their names (reference §8.3). */
function outputsOf(run: BuildRun): Output[] {
  const artifacts = run.source?.buildspec.artifacts;
  const { outputs } = run.pipeline;
  if (artifacts === undefined) return [];
  const [only] = outputs;
  const secondary = artifacts['secondary-artifacts'];
  if (outputs.length === 1 && only !== undefined && !Object.hasOwn(secondary, only.name)) {
    return [{ name: only.name, spec: artifacts, secondary: false }];
  }
  return outputs.flatMap(({ name }) => {
    const spec = Object.hasOwn(secondary, name) ? secondary[name] : undefined;
    return spec === undefined ? [] : [{ name, spec, secondary: true }];
  });
}

async function upload(
  sim: Simulation,
  run: BuildRun,
  trace: Trace,
  name: string,
  spec: BuildspecArtifacts,
): Promise<PhaseResult> {
  const { source } = run;
  const execution = sim.executions.get(run.pipeline.executionId);
  const output = run.pipeline.outputs.find((candidate) => candidate.name === name);
  if (source === undefined || execution === undefined || output === undefined) return succeeded;

  const base = spec['base-directory'];
  const selected = selectArtifacts({
    files: await listSourceFiles(run),
    spec,
    baseDirectory: base === undefined ? '.' : await source.shell.expand(base),
  });
  for (const line of selected.logLines) run.log.agent(trace, line);
  if (selected.error !== undefined) return failure('CLIENT_ERROR', selected.error);

  const files: Record<string, Uint8Array> = {};
  for (const file of selected.files) {
    files[file.name] = await source.shell.fs.readFileBuffer(`${source.directory}/${file.path}`);
  }
  const session = await buildSession(sim, trace, run);
  const stored = await storeArtifact({
    sim,
    trace,
    run: execution,
    signer: {
      type: 'session',
      accessKeyId: session?.accessKeyId ?? '',
      via: 'codebuild.amazonaws.com',
    },
    from: run.containerNode,
    artifact: name,
    key: name,
    files,
    location: output.location,
  });
  if (stored.ok) return succeeded;
  const request = sim.ids.text(`${trace.scope}/request`, 16, 'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789');
  return failure(
    'CLIENT_ERROR',
    `Error in UPLOAD_ARTIFACTS phase: ${stored.error.code}: ${stored.error.message}\n\tstatus code: ${stored.error.status}, request id: ${request}, host id: ${sim.ids.text(`${trace.scope}/host`, 76, base64)}`,
  );
}

const base64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
