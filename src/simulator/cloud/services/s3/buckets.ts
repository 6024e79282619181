import { arn } from '../../arns.ts';
import { emptyBucket } from '../../bucket.ts';
import { text } from '../../params.ts';
import { done, refuse } from '../../results.ts';
import type {
  Bucket,
  Environment,
  HandlerResult,
  OperationDefinition,
  Params,
} from '../../types.ts';
import { headerKeys, headNotFound, noSuchBucket, onBucket } from './access.ts';
import { isBucketName } from './bucketNames.ts';
import { secondsOf } from './store.ts';

export const bucketBase = {
  trail: 'management',
  latencyMs: 55,
  node: (params) => `bucket:${text(params, 'Bucket')}`,
  details: (params) => ({ bucket: text(params, 'Bucket') }),
} satisfies Partial<OperationDefinition>;

/** The account's canonical user, as ACLs name it. */
export const canonicalId = ({ ids, account }: Environment): string =>
  ids.hex(`canonical/${account}`, 64);

const ownerships = ['BucketOwnerEnforced', 'BucketOwnerPreferred', 'ObjectWriter'] as const;

/** A bucket stands in the Region of the endpoint, unless us-east-1 is asked for another one. */
function regionOf(params: Params, region: string): string | HandlerResult {
  const configuration = params.CreateBucketConfiguration as
    | { LocationConstraint?: unknown }
    | undefined;
  const asked = String(configuration?.LocationConstraint ?? '');
  if (asked === region && region !== 'us-east-1') return region;
  if (asked === '' && region === 'us-east-1') return region;
  if (region === 'us-east-1') {
    const exists = asked !== 'us-east-1' && /^[a-z]{2}(-[a-z]+)+-\d$/.test(asked);
    if (exists) return asked;
    return refuse('InvalidLocationConstraint', 'The specified location-constraint is not valid');
  }
  return refuse(
    'IllegalLocationConstraintException',
    `The ${asked || 'unspecified'} location constraint is incompatible for the region specific endpoint this request was sent to.`,
  );
}

function create(params: Params, env: Environment): HandlerResult {
  const { state, account } = env;
  const name = text(params, 'Bucket');
  if (!isBucketName(name)) return refuse('InvalidBucketName', 'The specified bucket is not valid.');
  const region = regionOf(params, env.region);
  if (typeof region !== 'string') return region;
  const output = { Location: `/${name}`, BucketArn: arn.bucket(name) };
  const known = state.buckets.get(name);
  if (known !== undefined && known.account !== account) {
    return refuse(
      'BucketAlreadyExists',
      'The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.',
      409,
    );
  }
  // us-east-1 still answers as it did in the beginning: the bucket is there, so all is well.
  if (known !== undefined && env.region === 'us-east-1') return done(output);
  if (known !== undefined) {
    return refuse(
      'BucketAlreadyOwnedByYou',
      'Your previous request to create the named bucket succeeded and you already own it.',
      409,
    );
  }
  const ownership = ownerships.find((each) => each === params.ObjectOwnership);
  const acl = text(params, 'ACL');
  if (acl !== '' && acl !== 'private' && (ownership ?? ownerships[0]) === 'BucketOwnerEnforced') {
    return refuse(
      'InvalidBucketAclWithObjectOwnership',
      "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting",
    );
  }
  const bucket: Bucket = emptyBucket({ name, account, region, at: env.clock.now() });
  if (ownership !== undefined) bucket.objectOwnership = ownership;
  state.buckets.set(name, bucket);
  return done(region === 'us-east-1' ? output : { ...output, Location: locationOf(bucket, env) });
}

/** Elsewhere than in us-east-1 S3 gives the whole address. */
const locationOf = ({ name, region }: Bucket, env: Environment): string =>
  region === env.region && region === 'us-east-1' ? `/${name}` : `http://${name}.s3.amazonaws.com/`;

/** Amazon S3 API Reference, operations that make, find and remove buckets. */
export const bucketOperations: Record<string, OperationDefinition> = {
  ListBuckets: {
    ...bucketBase,
    node: () => 'service:s3',
    permissions: () => [{ action: 's3:ListAllMyBuckets', resource: '*' }],
    handle: (_params, env) =>
      done({
        Buckets: [...env.state.buckets.values()]
          .filter((bucket) => bucket.account === env.account)
          .sort((a, b) => (a.name < b.name ? -1 : 1))
          .map((bucket) => ({
            Name: bucket.name,
            CreationDate: secondsOf(env, bucket.createdAt),
            BucketArn: arn.bucket(bucket.name),
          })),
        Owner: { ID: canonicalId(env) },
        Prefix: null,
      }),
  },
  CreateBucket: {
    ...bucketBase,
    permissions: (params, env) => [
      ...onBucket('s3:CreateBucket', () => ({
        ...headerKeys(params, {
          ACL: 's3:x-amz-acl',
          ObjectOwnership: 's3:x-amz-object-ownership',
        }),
        ...locationKey(params),
      }))(params, env),
      ...(text(params, 'ACL') === '' ? [] : onBucket('s3:PutBucketAcl')(params, env)),
      ...(text(params, 'ObjectOwnership') === ''
        ? []
        : onBucket('s3:PutBucketOwnershipControls')(params, env)),
    ],
    handle: create,
    rule: 's3.create-bucket',
  },
  DeleteBucket: {
    ...bucketBase,
    permissions: onBucket('s3:DeleteBucket'),
    handle(params, { state }) {
      const bucket = state.buckets.get(text(params, 'Bucket'));
      if (bucket === undefined) return noSuchBucket();
      if (bucket.objects.size > 0) {
        return refuse('BucketNotEmpty', 'The bucket you tried to delete is not empty', 409);
      }
      if (bucket.olderVersions.size + bucket.deleteMarkers.size > 0) {
        const why =
          'The bucket you tried to delete is not empty. You must delete all versions in the bucket.';
        return refuse('BucketNotEmpty', why, 409);
      }
      state.buckets.delete(bucket.name);
      return done();
    },
  },
  HeadBucket: {
    ...bucketBase,
    bodiless: true,
    permissions: onBucket('s3:ListBucket'),
    handle(params, { state }) {
      const bucket = state.buckets.get(text(params, 'Bucket'));
      if (bucket === undefined) return headNotFound();
      return done({
        BucketArn: arn.bucket(bucket.name),
        BucketRegion: bucket.region,
        AccessPointAlias: false,
      });
    },
  },
  GetBucketLocation: {
    ...bucketBase,
    permissions: onBucket('s3:GetBucketLocation'),
    handle(params, { state }) {
      const bucket = state.buckets.get(text(params, 'Bucket'));
      if (bucket === undefined) return noSuchBucket();
      return done({ LocationConstraint: bucket.region === 'us-east-1' ? null : bucket.region });
    },
  },
};

function locationKey(params: Params): Record<string, string> {
  const configuration = params.CreateBucketConfiguration as
    | { LocationConstraint?: unknown }
    | undefined;
  const asked = configuration?.LocationConstraint;
  return typeof asked === 'string' ? { 's3:locationconstraint': asked } : {};
}
