import { checkPolicy } from '../../../iam/index.ts';
import { compileText, matches } from '../../../iam/match.ts';
import { text } from '../../params.ts';
import { done, refuse } from '../../results.ts';
import type { Bucket, HandlerResult, OperationDefinition } from '../../types.ts';
import { blockOf, isPublicPolicy, policyProblem } from './publicAccess.ts';
import { isRecord, onSetting } from './setting.ts';

const malformed = (message: string): HandlerResult => refuse('MalformedPolicy', message);

const listOf = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];

/** A bucket's policy is about that bucket and its objects only. */
function isAbout(bucket: Bucket, resource: unknown): boolean {
  const [, name = ''] = String(resource).split(':::');
  return matches(compileText(name.split('/')[0] ?? ''), bucket.name);
}

const resourcesOf = (document: Record<string, unknown>): unknown[] =>
  listOf(document.Statement).flatMap((statement) =>
    isRecord(statement) ? [...listOf(statement.Resource), ...listOf(statement.NotResource)] : [],
  );

function parsed(written: string): unknown {
  try {
    return JSON.parse(written);
  } catch {
    return null;
  }
}

/** Amazon S3 API Reference, "PutBucketPolicy"; S3's words for what it refuses: reference iam §1.7. */
function put(bucket: Bucket, written: string): HandlerResult | Record<string, unknown> {
  const document = parsed(written);
  const problem = checkPolicy(document, 'resource');
  if (problem !== null) return malformed(problem.message);
  if (!isRecord(document)) return malformed('Policies must be valid JSON');
  return resourcesOf(document).every((resource) => isAbout(bucket, resource))
    ? document
    : malformed('Policy has invalid resource');
}

const noPolicy = (): HandlerResult =>
  refuse('NoSuchBucketPolicy', 'The bucket policy does not exist', 404);

export const policyOperations: Record<string, OperationDefinition> = {
  PutBucketPolicy: onSetting(
    's3:PutBucketPolicy',
    (bucket, params, env) => {
      const document = put(bucket, text(params, 'Policy'));
      if ('ok' in document) return document as HandlerResult;
      const problem = policyProblem(env, bucket, document);
      if (problem !== null) return problem;
      // The settings may have been derived from the policy that goes.
      bucket.publicAccessBlock = blockOf(bucket);
      bucket.policy = document;
      return done();
    },
    { rule: 's3.bucket-policy-in-force-at-once' },
  ),
  GetBucketPolicy: onSetting('s3:GetBucketPolicy', (bucket) =>
    bucket.policy === undefined ? noPolicy() : done({ Policy: JSON.stringify(bucket.policy) }),
  ),
  GetBucketPolicyStatus: onSetting('s3:GetBucketPolicyStatus', (bucket) =>
    bucket.policy === undefined
      ? noPolicy()
      : done({ PolicyStatus: { IsPublic: isPublicPolicy(bucket.policy) } }),
  ),
  DeleteBucketPolicy: onSetting('s3:DeleteBucketPolicy', (bucket) => {
    bucket.publicAccessBlock = blockOf(bucket);
    delete bucket.policy;
    return done();
  }),
};
