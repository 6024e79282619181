import type { ServiceError } from '../../cloud/types.ts';
import type { Ids } from '../../kernel/types.ts';

const serviceNames: Record<string, string> = {
  s3: 'Amazon S3',
  codebuild: 'AWSCodeBuild',
  codeconnections: 'AWSCodeStarconnections',
};

/** An error as the SDK for Java, in which CodePipeline is written, prints it (reference: codepipeline §3.9). */
export function sdkError(ids: Ids, key: string, service: string, error: ServiceError): string {
  const name = serviceNames[service] ?? service;
  return `${error.message} (Service: ${name}; Status Code: ${error.status}; Error Code: ${error.code}; Request ID: ${ids.uuid(`${key}/request`)}; Proxy: null)`;
}

/** S3's short form: of a denial the older SDK in CodePipeline prints no reason. */
export function s3Error(ids: Ids, key: string, error: ServiceError): string {
  const request = ids.text(`${key}/request`, 16, 'ABCDEFGHJKMNPQRSTVWXYZ0123456789');
  const extended = ids.text(
    `${key}/extended`,
    76,
    'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/',
  );
  const message = error.code === 'AccessDenied' ? 'Access Denied' : error.message;
  return `${message} (Service: Amazon S3; Status Code: ${error.status}; Error Code: ${error.code}; Request ID: ${request}; S3 Extended Request ID: ${extended}; Proxy: null)`;
}

/** Something in S3 that is not there (CodePipeline User Guide, "Troubleshooting CodePipeline"). */
export const notFoundInS3 = (bucket: string): string =>
  `The action failed because either the artifact or the Amazon S3 bucket could not be found. Name of artifact bucket: ${bucket}. Verify that this bucket exists. If it exists, check the life cycle policy, then try releasing a change.`;
