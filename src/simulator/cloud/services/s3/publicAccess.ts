import type { PublicAccessBlock } from '../../../scenario/types.ts';
import { arn } from '../../arns.ts';
import { text } from '../../params.ts';
import { refuse } from '../../results.ts';
import type { Bucket, Environment, HandlerResult, Params } from '../../types.ts';

/** Condition keys that narrow a grant, when they are compared with fixed values. */
const narrowing = new Set([
  'aws:principalarn',
  'aws:principalaccount',
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:sourcearn',
  'aws:sourceaccount',
  'aws:sourceowner',
  'aws:sourceorgid',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:sourceip',
  'aws:userid',
  's3:dataaccesspointarn',
  's3:dataaccesspointaccount',
]);
const negated = /not/i;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];

const isEveryone = (principal: unknown): boolean =>
  isRecord(principal) ? listOf(principal.AWS).includes('*') : principal === '*';

/** A fixed value: no wildcard, no policy variable, no range of most of the Internet. */
const isFixed = (value: unknown): boolean =>
  typeof value === 'string' && !/[*?]|\$\{|\/[0-7]$/.test(value);

const narrows = (condition: unknown): boolean =>
  isRecord(condition) &&
  Object.entries(condition).some(
    ([operator, keys]) =>
      !negated.test(operator) &&
      isRecord(keys) &&
      Object.entries(keys).some(
        ([key, values]) => narrowing.has(key.toLowerCase()) && listOf(values).every(isFixed),
      ),
  );

/** True when a statement lets in everyone (Amazon S3 User Guide, "The meaning of 'public'"). */
export function isPublicPolicy(document: unknown): boolean {
  return (
    isRecord(document) &&
    listOf(document.Statement).some(
      (statement) =>
        isRecord(statement) &&
        statement.Effect === 'Allow' &&
        (statement.NotPrincipal !== undefined || isEveryone(statement.Principal)) &&
        !narrows(statement.Condition),
    )
  );
}

/** The settings in force: all on, unless the scenario's policy could only be saved without them. */
export function blockOf(bucket: Bucket): Required<PublicAccessBlock> {
  const given = bucket.publicAccessBlock;
  const on = given === undefined && !isPublicPolicy(bucket.policy);
  return {
    BlockPublicAcls: given?.BlockPublicAcls ?? on,
    IgnorePublicAcls: given?.IgnorePublicAcls ?? on,
    BlockPublicPolicy: given?.BlockPublicPolicy ?? on,
    RestrictPublicBuckets: given?.RestrictPublicBuckets ?? on,
  };
}

/**
 * False where RestrictPublicBuckets takes a public policy out of force: for everyone who is neither of the bucket's account nor
 * a service of AWS.
 */
export function opensBucket(bucket: Bucket, { signer, session }: Environment): boolean {
  const outsider =
    signer.type === 'anonymous' || (session !== undefined && session.account !== bucket.account);
  return !outsider || !blockOf(bucket).RestrictPublicBuckets || !isPublicPolicy(bucket.policy);
}

const publicAcls = ['public-read', 'public-read-write', 'authenticated-read'];
const publicGroups = /acs\.amazonaws\.com\/groups\/global\/(AllUsers|AuthenticatedUsers)/;

/** Parameters that grant by header. */
export const grantParameters = [
  'GrantFullControl',
  'GrantRead',
  'GrantReadACP',
  'GrantWriteACP',
] as const;

const isPublicAcl = (params: Params): boolean =>
  publicAcls.includes(text(params, 'ACL')) ||
  grantParameters.some((name) => publicGroups.test(text(params, name))) ||
  (isRecord(params.AccessControlPolicy) &&
    publicGroups.test(JSON.stringify(params.AccessControlPolicy)));

const callerOf = (env: Environment): string => {
  if (env.session !== undefined) return env.session.arn;
  return env.signer.type === 'user' ? arn.user(env, env.signer.name) : 'anonymous';
};

const prevented = (
  env: Environment,
  action: string,
  resource: string,
  what: string,
): HandlerResult =>
  refuse(
    'AccessDenied',
    `User: ${callerOf(env)} is not authorized to perform: ${action} on resource: "${resource}" because ${what} in S3 Block Public Access.`,
    403,
  );

/**
 * What stands against the ACL of a request, null if nothing does: Block Public Access first, then ACLs that are switched off
 * (Amazon S3 User Guide, "Troubleshoot access denied (403 Forbidden) errors", "Controlling ownership of objects").
 */
export function aclProblem(
  params: Params,
  env: Environment,
  bucket: Bucket,
  o: { action: string; resource: string; always?: boolean },
): HandlerResult | null {
  const acl = text(params, 'ACL');
  const granted = grantParameters.some((name) => text(params, name) !== '');
  if (acl === '' && !granted && o.always !== true) return null;
  if (isPublicAcl(params) && blockOf(bucket).BlockPublicAcls) {
    const what = 'public ACLs are prevented by the BlockPublicAcls setting';
    return prevented(env, o.action, o.resource, what);
  }
  const off = (bucket.objectOwnership ?? 'BucketOwnerEnforced') === 'BucketOwnerEnforced';
  // With an object, the ACL that says what holds anyway is accepted.
  if (!off || (o.always !== true && acl === 'bucket-owner-full-control' && !granted)) return null;
  return refuse('AccessControlListNotSupported', 'The bucket does not allow ACLs');
}

/** Saving a public policy where BlockPublicPolicy is on; null if it may be saved. */
export function policyProblem(
  env: Environment,
  bucket: Bucket,
  document: unknown,
): HandlerResult | null {
  if (!isPublicPolicy(document) || !blockOf(bucket).BlockPublicPolicy) return null;
  const what = 'public policies are prevented by the BlockPublicPolicy setting';
  return prevented(env, 's3:PutBucketPolicy', arn.bucket(bucket.name), what);
}
