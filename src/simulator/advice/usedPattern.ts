import type { FilledScenario } from '../scenario/types.ts';
import { lasting, lastingPattern, literal, objectOf } from './resourcePattern.ts';

/** More objects than this are a folder, not a list. */
const mostObjects = 5;

/**
 * The `Resource` values for what one action was used on: as used, but with `*` for what is another id in each run (log
 * streams, build ids, commit ids, artifacts), and one folder for many objects of a bucket.
 */
export function patternsOf(scenario: FilledScenario, resources: readonly string[]): string[] {
  const stores = artifactStores(scenario);
  const patterns = new Set<string>();
  const buckets = new Map<string, Set<string>>();
  for (const resource of resources) {
    const object = objectOf(resource);
    if (object === null) {
      patterns.add(lastingPattern(resource));
      continue;
    }
    const keys = buckets.get(object.bucket) ?? new Set<string>();
    const key = literal(object.key);
    keys.add(stores.has(object.bucket) ? artifactPattern(key) : key);
    buckets.set(object.bucket, keys);
  }
  for (const [bucket, keys] of buckets) {
    const list = keys.size > mostObjects ? [`${commonFolder([...keys])}*`] : [...keys];
    for (const key of list) patterns.add(lasting(`${bucket}/${key}`));
  }
  return [...patterns].sort(byCodeUnits);
}

export const byCodeUnits = (one: string, other: string): number =>
  one < other ? -1 : one > other ? 1 : 0;

/** ARNs of the buckets in which pipelines keep their artifacts. */
function artifactStores({ pipeline, pipelines = [] }: FilledScenario): Set<string> {
  return new Set(
    [pipeline, ...pipelines].flatMap(({ artifactStore }) =>
      artifactStore === undefined ? [] : [`arn:aws:s3:::${artifactStore.location}`],
    ),
  );
}

/** Artifacts lie under `<pipeline>/<artifact>/<random>`: the last part is another one in each execution. */
function artifactPattern(key: string): string {
  const parts = key.split('/');
  return parts.length === 3 ? `${parts[0]}/${parts[1]}/*` : key;
}

/** The folders that all keys have in common, with the slash at the end; empty: none. */
function commonFolder(keys: readonly string[]): string {
  const [first = '', ...others] = keys.map((key) => key.split('/').slice(0, -1));
  const common: string[] = [];
  for (const [index, part] of [...first].entries()) {
    if (!others.every((folders) => folders[index] === part)) break;
    common.push(part);
  }
  return common.map((part) => `${part}/`).join('');
}
