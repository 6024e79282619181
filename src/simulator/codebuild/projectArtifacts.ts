import { zip } from '../cloud/zip.ts';
import type { Simulation } from '../engine/simulation.ts';
import type { Trace } from '../recording/types.ts';
import { artifactMetadata, noteArtifact, uploadFailure, uploadSettings } from './artifactUpload.ts';
import { checkBucketOwner } from './bucketOwner.ts';
import { type BuildRun, failure, type PhaseResult, succeeded } from './buildRun.ts';
import type { BuildspecArtifacts } from './buildspec/types.ts';
import { collectArtifacts } from './collectArtifacts.ts';
import { buildSession } from './credentials.ts';

/** Where a project puts an artifact: its `artifacts`, or one of its `secondaryArtifacts`. Unknown settings are left alone. */
export type ArtifactSettings = Readonly<Record<string, unknown>>;

const word = (value: unknown): string => (typeof value === 'string' ? value : '');
const joined = (...parts: readonly string[]): string =>
  parts.flatMap((part) => part.split('/').filter((each) => each !== '')).join('/');

/**
 * Key of the zip, or prefix of the files (CodeBuild API Reference, "ProjectArtifacts": path, namespaceType, name, packaging).
 * @param o.name what the buildspec calls it, already expanded; counts only where the project lets it (`overrideArtifactName`)
 */
export function artifactKey(
  settings: ArtifactSettings,
  o: { uuid: string; project: string; name: string; s3Prefix: string },
): string {
  const own = settings.overrideArtifactName === true && o.name !== '' ? o.name : undefined;
  const name = own ?? (word(settings.name) || o.project);
  if (settings.namespaceType !== 'BUILD_ID') return joined(word(settings.path), name);
  return o.s3Prefix === ''
    ? joined(word(settings.path), o.uuid, name)
    : joined(o.s3Prefix, o.uuid, `${name}.zip`);
}

/**
 * Collects one artifact of a build that no pipeline started, and puts it into the project's bucket as the service role: one zip,
 * or the files as they are (`packaging: NONE`, the default). A project without a bucket (`NO_ARTIFACTS`) uploads nothing.
 * @returns how the phase ends for it, in the words of the agent
 */
export async function uploadProjectArtifact(
  sim: Simulation,
  run: BuildRun,
  trace: Trace,
  o: { settings: ArtifactSettings; spec: BuildspecArtifacts },
): Promise<PhaseResult> {
  const { settings, spec } = o;
  const bucket = word(settings.location).replace(/^arn:aws:s3:::/, '');
  if (settings.type !== 'S3' || bucket === '') return succeeded;
  const changed = await checkBucketOwner(sim, run, trace, bucket);
  if (changed !== null) return changed;
  const zipped = settings.packaging === 'ZIP';
  // Links stay links in a zip only (CodeBuild User Guide, "Build specification reference", enable-symlinks).
  const collected = await collectArtifacts(run, trace, {
    ...spec,
    'enable-symlinks': zipped && spec['enable-symlinks'],
  });
  if ('error' in collected) return failure('CLIENT_ERROR', collected.error);
  const region = sim.door.state.buckets.get(bucket)?.region;
  // CodeBuild User Guide, "Troubleshooting AWS CodeBuild": the output bucket is in another Region.
  if (region !== undefined && region !== sim.scenario.account.region) {
    return failure('CLIENT_ERROR', 'Failed to upload artifacts: Invalid arn');
  }
  const name = spec.name === undefined ? '' : await run.source?.shell.expand(spec.name);
  const key = artifactKey(settings, {
    uuid: run.uuid,
    project: run.project.name,
    name: name?.trim() ?? '',
    s3Prefix: spec['s3-prefix'] ?? '',
  });
  const objects = zipped
    ? [[key, zip(collected.files, collected.links)] as const]
    : Object.entries(collected.files).map(
        ([file, bytes]) => [key === '' ? file : `${key}/${file}`, bytes] as const,
      );
  for (const [Key, Body] of objects) {
    const session = await buildSession(sim, trace, run);
    const stored = await sim.door.call(trace, {
      service: 's3',
      operation: 'PutObject',
      params: {
        Bucket: bucket,
        Key,
        Body,
        Metadata: artifactMetadata(run, Body),
        ...uploadSettings(run, settings),
      },
      signer: {
        type: 'session',
        accessKeyId: session?.accessKeyId ?? '',
        via: 'codebuild.amazonaws.com',
      },
      from: run.containerNode,
      sources: [{ document: `project:${run.project.name}`, path: ['artifacts'] }],
    });
    trace.after(stored.seq);
    if (!stored.ok) return uploadFailure(sim, trace, stored.error);
  }
  const [first] = objects;
  noteArtifact(run, { bucket, objectKey: key }, zipped && first !== undefined ? first[1] : null);
  return succeeded;
}
