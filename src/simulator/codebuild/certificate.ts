import type { Simulation } from '../engine/simulation.ts';
import type { Trace } from '../recording/types.ts';
import { type BuildRun, failure, type PhaseResult } from './buildRun.ts';
import { buildSession } from './credentials.ts';

/**
 * The certificate of a source with a certificate of its own making lies in S3 and is fetched as the service role
 * (`environment.certificate`; CodeBuild User Guide, "Microsoft Windows and GitHub Enterprise Server sample").
 * Null: there is none, or it is there.
 */
export async function fetchCertificate(
  sim: Simulation,
  run: BuildRun,
  trace: Trace,
): Promise<PhaseResult | null> {
  const { certificate } = run.project.environment;
  if (typeof certificate !== 'string' || certificate === '') return null;
  const [, bucket = '', key = ''] = /^(?:arn:aws:s3:::)?([^/]+)\/(.+)$/.exec(certificate) ?? [];
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
    sources: [{ document: `project:${run.project.name}`, path: ['environment', 'certificate'] }],
    rule: 'codebuild.certificate-from-s3',
  });
  trace.after(call.seq);
  return call.ok
    ? null
    : failure('CLIENT_ERROR', `Unable to download certificate from S3. ${call.error.code}`);
}
