import type { Simulation } from '../../engine/simulation.ts';
import { storeArtifact } from '../../pipeline/artifactStore.ts';
import type { Trace } from '../../recording/types.ts';
import { artifactMetadata, noteArtifact, uploadFailure } from '../artifactUpload.ts';
import { checkBucketOwner } from '../bucketOwner.ts';
import { type BuildRun, failure, type PhaseResult, succeeded } from '../buildRun.ts';
import type { BuildspecArtifacts } from '../buildspec/types.ts';
import { collectArtifacts } from '../collectArtifacts.ts';
import { buildSession } from '../credentials.ts';
import { agentText } from '../logTemplates.ts';
import { endOfPhase } from '../phaseLog.ts';
import { type ArtifactSettings, uploadProjectArtifact } from '../projectArtifacts.ts';
import { uploadReports } from '../reports/index.ts';
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
  await sim.clock.sleep(collectMs, run.cut.signal);
  let result: PhaseResult = succeeded;
  const inPipeline = sim.executions.has(run.pipeline.executionId);
  for (const output of inPipeline ? outputsOf(run) : projectOutputsOf(run)) {
    if (output.secondary) run.log.agent(trace, agentText.secondaryArtifacts(output.name));
    const one = await (output.settings === undefined
      ? upload(sim, run, trace, output.name, output.spec)
      : uploadProjectArtifact(sim, run, trace, { ...output, settings: output.settings }));
    if (one.failed && !result.failed) result = one;
  }
  // Reports follow the artifacts, as posted logs of 2025 and 2026 show; after missing artifacts none are searched for.
  const reports = await uploadReports(sim, run, trace, { search: !result.failed });
  if (!result.failed) result = reports;
  endOfPhase(run, trace, 'UPLOAD_ARTIFACTS', result);
  return result;
};

interface Output {
  name: string;
  spec: BuildspecArtifacts;
  secondary: boolean;
  /** Where the project wants it; absent under a pipeline, which ignores the project's settings. */
  settings?: ArtifactSettings;
}

/** A build that no pipeline started: the project's artifacts, and its secondary ones by their identifiers. */
function projectOutputsOf(run: BuildRun): Output[] {
  const artifacts = run.source?.buildspec.artifacts;
  if (artifacts === undefined) return [];
  const { artifacts: settings, secondaryArtifacts } = run.project;
  const secondary = artifacts['secondary-artifacts'];
  const further = Array.isArray(secondaryArtifacts) ? (secondaryArtifacts as unknown[]) : [];
  return [
    ...(settings.type === 'S3' ? [{ name: '', spec: artifacts, secondary: false, settings }] : []),
    ...further.flatMap((each) => {
      const one = Object(each) as ArtifactSettings;
      const name = String(one.artifactIdentifier);
      const spec = Object.hasOwn(secondary, name) ? secondary[name] : undefined;
      return spec === undefined ? [] : [{ name, spec, secondary: true, settings: one }];
    }),
  ];
}

/** One output takes the top-level `artifacts`; several take the `secondary-artifacts` of their names (reference §8.3). */
function outputsOf(run: BuildRun): Output[] {
  const artifacts = run.source?.buildspec.artifacts;
  const { outputs } = run.pipeline;
  if (artifacts === undefined) return [];
  const [only] = outputs;
  const secondary = artifacts['secondary-artifacts'];
  if (run.batch !== undefined) {
    return outputs.flatMap(({ name, of = '' }): Output[] => {
      if (of === '') return [{ name, spec: artifacts, secondary: false }];
      const spec = Object.hasOwn(secondary, of) ? secondary[of] : undefined;
      return spec === undefined ? [] : [{ name, spec, secondary: true }];
    });
  }
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

  const changed = await checkBucketOwner(sim, run, trace, output.location.bucket);
  if (changed !== null) return changed;
  const collected = await collectArtifacts(run, trace, spec);
  if ('error' in collected) return failure('CLIENT_ERROR', collected.error);
  const session = await buildSession(sim, trace, run);
  let zip: Uint8Array | null = null;
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
    ...collected,
    location: output.location,
    metadata(body) {
      zip = body;
      return artifactMetadata(run, body);
    },
  });
  if (stored.ok) noteArtifact(run, output.location, zip);
  return stored.ok ? succeeded : uploadFailure(sim, trace, stored.error);
}
