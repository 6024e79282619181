import { unzip, zip } from '../../cloud/zip.ts';
import { listedIn } from './manifest.ts';

/** Files by absolute path. */
export type CachedFiles = ReadonlyMap<string, Uint8Array>;

/** Places that a cached path is relative to, the nearest first; `src` moves with each build. */
const placesOf = (sourceDirectory: string): readonly (readonly [rel: string, root: string])[] => [
  ['src', `${sourceDirectory}/`],
  ['home', '/root/'],
  ['root', '/'],
];

const manifestName = 'codebuild.json';

/**
 * A cache as it lies in S3: a zip of the files and a list of them (`codebuild.json`, its form as seen in a cache of 2020).
 */
export function packCache(files: CachedFiles, sourceDirectory: string): Uint8Array {
  const places = placesOf(sourceDirectory);
  const entries: Record<string, Uint8Array> = {};
  const listed: { path: string; rel: string }[] = [];
  for (const [path, bytes] of files) {
    const [rel, root] = places.find(([, start]) => path.startsWith(start)) ?? ['root', '/'];
    const inside = path.slice(root.length);
    entries[`${rel}/${inside}`] = bytes;
    listed.push({ path: inside, rel });
  }
  const manifest = { version: '1.0', content: { files: listed } };
  entries[manifestName] = new TextEncoder().encode(JSON.stringify(manifest));
  return zip(entries);
}

/** The files of a cache, at their places in this build. What is no cache holds none. */
export function unpackCache(archive: Uint8Array, sourceDirectory: string): CachedFiles {
  const entries = unzip(archive);
  const roots = new Map(placesOf(sourceDirectory));
  const files = new Map<string, Uint8Array>();
  for (const { path, rel } of listedIn(entries[manifestName])) {
    const root = roots.get(rel);
    const name = `${rel}/${path}`;
    const bytes = Object.hasOwn(entries, name) ? entries[name] : undefined;
    if (root !== undefined && bytes !== undefined && !path.split('/').includes('..')) {
      files.set(`${root}${path}`, bytes);
    }
  }
  return files;
}
