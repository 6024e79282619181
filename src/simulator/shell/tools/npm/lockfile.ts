import type { IFileSystem } from 'just-bash/browser';
import { readText } from '../support/files.ts';
import { entries, isObject, type JsonObject, own, parseJson, text } from '../support/json.ts';
import { lowest, satisfies } from './semver.ts';

/** A package that a lock file names. */
export interface Locked {
  /** `node_modules/a/node_modules/b` */
  location: string;
  name: string;
  version: string;
  entry: JsonObject;
}

/** Packages that are looked at, at most, and how deep they may nest. */
const packageLimit = 20_000;
const depthLimit = 64;

const nameAt = (location: string): string =>
  location.slice(location.lastIndexOf('node_modules/') + 13);

/** Version 1 nests packages instead of naming their places. */
function flatten(object: unknown, above: string, found: Locked[], depth = 0): Locked[] {
  if (depth > depthLimit) return found;
  for (const [name, entry] of entries(object, 'dependencies')) {
    if (!isObject(entry) || found.length >= packageLimit) continue;
    const location = `${above}node_modules/${name}`;
    found.push({ location, name, version: text(entry, 'version') ?? '', entry });
    flatten(entry, `${location}/`, found, depth + 1);
  }
  return found;
}

/** The packages that the text of a lock file names; null when it is none. */
export function parseLock(written: string | null): Locked[] | null {
  const lock = written === null ? undefined : parseJson(written);
  if (!isObject(lock) || !(Number(lock.lockfileVersion) >= 1)) return null;
  if (!isObject(lock.packages)) return flatten(lock, '', []);
  return entries(lock, 'packages')
    .slice(0, packageLimit)
    .filter(([location, entry]) => location.includes('node_modules/') && isObject(entry))
    .map(([location, entry]) => ({
      location,
      name: text(entry, 'name') ?? nameAt(location),
      version: text(entry, 'version') ?? '',
      entry: isObject(entry) ? entry : {},
    }));
}

/** The lock of a package: npm-shrinkwrap.json or package-lock.json (npm Docs, "package-lock.json"); null when there is none. */
export async function readLock(fs: IFileSystem, root: string): Promise<Locked[] | null> {
  return parseLock(
    (await readText(fs, `${root}/npm-shrinkwrap.json`)) ??
      (await readText(fs, `${root}/package-lock.json`)),
  );
}

/** Build containers are x64 (or arm64) Linux with glibc: optional packages for other machines stay out. */
function fits(entry: JsonObject, key: string, here: string): boolean {
  const wanted = own(entry, key);
  if (!Array.isArray(wanted) || wanted.length === 0) return true;
  if (wanted.includes(`!${here}`)) return false;
  const named = wanted.filter((each) => !String(each).startsWith('!'));
  return named.length === 0 || named.includes(here);
}

/** Those of the lock that are installed here. */
export function installed(
  lock: readonly Locked[],
  o: { omit: readonly string[]; cpu: string },
): Locked[] {
  return lock.filter(({ entry }) => {
    if (entry.link === true || entry.extraneous === true) return false;
    if (entry.dev === true && o.omit.includes('dev')) return false;
    if (entry.optional === true && o.omit.includes('optional')) return false;
    if (entry.devOptional === true && o.omit.includes('dev') && o.omit.includes('optional')) {
      return false;
    }
    return fits(entry, 'os', 'linux') && fits(entry, 'cpu', o.cpu) && fits(entry, 'libc', 'glibc');
  });
}

/** The direct dependencies of a package: name → range. Later kinds win, as in npm. */
export function dependencies(pkg: JsonObject, omit: readonly string[] = []): Map<string, string> {
  const found = new Map<string, string>();
  const kinds = [
    ...(omit.includes('dev') ? [] : ['devDependencies']),
    ...(omit.includes('optional') ? [] : ['optionalDependencies']),
    'dependencies',
  ];
  for (const kind of kinds) {
    for (const [name, range] of entries(pkg, kind)) {
      if (typeof range === 'string' && /^(@[\w.~-]+\/)?[\w.~-]+$/.test(name))
        found.set(name, range);
    }
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What `npm ci` finds wrong between package.json and lock; empty when they are in sync. */
export function mismatches(pkg: JsonObject, lock: readonly Locked[]): string[] {
  const byLocation = new Map(lock.map((each) => [each.location, each]));
  return [...dependencies(pkg)].flatMap(([name, range]) => {
    const wanted = `${name}@${lowest(range) ?? range}`;
    const locked = byLocation.get(`node_modules/${name}`);
    if (locked === undefined) return [`Missing: ${wanted} from lock file`];
    return satisfies(locked.version, range)
      ? []
      : [`Invalid: lock file's ${name}@${locked.version} does not satisfy ${wanted}`];
  });
}
