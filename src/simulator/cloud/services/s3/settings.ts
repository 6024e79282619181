import type { PublicAccessBlock } from '../../../scenario/types.ts';
import { text } from '../../params.ts';
import { done, refuse } from '../../results.ts';
import type {
  Bucket,
  Environment,
  HandlerResult,
  OperationDefinition,
  Params,
} from '../../types.ts';
import { passRole } from '../operation.ts';
import { blockOf } from './publicAccess.ts';
import { isRecord, onSetting, structure } from './setting.ts';

const malformedXml = (): HandlerResult =>
  refuse(
    'MalformedXML',
    'The XML you provided was not well-formed or did not validate against our published schema',
  );
const invalid = (message: string): HandlerResult => refuse('InvalidRequest', message);

const states = ['Enabled', 'Suspended'] as const;
const ownerships = ['BucketOwnerEnforced', 'BucketOwnerPreferred', 'ObjectWriter'] as const;

function putBlock(bucket: Bucket, params: Params): HandlerResult {
  const given = structure(params, 'PublicAccessBlockConfiguration');
  const on = (name: keyof PublicAccessBlock) => given[name] === true;
  bucket.publicAccessBlock = {
    BlockPublicAcls: on('BlockPublicAcls'),
    IgnorePublicAcls: on('IgnorePublicAcls'),
    BlockPublicPolicy: on('BlockPublicPolicy'),
    RestrictPublicBuckets: on('RestrictPublicBuckets'),
  };
  return done();
}

const firstRule = (structured: Record<string, unknown>): Record<string, unknown> => {
  const rule: unknown = Array.isArray(structured.Rules) ? structured.Rules[0] : undefined;
  return isRecord(rule) ? rule : {};
};

function putEncryption(bucket: Bucket, params: Params): HandlerResult {
  const rule = firstRule(structure(params, 'ServerSideEncryptionConfiguration'));
  const { SSEAlgorithm: algorithm, KMSMasterKeyID: keyId } = structure(
    rule,
    'ApplyServerSideEncryptionByDefault',
  );
  if (algorithm !== 'aws:kms' && algorithm !== 'AES256') return malformedXml();
  bucket.encryption = { algorithm, ...(typeof keyId === 'string' ? { keyId } : {}) };
  return done();
}

const encryptionRule = ({ encryption }: Bucket): Params => ({
  ApplyServerSideEncryptionByDefault: {
    SSEAlgorithm: encryption?.algorithm ?? 'AES256',
    ...(encryption?.keyId === undefined ? {} : { KMSMasterKeyID: encryption.keyId }),
  },
  BucketKeyEnabled: false,
});

/** Both buckets must keep versions (Amazon S3 User Guide, "Requirements and considerations for replication"). */
function putReplication(bucket: Bucket, params: Params, env: Environment): HandlerResult {
  const configuration = structure(params, 'ReplicationConfiguration');
  const { Rules: rules } = configuration;
  if (!Array.isArray(rules) || rules.length === 0) return malformedXml();
  if (bucket.versioning !== 'Enabled') {
    return invalid(
      "Versioning must be 'Enabled' on the bucket to apply a replication configuration",
    );
  }
  for (const rule of rules.filter(isRecord)) {
    const name = text(structure(rule, 'Destination'), 'Bucket').replace(/^arn:aws:s3:::/, '');
    const destination = env.state.buckets.get(name);
    if (destination === undefined) return invalid('Destination bucket must exist.');
    if (destination.versioning !== 'Enabled') {
      return invalid('Destination bucket must have versioning enabled.');
    }
  }
  bucket.documents.set('replication', configuration);
  return done();
}

/** Amazon S3 API Reference, operations on the settings of a bucket. Actions often have another name than their operation. */
export const settingOperations: Record<string, OperationDefinition> = {
  PutPublicAccessBlock: onSetting('s3:PutBucketPublicAccessBlock', putBlock, {
    rule: 's3.block-public-access',
  }),
  GetPublicAccessBlock: onSetting('s3:GetBucketPublicAccessBlock', (bucket) =>
    done({ PublicAccessBlockConfiguration: blockOf(bucket) }),
  ),
  DeletePublicAccessBlock: onSetting('s3:PutBucketPublicAccessBlock', (bucket) =>
    putBlock(bucket, {}),
  ),
  PutBucketVersioning: onSetting('s3:PutBucketVersioning', (bucket, params) => {
    const asked = structure(params, 'VersioningConfiguration').Status;
    const status = states.find((state) => state === asked);
    if (status === undefined) return malformedXml();
    bucket.versioning = status;
    return done();
  }),
  GetBucketVersioning: onSetting('s3:GetBucketVersioning', ({ versioning }) =>
    done(versioning === undefined ? {} : { Status: versioning }),
  ),
  PutBucketEncryption: onSetting('s3:PutEncryptionConfiguration', putEncryption),
  GetBucketEncryption: onSetting('s3:GetEncryptionConfiguration', (bucket) =>
    done({ ServerSideEncryptionConfiguration: { Rules: [encryptionRule(bucket)] } }),
  ),
  DeleteBucketEncryption: onSetting('s3:PutEncryptionConfiguration', (bucket) => {
    delete bucket.encryption;
    return done();
  }),
  PutBucketOwnershipControls: onSetting('s3:PutBucketOwnershipControls', (bucket, params) => {
    const asked = firstRule(structure(params, 'OwnershipControls')).ObjectOwnership;
    const ownership = ownerships.find((each) => each === asked);
    if (ownership === undefined) return malformedXml();
    bucket.objectOwnership = ownership;
    return done();
  }),
  GetBucketOwnershipControls: onSetting('s3:GetBucketOwnershipControls', (bucket) =>
    done({
      OwnershipControls: {
        Rules: [{ ObjectOwnership: bucket.objectOwnership ?? 'BucketOwnerEnforced' }],
      },
    }),
  ),
  PutBucketReplication: onSetting('s3:PutReplicationConfiguration', putReplication, {
    also: (params, env) =>
      passRole(
        env,
        text(structure(params, 'ReplicationConfiguration'), 'Role'),
        's3.amazonaws.com',
      ),
    rule: 's3.replication-passes-role',
  }),
};
