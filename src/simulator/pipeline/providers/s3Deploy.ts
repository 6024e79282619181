import { contentTypeOf } from '../../shell/tools/aws/s3/contentTypes.ts';
import { fetchArtifact } from '../artifactStore.ts';
import { notFoundInS3, s3Error } from './sdkError.ts';
import { failed, type Provider } from './types.ts';

const contentNote = 'Verify that the policy on the resource allows you to perform this task.';

/**
 * `Deploy/AWS/S3`: the pipeline's role reads the artifact and writes every file of the zip into the bucket
 * (CodePipeline User Guide, "Amazon S3 deploy action"). Nothing is deleted that is not in the artifact.
 */
export const s3Deploy: Provider = async (call) => {
  const { sim, trace, run, configuration, action, signer } = call;
  const { BucketName = '', Extract = 'false', ObjectKey = '' } = configuration;
  const from = `pipeline:${run.pipeline.name}` as const;
  const input = action.inputArtifacts?.[0]?.name ?? '';
  const location = run.artifacts.get(input);
  const noArtifact = failed(
    'PermissionError',
    `Unable to access the artifact with Amazon S3 object key '${location?.objectKey ?? input}' located in the Amazon S3 artifact bucket '${run.pipeline.artifactStore?.location ?? ''}'. The provided role does not have sufficient permissions.`,
  );
  if (location === undefined) return noArtifact;
  const artifact = await fetchArtifact({ sim, trace, location, signer, from });
  if (!artifact.ok) {
    return artifact.call.error.status === 404
      ? failed('ConfigurationError', notFoundInS3(location.bucket))
      : noArtifact;
  }

  const bucket = await sim.door.call(trace, {
    service: 's3',
    operation: 'GetBucketVersioning',
    params: { Bucket: BucketName },
    signer,
    from,
  });
  trace.after(bucket.seq);
  if (!bucket.ok) {
    const why = s3Error(sim.ids, `${trace.scope}/bucket`, bucket.error);
    // What stands here of a bucket that does not exist was never seen; the frame is that of a denial.
    if (bucket.error.status === 404) return failed('ConfigurationError', why);
    return failed(
      'PermissionError',
      `The service role or action role doesn't have the permissions required to access the Amazon S3 bucket named ${BucketName}. Update the IAM role permissions, and then try again. Error: Amazon S3:AccessDenied:${why}`,
    );
  }

  const files =
    Extract === 'true'
      ? artifact.files
      : { [ObjectKey]: artifact.files[ObjectKey] ?? new Uint8Array() };
  const prefix = Extract === 'true' && ObjectKey !== '' ? `${ObjectKey.replace(/\/$/, '')}/` : '';
  for (const path of Object.keys(files).sort()) {
    const put = await sim.door.call(trace, {
      service: 's3',
      operation: 'PutObject',
      params: {
        Bucket: BucketName,
        Key: prefix + path,
        Body: files[path],
        // By the file's ending (reference: codepipeline §5.1, unverified).
        ContentType: contentTypeOf(path) ?? '',
        ...(configuration.CacheControl === undefined
          ? {}
          : { CacheControl: configuration.CacheControl }),
      },
      signer,
      from,
    });
    trace.after(put.seq);
    if (!put.ok) {
      return failed(
        'PermissionError',
        `You do not have sufficient permissions to call s3.putObject for the deployment bucket, ${BucketName}. ${contentNote} If you choose a canned ACL for your Amazon S3 deployment action, the policy must include the PutObjectAcl action. If the object already exists, the policy must also include the PutObjectVersionAcl action. ${s3Error(sim.ids, `${trace.scope}/put`, put.error)}`,
      );
    }
  }
  return { ok: true, outputVariables: {} };
};
