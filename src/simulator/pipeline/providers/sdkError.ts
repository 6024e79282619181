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

/** S3's short form: the older SDK in CodePipeline prints no reason. */
export function s3AccessDenied(ids: Ids, key: string): string {
  const request = ids.text(`${key}/request`, 16, 'ABCDEFGHJKMNPQRSTVWXYZ0123456789');
  const extended = ids.text(
    `${key}/extended`,
    76,
    'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/',
  );
  return `Access Denied (Service: Amazon S3; Status Code: 403; Error Code: AccessDenied; Request ID: ${request}; S3 Extended Request ID: ${extended}; Proxy: null)`;
}
