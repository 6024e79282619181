import { arn } from '../../arns.ts';
import { text } from '../../params.ts';
import { done } from '../../results.ts';
import type { Environment, OperationDefinition, Params } from '../../types.ts';
import { noSuchBucket, noSuchKey, onBucket, onObject } from './access.ts';
import { bucketBase, canonicalId } from './buckets.ts';
import { objectBase } from './objects.ts';
import { aclProblem } from './publicAccess.ts';
import { aclKeys } from './write.ts';

/** What canned ACLs grant beside the owner's full control (Amazon S3 User Guide, "Canned ACL"). */
const grants: Readonly<Record<string, readonly (readonly [group: string, permission: string])[]>> =
  {
    'public-read': [['AllUsers', 'READ']],
    'public-read-write': [
      ['AllUsers', 'READ'],
      ['AllUsers', 'WRITE'],
    ],
    'authenticated-read': [['AuthenticatedUsers', 'READ']],
  };

/** `Owner` and `Grants` of an ACL. */
function aclOf(env: Environment, canned: string): Params {
  const id = canonicalId(env);
  const more = Object.hasOwn(grants, canned) ? (grants[canned] ?? []) : [];
  return {
    Owner: { ID: id },
    Grants: [
      { Grantee: { ID: id, Type: 'CanonicalUser' }, Permission: 'FULL_CONTROL' },
      ...more.map(([group, permission]) => ({
        Grantee: { Type: 'Group', URI: `http://acs.amazonaws.com/groups/global/${group}` },
        Permission: permission,
      })),
    ],
  };
}

/** Amazon S3 API Reference, operations on ACLs. They can be read even when they are off. */
export const aclOperations: Record<string, OperationDefinition> = {
  GetBucketAcl: {
    ...bucketBase,
    permissions: onBucket('s3:GetBucketAcl'),
    handle(params, env) {
      const bucket = env.state.buckets.get(text(params, 'Bucket'));
      if (bucket === undefined) return noSuchBucket();
      return done(aclOf(env, String(bucket.documents.get('acl')?.ACL ?? '')));
    },
  },
  PutBucketAcl: {
    ...bucketBase,
    permissions: onBucket('s3:PutBucketAcl', aclKeys),
    handle(params, env) {
      const bucket = env.state.buckets.get(text(params, 'Bucket'));
      if (bucket === undefined) return noSuchBucket();
      const resource = arn.bucket(bucket.name);
      const what = { action: 's3:PutBucketAcl', resource, always: true };
      const problem = aclProblem(params, env, bucket, what);
      if (problem !== null) return problem;
      bucket.documents.set('acl', { ACL: text(params, 'ACL') });
      return done();
    },
  },
  GetObjectAcl: {
    ...objectBase,
    trail: 'data',
    permissions: onObject('s3:GetObjectAcl'),
    handle(params, env) {
      const bucket = env.state.buckets.get(text(params, 'Bucket'));
      if (bucket === undefined) return noSuchBucket();
      const object = bucket.objects.get(text(params, 'Key'));
      return object === undefined ? noSuchKey() : done(aclOf(env, object.acl ?? ''));
    },
  },
  PutObjectAcl: {
    ...objectBase,
    permissions: onObject('s3:PutObjectAcl', aclKeys),
    handle(params, env) {
      const bucket = env.state.buckets.get(text(params, 'Bucket'));
      if (bucket === undefined) return noSuchBucket();
      const key = text(params, 'Key');
      const resource = arn.object(bucket.name, key);
      const what = { action: 's3:PutObjectAcl', resource, always: true };
      const problem = aclProblem(params, env, bucket, what);
      if (problem !== null) return problem;
      const object = bucket.objects.get(key);
      if (object === undefined) return noSuchKey();
      object.acl = text(params, 'ACL');
      return done();
    },
    rule: 's3.acls-are-off',
  },
};
