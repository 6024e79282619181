import { md5 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { ServiceError } from '../cloud/types.ts';
import type { Simulation } from '../engine/simulation.ts';
import type { ArtifactLocation } from '../pipeline/executionRun.ts';
import type { Trace } from '../recording/types.ts';
import { type BuildRun, failure, type PhaseResult } from './buildRun.ts';

const upper = 'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789';
const base64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** S3 refused an artifact: its own words, with status and ids on a line of their own (posted build logs). */
export function uploadFailure(sim: Simulation, trace: Trace, error: ServiceError): PhaseResult {
  const request = sim.ids.text(`${trace.scope}/request`, 16, upper);
  const host = sim.ids.text(`${trace.scope}/host`, 76, base64);
  return failure(
    'CLIENT_ERROR',
    `Error in UPLOAD_ARTIFACTS phase: ${error.code}: ${error.message}\n\tstatus code: ${error.status}, request id: ${request}, host id: ${host}`,
  );
}

/** What CodeBuild notes on each object that it uploads (CodeBuild User Guide, "Build specification reference", artifacts). */
export const artifactMetadata = (run: BuildRun, body: Uint8Array): Record<string, string> => ({
  'codebuild-buildarn': run.arn,
  'codebuild-content-md5': bytesToHex(md5(body)),
  'codebuild-content-sha256': bytesToHex(sha256(body)),
});

/** Notes the first artifact that a build stores: its primary one. @param zip its bytes, where it is one object */
export function noteArtifact(
  run: BuildRun,
  { bucket, objectKey }: ArtifactLocation,
  zip: Uint8Array | null,
): void {
  run.artifact ??= {
    location: `arn:aws:s3:::${bucket}/${objectKey}`,
    ...(zip === null ? {} : { md5sum: bytesToHex(md5(zip)), sha256sum: bytesToHex(sha256(zip)) }),
  };
}

/** What the owner of a bucket in another account may do with an object, as S3 calls it. */
const ownerAcls: Readonly<Record<string, string>> = {
  READ_ONLY: 'bucket-owner-read',
  FULL: 'bucket-owner-full-control',
};

/**
 * Encryption and access of what a project stores outside of a pipeline: with S3's own keys where the project switches its
 * encryption off; kept from the bucket's owner unless `bucketOwnerAccess` says otherwise (CodeBuild API Reference,
 * "ProjectArtifacts" and "S3LogsConfig").
 */
export function uploadSettings(
  { project: { encryptionKey } }: BuildRun,
  settings: Readonly<Record<string, unknown>>,
): Record<string, string> {
  const { bucketOwnerAccess: access, encryptionDisabled } = settings;
  const acl =
    typeof access === 'string' && Object.hasOwn(ownerAcls, access) ? ownerAcls[access] : undefined;
  const given = acl === undefined ? {} : { ACL: acl };
  if (encryptionDisabled === true) return given;
  const key = typeof encryptionKey === 'string' ? encryptionKey : '';
  const own = key !== '' && !key.endsWith('alias/aws/s3');
  return { ...given, ServerSideEncryption: 'aws:kms', ...(own ? { SSEKMSKeyId: key } : {}) };
}
