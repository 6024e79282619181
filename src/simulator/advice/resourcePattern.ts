/** What AWS makes anew each time: UUIDs, the ids of tasks, and commit ids. */
const madeAnew =
  /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\b([0-9a-f]{32}|[0-9a-f]{40})\b/g;
/** Services in whose ARNs such an id is that of a run; elsewhere (keys, connections, certificates) it is the thing's name. */
const ofRuns = /^arn:[^:]*:(codebuild|codedeploy|cloudformation|ecs|s3|states):/;
const logStream = /^(arn:[^:]*:logs:[^:]*:[^:]*:log-group:.+:log-stream:).+$/;
const s3Object = /^(arn:[^:]*:s3:::[^/]+)\/(.*)$/s;

const secret = /^(arn:[^:]*:secretsmanager:[^:]*:[^:]*:secret:.+)-[A-Za-z0-9]{6}$/;

/**
 * The ARN as a `Resource` that also covers the next run: `*` for log streams, build ids and commit ids, `-??????` for the letters
 * that Secrets Manager puts behind a name, and nothing else. What stands in a key is meant literally.
 */
export function lastingPattern(resource: string): string {
  const object = objectOf(resource);
  if (object !== null) return lasting(`${object.bucket}/${literal(object.key)}`);
  // What a service itself checks may end in a wildcard: `stack/<name>/*`.
  return lasting(resource.replaceAll(OPEN, `${OPEN}$}{`));
}

/** The same for a text whose wildcards are meant as such. */
export function lasting(pattern: string): string {
  const named = pattern.replace(logStream, '$1*').replace(secret, '$1-??????');
  return ofRuns.test(named) ? named.replace(madeAnew, '*') : named;
}

/** Wildcards and variables as the letters that they are (IAM policy elements: Variables and tags). */
export const literal = (key: string): string =>
  key === '*' ? key : key.replace(/[*?]|\$(?=\{)/g, (letter) => `${OPEN}${letter}}`);
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
