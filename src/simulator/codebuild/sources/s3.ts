import { unzip } from '../../cloud/zip.ts';
import type { Simulation } from '../../engine/simulation.ts';
import type { Trace } from '../../recording/types.ts';
import type { BuildRun } from '../buildRun.ts';
import { buildSession } from '../credentials.ts';

export type S3Source =
  | { ok: true; files: Record<string, Uint8Array> }
  | { ok: false; text: string };

/** Of a bucket in another Region (CodeBuild User Guide, "Troubleshooting AWS CodeBuild"). */
const otherRegion =
  'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint';

/** The source is an object: a zip is unpacked, anything else lies there as it is (CodeBuild API Reference, "ProjectSource"). */
export async function fetchFromS3(
  sim: Simulation,
  run: BuildRun,
  trace: Trace,
  location: string,
): Promise<S3Source> {
  const [, bucket = '', key = ''] = /^(?:arn:aws:s3:::)?([^/]+)\/?(.*)$/.exec(location) ?? [];
  const { resources, account } = sim.scenario;
  const declared =
    resources.buckets !== undefined && Object.hasOwn(resources.buckets, bucket)
      ? resources.buckets[bucket]
      : undefined;
  if (declared?.region !== undefined && declared.region !== account.region) {
    return { ok: false, text: otherRegion };
  }
  const session = await buildSession(sim, trace, run);
  const call = await sim.door.call(trace, {
    service: 's3',
    operation: 'GetObject',
    params: { Bucket: bucket, Key: key },
    signer: {
      type: 'session',
      accessKeyId: session?.accessKeyId ?? '',
      via: 'codebuild.amazonaws.com',
    },
    from: run.containerNode,
    sources: [{ document: `project:${run.project.name}`, path: ['source', 'location'] }],
  });
  trace.after(call.seq);
  if (!call.ok) return { ok: false, text: `${call.error.code}: ${call.error.message}` };
  const { Body: body } = call.output;
  if (!(body instanceof Uint8Array)) return { ok: true, files: {} };
  const zipped = body[0] === 0x50 && body[1] === 0x4b;
  return { ok: true, files: zipped ? unzip(body) : { [key.split('/').at(-1) ?? key]: body } };
}
