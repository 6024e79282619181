/** What AWS makes anew each time: UUIDs, the ids of tasks, and commit ids. */
const madeAnew =
  /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\b([0-9a-f]{32}|[0-9a-f]{40})\b/g;
/** Services in whose ARNs such an id is that of a run; elsewhere (keys, connections, certificates) it is the thing's name. */
const ofRuns = /^arn:[^:]*:(codebuild|codedeploy|cloudformation|ecs|s3|states):/;
const logStream = /^(arn:[^:]*:logs:[^:]*:[^:]*:log-group:.+:log-stream:).+$/;
const s3Object = /^(arn:[^:]*:s3:::[^/]+)\/(.*)$/s;

/**
 * The ARN as a `Resource` that also covers the next run: `*` for log streams, build ids and commit ids, and for nothing else.
 * `${` in a key is written so that it is no policy variable (IAM policy elements: Variables and tags).
 */
export function lastingPattern(resource: string): string {
  const pattern = plain(resource).replace(logStream, '$1*');
  return ofRuns.test(pattern) ? pattern.replace(madeAnew, '*') : pattern;
}

const plain = (resource: string): string => resource.split(OPEN).join(`${OPEN}$}{`);
const OPEN = '$'.concat('{');

/** Bucket ARN and key of an object's ARN. */
export function objectOf(resource: string): { bucket: string; key: string } | null {
  const found = s3Object.exec(resource);
  return found === null ? null : { bucket: found[1] ?? '', key: found[2] ?? '' };
}

/** All objects beside this one: `bucket/folder/*`, or `bucket/*`. Null for what is no object. */
export function folderPattern(resource: string): string | null {
  const object = objectOf(resource);
  if (object === null) return null;
  const slash = object.key.lastIndexOf('/');
  return `${lastingPattern(`${object.bucket}/${object.key.slice(0, slash + 1)}`)}*`;
}
