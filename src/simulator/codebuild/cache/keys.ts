import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Simulation } from '../../engine/simulation.ts';
import type { BuildRun } from '../buildRun.ts';
import type { BuildspecCache } from '../buildspec/types.ts';
import type { CacheSettings } from './settings.ts';

type S3Cache = CacheSettings & { type: 'S3' };

/** Names of the objects of one build's cache. */
export interface CacheKeys {
  /** The object that this build restores first, and saves. */
  primary: string;
  /** Prefixes that are tried in order when there is no such object. */
  fallbacks: string[];
  /** What is stored under a key never changes. */
  keyed: boolean;
}

const expand = (run: BuildRun, text: string): Promise<string> =>
  text.includes('$') || text.includes('`')
    ? (run.source?.shell.expand(text) ?? Promise.resolve(text))
    : Promise.resolve(text);

/**
 * Without a key each project has one object, named by an id of its own. With a key the name holds who shares it, the version
 * (a hash of the paths) and the key (CodeBuild User Guide, "Amazon S3 caching"; the order of the parts is Pipeglass's own).
 */
export async function cacheKeys(
  sim: Simulation,
  run: BuildRun,
  settings: S3Cache,
  cache: BuildspecCache,
): Promise<CacheKeys> {
  const { prefix, namespace } = settings;
  if (cache.key === undefined) {
    const own = sim.ids.uuid(`cache/${namespace || run.project.name}`);
    return { primary: `${prefix}${own}`, fallbacks: [], keyed: false };
  }
  const version = bytesToHex(sha256(utf8ToBytes(cache.paths.join('\n')))).slice(0, 16);
  const start = `${prefix}${namespace || run.project.name}/${version}/`;
  const fallbacks = await Promise.all(cache['fallback-keys'].map((key) => expand(run, key)));
  return {
    primary: `${start}${(await expand(run, cache.key)).trim()}`,
    fallbacks: fallbacks.map((key) => `${start}${key.trim()}`),
    keyed: true,
  };
}
