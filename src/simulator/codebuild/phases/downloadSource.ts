import type { ServiceError } from '../../cloud/types.ts';
import type { Simulation } from '../../engine/simulation.ts';
import { fetchArtifact } from '../../pipeline/artifactStore.ts';
import type { Trace } from '../../recording/types.ts';
import { checkBucketOwner } from '../bucketOwner.ts';
import { type BuildRun, failure, type PhaseResult, succeeded } from '../buildRun.ts';
import { readBuildspec } from '../buildspec/index.ts';
import { fetchCertificate } from '../certificate.ts';
import { cloneReference, cloneSource } from '../clone.ts';
import { buildSession } from '../credentials.ts';
import { outputDirectory } from '../lambdaCompute.ts';
import { agentText } from '../logTemplates.ts';
import { endOfPhase } from '../phaseLog.ts';
import { prepareContainer } from '../prepareContainer.ts';
import { fetchProjectSource } from '../sources/project.ts';
import type { Fetched, FetchResult } from '../sources/types.ts';
import { checkNetwork } from '../vpc.ts';
import type { PhaseRunner } from './index.ts';
import { locateBuildspec } from './locateBuildspec.ts';

/** ms, from observed logs (reference: codebuild §4.3). */
const durations = { agentPing: 200, unpack: 30, agentStart: 40 };
const base64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** The source is fetched, the buildspec is read, runtimes are installed (reference: codebuild §1.1, §4.2). */
export const downloadSource: PhaseRunner = async (sim, run, trace) => {
  const { log } = run;
  const unreachable = await checkNetwork(sim, run);
  if (unreachable !== null) return unreachable;
  await log.open(trace, [agentText.runningOnDemand(), agentText.waitingForAgent()]);
  await sim.clock.sleep(durations.agentPing);
  log.agent(trace, agentText.waitingForSource());

  const untrusted = await fetchCertificate(sim, run, trace);
  if (untrusted !== null) {
    endOfPhase(run, trace, 'DOWNLOAD_SOURCE', untrusted);
    return untrusted;
  }
  const fetched = await fetchInputs(sim, run, trace);
  if (!fetched.ok) return fetched.result;
  await sim.clock.sleep(durations.unpack);
  log.agent(trace, agentText.phaseIsDownloadSource());
  for (const { identifier, directory } of fetched.sources) {
    const end = identifier === '' ? '' : `_${identifier}`;
    log.agent(trace, agentText.sourceDirectory(`CODEBUILD_SRC_DIR${end}`, directory));
  }

  const prepared = await readBuildspecAndPrepare(sim, run, trace, fetched);
  endOfPhase(run, trace, 'DOWNLOAD_SOURCE', prepared);
  return prepared;
};

/** Brings the sources into the container: the pipeline's input artifacts, or the project's own source. */
export async function fetchInputs(
  sim: Simulation,
  run: BuildRun,
  trace: Trace,
): Promise<FetchResult> {
  const execution = sim.executions.get(run.pipeline.executionId);
  const base = `${outputDirectory(run.project)}/src${sim.ids.text(`${run.id}/src`, 10, '123456789')}/src`;
  if (execution === undefined) return fetchProjectSource(sim, run, trace, base);
  const several = run.pipeline.inputs.length > 1;
  const fetched: Fetched = {
    ok: true,
    primary: base,
    version: '',
    files: {},
    sources: [],
    links: new Set(),
  };
  for (const [index, input] of run.pipeline.inputs.entries()) {
    const location = execution.artifacts.get(input) ?? { bucket: '', objectKey: input };
    const directory = several ? `${base}/s3/0${index}` : base;
    const version = `arn:aws:s3:::${location.bucket}/${location.objectKey}`;
    const changed = await checkBucketOwner(sim, run, trace, location.bucket);
    if (changed !== null) {
      run.log.output(trace, `${changed.contexts[0]?.message}\n`);
      run.log.flush(trace);
      return { ok: false, result: changed };
    }
    const session = await buildSession(sim, trace, run);
    const result = await fetchArtifact({
      sim,
      trace,
      location,
      signer: {
        type: 'session',
        accessKeyId: session?.accessKeyId ?? '',
        via: 'codebuild.amazonaws.com',
      },
      from: run.containerNode,
    });
    if (!result.ok) {
      const text = sourceError(sim, trace, result.call.error, version);
      run.log.output(trace, `${text}\n`);
      run.log.flush(trace);
      return { ok: false, result: failure('CLIENT_ERROR', text) };
    }
    const configuration = cloneReference(execution, input);
    let { files } = result;
    if (configuration !== null) {
      const { commitId } = execution;
      const cloned = await cloneSource(sim, run, trace, { configuration, commitId });
      if (!cloned.ok) {
        run.log.output(trace, `${cloned.text}\n`);
        run.log.flush(trace);
        return { ok: false, result: failure('CLIENT_ERROR', cloned.text) };
      }
      files = cloned.files;
    }
    if (index === 0) {
      fetched.primary = directory;
      fetched.version = version;
    }
    fetched.sources.push({ identifier: index === 0 ? '' : input, directory, version });
    for (const [path, bytes] of Object.entries(files)) {
      fetched.files[`${directory}/${path}`] = bytes;
      if (configuration === null && result.links.has(path))
        fetched.links.add(`${directory}/${path}`);
    }
  }
  return fetched;
}

/** The agent's own SDK adds status and request ids on a line of its own (reference: codebuild §4.5 E). */
function sourceError(sim: Simulation, trace: Trace, error: ServiceError, version: string): string {
  const request = sim.ids.text(`${trace.scope}/request`, 16, upper);
  const host = sim.ids.text(`${trace.scope}/host`, 76, base64);
  return `${error.code}: ${error.message}\n\tstatus code: ${error.status}, request id: ${request}, host id: ${host} for primary source and source version ${version}`;
}

async function readBuildspecAndPrepare(
  sim: Simulation,
  run: BuildRun,
  trace: Trace,
  fetched: Fetched,
): Promise<PhaseResult> {
  const located = await locateBuildspec(sim, run, trace, fetched);
  if (!located.ok) return located.result;
  run.log.agent(trace, agentText.yamlLocation(located.place));
  const { buildspec, diagnostics } = readBuildspec(located.text);
  const error = diagnostics.find((diagnostic) => diagnostic.severity === 'error');
  if (error !== undefined || buildspec === undefined) {
    return failure('YAML_FILE_ERROR', error?.message ?? 'YAML file does not exist');
  }
  await sim.clock.sleep(durations.agentStart);
  const problem = await prepareContainer(sim, run, trace, { ...fetched, buildspec });
  return problem ?? succeeded;
}
