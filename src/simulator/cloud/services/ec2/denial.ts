import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { Denied, ServiceError } from '../../types.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** Rounds of 32 letters: the real text is some hundred letters long. */
const rounds = 16;

/** What only sts:DecodeAuthorizationMessage could read: the same refusal always gives the same text. */
function encoded(refusal: string): string {
  return Array.from({ length: rounds }, (_, round) =>
    Array.from(sha256(utf8ToBytes(`${refusal}#${round}`)), (byte) => letters[byte % 64]).join(''),
  ).join('');
}

/**
 * A denial as EC2 words it (reference: cli-iam.json, aws ec2 run-instances). Actions without a resource name none, and carry
 * no encoded message (posted errors of DescribeInstances).
 */
export function unauthorized({ caller, action, resource, reason }: Denied): ServiceError {
  const head = `You are not authorized to perform this operation. User: ${caller} is not authorized to perform: ${action}`;
  const message =
    resource === '*'
      ? `${head} ${reason}`
      : `${head} on resource: ${resource} ${reason}. Encoded authorization failure message: ${encoded(`${caller} ${action} ${resource} ${reason}`)}`;
  return { code: 'UnauthorizedOperation', message, status: 403 };
}
