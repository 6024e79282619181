import { emptyBucket } from '../../bucket.ts';
import { text } from '../../params.ts';
import { done, refuse } from '../../results.ts';
import type { Environment, HandlerResult, OperationDefinition, Params } from '../../types.ts';
import { noSuchBucket, onBucket } from './access.ts';

const base = {
  trail: 'management',
  latencyMs: 55,
  node: (params) => `bucket:${text(params, 'Bucket')}`,
  details: (params) => ({ bucket: text(params, 'Bucket') }),
} satisfies Partial<OperationDefinition>;

/** An operation that only asks about a bucket. */
const asks = (action: string, output: (env: Environment) => Params): OperationDefinition => ({
  ...base,
  permissions: onBucket(action),
  handle: (params, env) =>
    env.state.buckets.has(text(params, 'Bucket')) ? done(output(env)) : noSuchBucket(),
});

function list(params: Params, { state }: Environment): HandlerResult {
  const bucket = state.buckets.get(text(params, 'Bucket'));
  if (bucket === undefined) return noSuchBucket();
  const prefix = text(params, 'Prefix');
  const delimiter = text(params, 'Delimiter');
  const contents: Params[] = [];
  const folders = new Set<string>();
  for (const object of [...bucket.objects.values()].sort((a, b) => (a.key < b.key ? -1 : 1))) {
    if (!object.key.startsWith(prefix)) continue;
    const cut = delimiter === '' ? -1 : object.key.indexOf(delimiter, prefix.length);
    if (cut >= 0) folders.add(object.key.slice(0, cut + delimiter.length));
    else {
      contents.push({
        Key: object.key,
        Size: object.bytes.length,
        LastModified: object.lastModified,
        ETag: object.etag,
      });
    }
  }
  return done({
    Contents: contents,
    CommonPrefixes: [...folders].map((Prefix) => ({ Prefix })),
    KeyCount: contents.length + folders.size,
  });
}

/** Amazon S3 API Reference, bucket operations. */
export const bucketOperations: Record<string, OperationDefinition> = {
  ListObjectsV2: {
    ...base,
    trail: 'data',
    permissions: onBucket('s3:ListBucket', (params) => ({
      's3:prefix': text(params, 'Prefix'),
      's3:delimiter': text(params, 'Delimiter'),
    })),
    handle: list,
  },
  ListBuckets: {
    ...base,
    node: () => 'service:s3',
    permissions: () => [{ action: 's3:ListAllMyBuckets', resource: '*' }],
    handle: (_params, { state }) =>
      done({
        Buckets: [...state.buckets.keys()].sort().map((Name) => ({ Name, CreationDate: 0 })),
      }),
  },
  CreateBucket: {
    ...base,
    permissions: onBucket('s3:CreateBucket'),
    handle(params, { state, account, region }) {
      const name = text(params, 'Bucket');
      if (state.buckets.has(name)) {
        return refuse(
          'BucketAlreadyOwnedByYou',
          'Your previous request to create the named bucket succeeded and you already own it.',
          409,
        );
      }
      state.buckets.set(name, emptyBucket({ name, account, region, at: 0 }));
      return done({ Location: `/${name}` });
    },
  },
  DeleteBucket: {
    ...base,
    permissions: onBucket('s3:DeleteBucket'),
    handle(params, { state }) {
      const bucket = state.buckets.get(text(params, 'Bucket'));
      if (bucket === undefined) return noSuchBucket();
      if (bucket.objects.size > 0) {
        return refuse('BucketNotEmpty', 'The bucket you tried to delete is not empty', 409);
      }
      state.buckets.delete(bucket.name);
      return done();
    },
  },
  GetBucketLocation: asks('s3:GetBucketLocation', ({ region }) => ({
    LocationConstraint: region === 'us-east-1' ? null : region,
  })),
  GetBucketAcl: asks('s3:GetBucketAcl', () => ({ Grants: [] })),
  GetBucketVersioning: asks('s3:GetBucketVersioning', () => ({})),
};
