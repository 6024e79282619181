import type { CallResult, Signer } from '../cloud/types.ts';
import { linksIn, unzip, zip } from '../cloud/zip.ts';
import type { Simulation } from '../engine/simulation.ts';
import type { NodeId } from '../recording/events.ts';
import type { Trace } from '../recording/types.ts';
import type { ArtifactLocation, ExecutionRun } from './executionRun.ts';

const alphanumerics = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/**
 * A new object for each action execution: `<pipeline, 20 characters>/<artifact, 10 characters>/<7 random>`
 * (reference: codepipeline §3.5, observed).
 */
export function newArtifactLocation(
  sim: Simulation,
  run: ExecutionRun,
  artifact: string,
  key: string,
): ArtifactLocation {
  const random = sim.ids.text(`${run.id}/${key}/${artifact}`, 7, alphanumerics);
  return {
    bucket: run.pipeline.artifactStore?.location ?? '',
    objectKey: `${run.pipeline.name.slice(0, 20)}/${artifact.slice(0, 10)}/${random}`,
  };
}

interface Store {
  sim: Simulation;
  trace: Trace;
  run: ExecutionRun;
  signer: Signer;
  from: NodeId;
  artifact: string;
  /** Place in the story, for the object's name. */
  key: string;
  files: Record<string, Uint8Array>;
  /** Symbolic links that stay links: what each points to. */
  links?: ReadonlyMap<string, string>;
  location?: ArtifactLocation;
  /** The object's own metadata. @param body the zip */
  metadata?: (body: Uint8Array) => Record<string, string>;
}

/** Zip files and put them into the artifact bucket, encrypted with the pipeline’s key, or else with S3’s own in KMS. */
export async function storeArtifact(o: Store): Promise<CallResult> {
  const { sim, trace, run, artifact } = o;
  const location = o.location ?? newArtifactLocation(sim, run, artifact, o.key);
  const key = run.pipeline.artifactStore?.encryptionKey?.id;
  const body = zip(o.files, o.links);
  const result = await sim.door.call(trace, {
    service: 's3',
    operation: 'PutObject',
    params: {
      Bucket: location.bucket,
      Key: location.objectKey,
      Body: body,
      ContentType: 'application/zip',
      ServerSideEncryption: 'aws:kms',
      ...(o.metadata === undefined ? {} : { Metadata: o.metadata(body) }),
      ...(key === undefined ? {} : { SSEKMSKeyId: key }),
    },
    signer: o.signer,
    from: o.from,
  });
  trace.after(result.seq);
  if (result.ok) {
    run.artifacts.set(artifact, location);
    trace.record(`artifact:${artifact}`, 'artifact.stored', {
      executionId: run.id,
      name: artifact,
      bucket: location.bucket,
      objectKey: location.objectKey,
      files: [...Object.keys(o.files), ...(o.links?.keys() ?? [])].sort(),
      bytes: body.length,
    });
  }
  return result;
}

export type FetchedArtifact =
  /** @param links names of the files that are symbolic links; their content is where they lead. */
  | { ok: true; files: Record<string, Uint8Array>; links: ReadonlySet<string> }
  | { ok: false; call: CallResult & { ok: false } };

/** Get an artifact's object and unzip it. */
export async function fetchArtifact(o: {
  sim: Simulation;
  trace: Trace;
  location: ArtifactLocation;
  signer: Signer;
  from: NodeId;
}): Promise<FetchedArtifact> {
  const call = await o.sim.door.call(o.trace, {
    service: 's3',
    operation: 'GetObject',
    params: { Bucket: o.location.bucket, Key: o.location.objectKey },
    signer: o.signer,
    from: o.from,
  });
  o.trace.after(call.seq);
  if (!call.ok) return { ok: false, call };
  const body = call.output.Body;
  if (!(body instanceof Uint8Array)) return { ok: true, files: {}, links: new Set() };
  return { ok: true, files: unzip(body), links: linksIn(body) };
}
