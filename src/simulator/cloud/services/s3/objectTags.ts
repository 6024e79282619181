import { text } from '../../params.ts';
import { done } from '../../results.ts';
import type {
  Environment,
  HandlerResult,
  OperationDefinition,
  Params,
  StoredObject,
} from '../../types.ts';
import { noSuchBucket, noSuchKey, onObject } from './access.ts';
import { objectBase, objectOf } from './objects.ts';
import { versionFacts } from './store.ts';
import { requestTagKeys, tagProblem, tagsOf } from './tags.ts';

/** An operation on the tags of one object, or of one version of it. */
const operation = (
  action: string,
  handle: (object: StoredObject, params: Params) => HandlerResult,
): OperationDefinition => ({
  ...objectBase,
  permissions: (params: Params, env: Environment) => {
    const version = text(params, 'VersionId') === '' ? '' : 'Version';
    const name = action.replace('Object', `Object${version}`);
    return onObject(`s3:${name}`, () => requestTagKeys(tagsOf(params)))(params, env);
  },
  handle(params, { state }) {
    const bucket = state.buckets.get(text(params, 'Bucket'));
    if (bucket === undefined) return noSuchBucket();
    const object = objectOf(bucket, params);
    return object === undefined ? noSuchKey() : handle(object, params);
  },
});

/** Amazon S3 API Reference, operations on the tags of objects. */
export const tagOperations: Record<string, OperationDefinition> = {
  PutObjectTagging: operation('PutObjectTagging', (object, params) => {
    const tags = tagsOf(params);
    const problem = tagProblem(tags);
    if (problem !== null) return problem;
    object.tags = tags;
    return done(versionFacts(object));
  }),
  GetObjectTagging: operation('GetObjectTagging', (object) =>
    done({ ...versionFacts(object), TagSet: object.tags ?? [] }),
  ),
  DeleteObjectTagging: operation('DeleteObjectTagging', (object) => {
    delete object.tags;
    return done(versionFacts(object));
  }),
};
