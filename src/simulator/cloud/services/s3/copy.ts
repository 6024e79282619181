import { arn } from '../../arns.ts';
import { text } from '../../params.ts';
import { refuse } from '../../results.ts';
import type { Environment, OperationDefinition, Params, Permission, Tag } from '../../types.ts';
import { noSuchBucket, noSuchKey, onBucket, onObject } from './access.ts';
import { encryptionFacts, encryptionFor, encryptionProblem, keyUse } from './encryption.ts';
import { objectBase, objectOf } from './objects.ts';
import { aclProblem } from './publicAccess.ts';
import { secondsOf, store, versionFacts } from './store.ts';
import { tagProblem, tagsOf } from './tags.ts';
import { described, writing } from './write.ts';

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** `bucket/key`, maybe with a slash before it and `?versionId=` behind it, as parameters of a read. */
export function sourceOf(params: Params): Params {
  const written = text(params, 'CopySource').replace(/^\//, '');
  const [path = '', version] = written.split('?versionId=');
  const slash = path.indexOf('/');
  const [bucket, key] =
    slash < 0 ? [path, ''] : [path.slice(0, slash), decoded(path.slice(slash + 1))];
  return { Bucket: bucket, Key: key, ...(version === undefined ? {} : { VersionId: version }) };
}

/** To read what is copied. Tags that go with it are a permission of their own. */
export function readingSource(params: Params, env: Environment, withTags: boolean): Permission[] {
  const source = sourceOf(params);
  const bucket = env.state.buckets.get(text(source, 'Bucket'));
  const object = objectOf(bucket, source);
  const version = text(source, 'VersionId') === '' ? '' : 'Version';
  return [
    ...onObject(`s3:GetObject${version}`)(source, env),
    ...(bucket !== undefined && object === undefined ? onBucket('s3:ListBucket')(source, env) : []),
    ...(withTags && object?.tags !== undefined
      ? onObject(`s3:GetObject${version}Tagging`)(source, env)
      : []),
    ...keyUse(env, object?.kmsKey, 'kms:Decrypt'),
  ];
}

/** The tags of the copy: those of the source unless the request replaces them. */
function tagsOfCopy(params: Params, env: Environment): readonly Tag[] {
  if (text(params, 'TaggingDirective') === 'REPLACE') return tagsOf(params);
  const source = sourceOf(params);
  return objectOf(env.state.buckets.get(text(source, 'Bucket')), source)?.tags ?? [];
}

/** Amazon S3 API Reference, "CopyObject". */
export const copyOperations: Record<string, OperationDefinition> = {
  CopyObject: {
    ...objectBase,
    permissions: (params, env) => [
      ...readingSource(params, env, text(params, 'TaggingDirective') !== 'REPLACE'),
      ...writing(params, env, [...tagsOfCopy(params, env)]),
    ],
    handle(params, env) {
      const from = sourceOf(params);
      const source = env.state.buckets.get(text(from, 'Bucket'));
      const target = env.state.buckets.get(text(params, 'Bucket'));
      if (source === undefined || target === undefined) return noSuchBucket();
      const object = objectOf(source, from);
      if (object === undefined) return noSuchKey();
      const key = text(params, 'Key');
      const resource = arn.object(target.name, key);
      const tags = tagsOfCopy(params, env);
      const problem =
        aclProblem(params, env, target, { action: 's3:CopyObject', resource }) ??
        encryptionProblem(params, env, target) ??
        tagProblem(tags);
      if (problem !== null) return problem;
      const replaces = text(params, 'MetadataDirective') === 'REPLACE';
      const changes =
        replaces ||
        ['StorageClass', 'ServerSideEncryption', 'WebsiteRedirectLocation'].some(
          (name) => text(params, name) !== '',
        );
      if (source === target && object.key === key && !changes && text(from, 'VersionId') === '') {
        return refuse(
          'InvalidRequest',
          "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
        );
      }
      const written = described(params, env, target, tags);
      const { kmsKey: _key, versionId: _version, tags: _tags, ...kept } = object;
      const { algorithm, key: kmsKey } = encryptionFor(params, target);
      const copy = replaces
        ? { ...written, bytes: object.bytes, etag: object.etag }
        : {
            ...kept,
            key,
            lastModified: env.clock.now(),
            sse: algorithm,
            ...(kmsKey === undefined ? {} : { kmsKey }),
            ...(tags.length === 0 ? {} : { tags }),
          };
      return store(target, copy, env, (stored) => ({
        CopyObjectResult: {
          ETag: stored.etag,
          LastModified: secondsOf(env, stored.lastModified),
        },
        ...versionFacts(stored),
        ...encryptionFacts(env, stored),
      }));
    },
  },
};
