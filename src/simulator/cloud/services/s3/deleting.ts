import { text } from '../../params.ts';
import { done, refuse } from '../../results.ts';
import type {
  Bucket,
  Environment,
  HandlerResult,
  OperationDefinition,
  Params,
  Permission,
} from '../../types.ts';
import { noSuchBucket, onObject } from './access.ts';
import { bucketBase } from './buckets.ts';
import { objectBase } from './objects.ts';
import { isRecord, structure } from './setting.ts';
import { newVersionId, retire, versionKey } from './store.ts';

/** Most keys in one DeleteObjects (Amazon S3 API Reference, "DeleteObjects"). */
const mostKeys = 1000;

const deleting = (params: Params, env: Environment): Permission[] =>
  onObject(text(params, 'VersionId') === '' ? 's3:DeleteObject' : 's3:DeleteObjectVersion')(
    params,
    env,
  );

/** The newest of what is left of a key comes forward, unless that is a marker. */
function promote(bucket: Bucket, key: string): void {
  if (bucket.objects.has(key)) return;
  const newest = <T extends { key: string; lastModified: number }>(all: Iterable<T>) =>
    [...all]
      .filter((each) => each.key === key)
      .reduce<T | undefined>(
        (best, each) =>
          best === undefined || each.lastModified >= best.lastModified ? each : best,
        undefined,
      );
  const version = newest(bucket.olderVersions.values());
  const marker = newest(bucket.deleteMarkers.values());
  if (version === undefined) return;
  if (marker !== undefined && marker.lastModified >= version.lastModified) return;
  bucket.olderVersions.delete(versionKey(key, version.versionId ?? 'null'));
  bucket.objects.set(key, version);
}

/** Takes one version away for good. @returns true when it was a delete marker */
function removeVersion(bucket: Bucket, key: string, version: string): boolean {
  const place = versionKey(key, version);
  const marker = bucket.deleteMarkers.delete(place);
  if (bucket.objects.get(key)?.versionId === version) bucket.objects.delete(key);
  else bucket.olderVersions.delete(place);
  promote(bucket, key);
  return marker;
}

/** In a bucket with versions a marker takes the key's place. @returns the id of that marker */
function removeKey(bucket: Bucket, key: string, env: Environment): string | undefined {
  const versionId = newVersionId(bucket, key, env);
  retire(bucket, key);
  if (versionId === undefined) return undefined;
  const marker = { key, versionId, lastModified: env.clock.now() };
  bucket.deleteMarkers.set(versionKey(key, versionId), marker);
  return versionId;
}

/** Deletes one key or version. Deleting a key that is not there succeeds. */
function remove(
  bucket: Bucket,
  params: Params,
  env: Environment,
): { output: Params; deleted: boolean } {
  const key = text(params, 'Key');
  const version = text(params, 'VersionId');
  const had = bucket.objects.has(key);
  let output: Params = {};
  if (version === '') {
    const marker = removeKey(bucket, key, env);
    if (marker !== undefined) output = { DeleteMarker: true, VersionId: marker };
  } else if (removeVersion(bucket, key, version)) {
    output = { DeleteMarker: true, VersionId: version };
  } else if (bucket.versioning !== undefined) output = { VersionId: version };
  return { output, deleted: had && !bucket.objects.has(key) };
}

/** One item of DeleteObjects: what became of it. */
function removeItem(bucket: Bucket, item: Params, env: Environment) {
  const asked: Params = { ...item, Bucket: bucket.name };
  const names = {
    Key: text(item, 'Key'),
    ...(text(item, 'VersionId') === '' ? {} : { VersionId: text(item, 'VersionId') }),
  };
  for (const permission of deleting(asked, env)) {
    const error = env.refusal(permission);
    if (error !== null) {
      return { error: { ...names, Code: error.code, Message: error.message }, deleted: false };
    }
  }
  const { output, deleted } = remove(bucket, asked, env);
  const { DeleteMarker, VersionId } = output;
  const marker = DeleteMarker === true ? { DeleteMarker, DeleteMarkerVersionId: VersionId } : {};
  return { gone: { ...names, ...marker }, key: names.Key, deleted };
}

function removeAll(params: Params, env: Environment): HandlerResult {
  const bucket = env.state.buckets.get(text(params, 'Bucket'));
  if (bucket === undefined) return noSuchBucket();
  const { Objects: listed, Quiet: quiet } = structure(params, 'Delete');
  const items = Array.isArray(listed) ? listed.filter(isRecord) : [];
  if (items.length === 0 || items.length > mostKeys) {
    return refuse(
      'MalformedXML',
      'The XML you provided was not well-formed or did not validate against our published schema',
    );
  }
  const results = items.map((item) => removeItem(bucket, item, env));
  const gone = results.flatMap((each) => ('gone' in each ? [each.gone] : []));
  const errors = results.flatMap((each) => ('error' in each ? [each.error] : []));
  const output = {
    ...(gone.length === 0 || quiet === true ? {} : { Deleted: gone }),
    ...(errors.length === 0 ? {} : { Errors: errors }),
  };
  return done(output, (trace) => {
    for (const { key, deleted } of results) {
      if (!deleted || key === undefined) continue;
      trace.record(`deleted:${bucket.name}/${key}`, 'object.deleted', {
        bucket: bucket.name,
        objectKey: key,
      });
    }
  });
}

/** Amazon S3 API Reference, "DeleteObject" and "DeleteObjects". */
export const deletingOperations: Record<string, OperationDefinition> = {
  DeleteObject: {
    ...objectBase,
    permissions: deleting,
    handle(params, env) {
      const bucket = env.state.buckets.get(text(params, 'Bucket'));
      if (bucket === undefined) return noSuchBucket();
      const { output, deleted } = remove(bucket, params, env);
      if (!deleted) return done(output);
      return done(output, (trace) => {
        trace.record(`deleted:${bucket.name}/${text(params, 'Key')}`, 'object.deleted', {
          bucket: bucket.name,
          objectKey: text(params, 'Key'),
        });
      });
    },
  },
  DeleteObjects: {
    ...bucketBase,
    trail: 'data',
    permissions: () => [],
    handle: removeAll,
    rule: 's3.delete-objects-per-key',
  },
};
