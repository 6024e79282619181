import type { Simulation } from '../../engine/simulation.ts';
import { fetchArtifact, storeArtifact } from '../../pipeline/artifactStore.ts';
import type { PhaseContext } from '../../recording/events.ts';
import { artifactMetadata } from '../artifactUpload.ts';
import { buildSession } from '../credentials.ts';
import type { BatchRun } from './batchRun.ts';

/**
 * COMBINE_ARTIFACTS under a pipeline: the zips of the builds become the one output of the action (CodePipeline User Guide, "AWS
 * CodeBuild action reference", CombineArtifacts). Who does it is documented nowhere: here the service role. Files of the same
 * name: the later build's stays.
 * @returns null: done, or nothing to do
 */
export async function combineArtifacts(
  sim: Simulation,
  batch: BatchRun,
): Promise<PhaseContext | null> {
  const execution = sim.executions.get(batch.pipeline.executionId);
  const [output] = batch.pipeline.outputs;
  if (execution === undefined || output === undefined) return null;
  const trace = batch.trace.child('combine');
  const files: Record<string, Uint8Array> = {};
  const session = await buildSession(sim, trace, batch.root);
  const signer = {
    type: 'session' as const,
    accessKeyId: session?.accessKeyId ?? '',
    via: 'codebuild.amazonaws.com',
  };
  const from = batch.root.node;
  const refused = ({ code, message }: { code: string; message: string }): PhaseContext => {
    if (trace.last !== null) batch.trace.after(trace.last);
    return { statusCode: 'CLIENT_ERROR', message: `${code}: ${message}` };
  };
  for (const { identifier } of batch.groups) {
    const location = execution.artifacts.get(`${output.name}/${identifier}`);
    // A build that failed, and may, has made none.
    if (location === undefined) continue;
    const part = await fetchArtifact({ sim, trace, location, signer, from });
    if (!part.ok) return refused(part.call.error);
    for (const [path, bytes] of Object.entries(part.files)) files[path] = bytes;
  }
  const stored = await storeArtifact({
    sim,
    trace,
    run: execution,
    signer,
    from,
    artifact: output.name,
    key: output.name,
    files,
    location: output.location,
    metadata: (body) => artifactMetadata(batch.root, body),
  });
  if (!stored.ok) return refused(stored.error);
  if (trace.last !== null) batch.trace.after(trace.last);
  return null;
}
