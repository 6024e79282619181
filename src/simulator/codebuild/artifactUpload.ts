import { md5 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { ServiceError } from '../cloud/types.ts';
import type { Simulation } from '../engine/simulation.ts';
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
