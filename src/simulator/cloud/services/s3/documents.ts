import { done, refuse } from '../../results.ts';
import type { OperationDefinition } from '../../types.ts';
import { onSetting, structure } from './setting.ts';

/** A setting that S3 only keeps and gives back. */
interface Kept {
  /** Name in `Bucket.documents`. */
  name: string;
  /** Parameter of the operation that puts it. */
  parameter: string;
  /** Member of the answer that holds it; without one its own members are the answer. */
  member?: string;
  /** Operations and their IAM actions. */
  put?: readonly [operation: string, action: string];
  get: readonly [operation: string, action: string];
  remove: readonly [operation: string, action: string];
  /** Error when there is none. */
  missing: readonly [code: string, message: string];
}

const kept: readonly Kept[] = [
  {
    name: 'website',
    parameter: 'WebsiteConfiguration',
    put: ['PutBucketWebsite', 's3:PutBucketWebsite'],
    get: ['GetBucketWebsite', 's3:GetBucketWebsite'],
    remove: ['DeleteBucketWebsite', 's3:DeleteBucketWebsite'],
    missing: [
      'NoSuchWebsiteConfiguration',
      'The specified bucket does not have a website configuration',
    ],
  },
  {
    name: 'replication',
    parameter: 'ReplicationConfiguration',
    member: 'ReplicationConfiguration',
    get: ['GetBucketReplication', 's3:GetReplicationConfiguration'],
    remove: ['DeleteBucketReplication', 's3:PutReplicationConfiguration'],
    missing: [
      'ReplicationConfigurationNotFoundError',
      'The replication configuration was not found',
    ],
  },
  {
    name: 'tagging',
    parameter: 'Tagging',
    put: ['PutBucketTagging', 's3:PutBucketTagging'],
    get: ['GetBucketTagging', 's3:GetBucketTagging'],
    remove: ['DeleteBucketTagging', 's3:PutBucketTagging'],
    missing: ['NoSuchTagSet', 'The TagSet does not exist'],
  },
  {
    name: 'cors',
    parameter: 'CORSConfiguration',
    put: ['PutBucketCors', 's3:PutBucketCORS'],
    get: ['GetBucketCors', 's3:GetBucketCORS'],
    remove: ['DeleteBucketCors', 's3:PutBucketCORS'],
    missing: ['NoSuchCORSConfiguration', 'The CORS configuration does not exist'],
  },
  {
    name: 'lifecycle',
    parameter: 'LifecycleConfiguration',
    put: ['PutBucketLifecycleConfiguration', 's3:PutLifecycleConfiguration'],
    get: ['GetBucketLifecycleConfiguration', 's3:GetLifecycleConfiguration'],
    remove: ['DeleteBucketLifecycle', 's3:PutLifecycleConfiguration'],
    missing: ['NoSuchLifecycleConfiguration', 'The lifecycle configuration does not exist'],
  },
];

/** Amazon S3 API Reference, settings that change nothing in a run but can be read again. */
export const documentOperations: Record<string, OperationDefinition> = Object.fromEntries(
  kept.flatMap(({ name, parameter, member, put, get, remove, missing }) => {
    const [code, message] = missing;
    const operations: [string, OperationDefinition][] = [
      [
        get[0],
        onSetting(get[1], (bucket) => {
          const document = bucket.documents.get(name);
          if (document === undefined) return refuse(code, message, 404);
          return done(member === undefined ? document : { [member]: document });
        }),
      ],
      [
        remove[0],
        onSetting(remove[1], (bucket) => {
          bucket.documents.delete(name);
          return done();
        }),
      ],
    ];
    if (put !== undefined) {
      operations.push([
        put[0],
        onSetting(put[1], (bucket, params) => {
          bucket.documents.set(name, structure(params, parameter));
          return done();
        }),
      ]);
    }
    return operations;
  }),
);
