import { text } from '../../params.ts';
import { done } from '../../results.ts';
import type {
  Bucket,
  Environment,
  HandlerResult,
  OperationDefinition,
  Params,
  StoredObject,
} from '../../types.ts';
import { noSuchBucket } from './access.ts';
import { canonicalId } from './buckets.ts';
import { listing } from './listing.ts';
import { secondsOf } from './store.ts';

interface Version {
  key: string;
  at: number;
  /** Marks of a current version come before older ones of the same time. */
  current: boolean;
  marker: boolean;
  facts: Params;
}

/** Every version of every key, and the markers; by key, the newest first. */
function versionsOf(bucket: Bucket, env: Environment): Version[] {
  const Owner = { ID: canonicalId({ ...env, account: bucket.account }) };
  const object = (current: boolean) => (each: StoredObject) => ({
    key: each.key,
    at: each.lastModified,
    current,
    marker: false,
    facts: {
      ETag: each.etag,
      Size: each.bytes.length,
      StorageClass: each.headers?.StorageClass ?? 'STANDARD',
      Key: each.key,
      VersionId: each.versionId ?? 'null',
    },
  });
  const all: Version[] = [
    ...[...bucket.objects.values()].map(object(true)),
    ...[...bucket.olderVersions.values()].map(object(false)),
    ...[...bucket.deleteMarkers.values()].map(({ key, versionId, lastModified }) => ({
      key,
      at: lastModified,
      current: false,
      marker: true,
      facts: { Key: key, VersionId: versionId },
    })),
  ].sort((a, b) =>
    a.key === b.key ? Number(b.current) - Number(a.current) || b.at - a.at : a.key < b.key ? -1 : 1,
  );
  return all.map((version, at) => ({
    ...version,
    facts: {
      ...version.facts,
      IsLatest: all[at - 1]?.key !== version.key,
      LastModified: secondsOf(env, version.at),
      Owner,
    },
  }));
}

function list(params: Params, env: Environment): HandlerResult {
  const bucket = env.state.buckets.get(text(params, 'Bucket'));
  if (bucket === undefined) return noSuchBucket();
  const prefix = text(params, 'Prefix');
  const delimiter = text(params, 'Delimiter');
  const folders = new Set<string>();
  const shown = versionsOf(bucket, env).filter(({ key }) => {
    if (!key.startsWith(prefix)) return false;
    const cut = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    if (cut >= 0) folders.add(key.slice(0, cut + delimiter.length));
    return cut < 0;
  });
  const of = (marker: boolean) =>
    shown.filter((each) => each.marker === marker).map(({ facts }) => facts);
  const lists: Params = {
    Versions: of(false),
    DeleteMarkers: of(true),
    CommonPrefixes: [...folders].map((Prefix) => ({ Prefix })),
  };
  return done({
    ...Object.fromEntries(
      Object.entries(lists).filter(([, each]) => Array.isArray(each) && each.length > 0),
    ),
    RequestCharged: null,
  });
}

/** Amazon S3 API Reference, "ListObjectVersions": all in one page. */
export const versionOperations: Record<string, OperationDefinition> = {
  ListObjectVersions: {
    ...listing('s3:ListBucketVersions'),
    handle: list,
    rule: 's3.versions',
  },
};
