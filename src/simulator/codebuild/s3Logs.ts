import { gzipSync, strToU8 } from 'fflate';
import type { Params } from '../cloud/types.ts';
import type { Simulation } from '../engine/simulation.ts';
import type { Trace } from '../recording/types.ts';
import type { CodeBuildProject } from '../scenario/types.ts';
import { uploadSettings } from './artifactUpload.ts';
import type { BuildRun } from './buildRun.ts';
import { buildSession } from './credentials.ts';

/** `logsConfig.s3Logs` (CodeBuild API Reference, "S3LogsConfig"), where it is switched on and names a bucket. */
function s3LogsOf({ logsConfig }: CodeBuildProject) {
  const settings = Object(Object(logsConfig).s3Logs) as Params;
  const { status, location } = settings;
  if (status !== 'ENABLED' || typeof location !== 'string') return null;
  const [bucket = '', ...folders] = location.replace(/^arn:[\w-]+:s3:::/, '').split('/');
  if (bucket === '') return null;
  return { bucket, prefix: folders.filter((each) => each !== '').join('/'), settings };
}

/**
 * At its end a build's log is put into the bucket of its project, as the service role: one object, gzipped, named by the build.
 * That a refusal does the build no harm is unverified.
 */
export async function storeLogInS3(sim: Simulation, run: BuildRun, trace: Trace): Promise<void> {
  const place = s3LogsOf(run.project);
  const text = run.log.text();
  if (place === null || text === '') return;
  const session = await buildSession(sim, trace, run);
  const file = `${run.uuid}.gz`;
  const stored = await sim.door.call(trace, {
    service: 's3',
    operation: 'PutObject',
    params: {
      Bucket: place.bucket,
      Key: place.prefix === '' ? file : `${place.prefix}/${file}`,
      Body: gzipSync(strToU8(text), { mtime: 0 }),
      ContentType: 'text/plain',
      ContentEncoding: 'gzip',
      ...uploadSettings(run, place.settings),
    },
    signer: {
      type: 'session',
      accessKeyId: session?.accessKeyId ?? '',
      via: 'codebuild.amazonaws.com',
    },
    from: run.node,
    sources: [{ document: `project:${run.project.name}`, path: ['logsConfig', 's3Logs'] }],
    rule: 'codebuild.logs-in-s3',
  });
  trace.after(stored.seq);
}
