import { refuse } from '../../results.ts';
import type { HandlerResult, Params, Tag } from '../../types.ts';

/** Most tags that an object may have (Amazon S3 User Guide, "Categorizing your objects using tags"). */
const mostTags = 10;

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
};

/** The tags of a request: `a=1&b=2` with PutObject, `{TagSet: […]}` with PutObjectTagging. */
export function tagsOf(params: Params): Tag[] {
  const { Tagging: written } = params;
  if (typeof written === 'string') {
    return written
      .split('&')
      .filter((pair) => pair !== '')
      .map((pair) => {
        const equals = pair.indexOf('=');
        const end = equals < 0 ? pair.length : equals;
        return { Key: decoded(pair.slice(0, end)), Value: decoded(pair.slice(end + 1)) };
      });
  }
  const set = (written as { TagSet?: unknown } | null | undefined)?.TagSet;
  return (Array.isArray(set) ? set : []).map((each: unknown) => {
    const { Key, Value } = (each ?? {}) as Partial<Tag>;
    return { Key: String(Key ?? ''), Value: String(Value ?? '') };
  });
}

/** Why S3 refuses a set of tags; null if it takes them. */
export function tagProblem(tags: readonly Tag[]): HandlerResult | null {
  if (tags.length > mostTags) {
    return refuse('BadRequest', 'Object tags cannot be greater than 10');
  }
  if (new Set(tags.map(({ Key }) => Key)).size < tags.length) {
    return refuse('InvalidTag', 'Cannot provide multiple Tags with the same key');
  }
  if (tags.some(({ Key }) => Key === '' || Key.length > 128)) {
    return refuse('InvalidTag', 'The TagKey you have provided is invalid');
  }
  if (tags.some(({ Value }) => Value.length > 256)) {
    return refuse('InvalidTag', 'The TagValue you have provided is invalid');
  }
  return null;
}

/** Condition keys of the tags in a request (Service Authorization Reference, "Amazon S3"). */
export function requestTagKeys(tags: readonly Tag[]): Record<string, string | string[]> {
  if (tags.length === 0) return {};
  return {
    ...Object.fromEntries(tags.map(({ Key, Value }) => [`s3:RequestObjectTag/${Key}`, Value])),
    's3:RequestObjectTagKeys': tags.map(({ Key }) => Key),
  };
}
