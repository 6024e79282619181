import { readText } from '../support/files.ts';
import { entries, isObject, type JsonObject, own, parseJson, text } from '../support/json.ts';
import { dependencies, type Locked } from './lockfile.ts';
import { lowest, satisfies } from './semver.ts';
import { type Npm, npmError } from './session.ts';
import { flag } from './words.ts';

/** npm takes peers in from version 7 on. */
const firstMajor = 7;

/** A direct dependency with what it asks of its neighbours. */
interface Asking {
  name: string;
  version: string;
  /** As the root asks for it. */
  range: string;
  peers: JsonObject;
}

async function localPackage(npm: Npm, range: string): Promise<JsonObject | null> {
  const path = /^(?:file|link):(.+)$/.exec(range)?.[1];
  if (path === undefined) return null;
  const { fs } = npm.ctx;
  const manifest = `${fs.resolvePath(npm.root, path)}/package.json`;
  const pkg = parseJson((await readText(fs, manifest)) ?? '');
  return isObject(pkg) ? pkg : null;
}

/** The direct dependencies whose package.json is known: from the lock file, or because they lie in the repository. */
async function asking(
  npm: Npm,
  pkg: JsonObject,
  lock: readonly Locked[] | null,
): Promise<Asking[]> {
  const locked = new Map((lock ?? []).map((each) => [each.location, each.entry]));
  const found: Asking[] = [];
  for (const [name, range] of dependencies(pkg)) {
    const known = locked.get(`node_modules/${name}`);
    const linked = known?.link === true ? locked.get(text(known, 'resolved') ?? '') : known;
    const entry = linked ?? (await localPackage(npm, range));
    if (entry === null) continue;
    const peers = isObject(entry.peerDependencies) ? entry.peerDependencies : {};
    found.push({ name, version: text(entry, 'version') ?? '0.0.0', range, peers });
  }
  return found;
}

async function isLenient({ ctx, root, words }: Npm): Promise<boolean> {
  if (flag(words, 'legacy-peer-deps') || flag(words, 'force')) return true;
  if (ctx.env.npm_config_legacy_peer_deps === 'true') return true;
  const settings = (await readText(ctx.fs, `${root}/.npmrc`)) ?? '';
  return /^(?:legacy-peer-deps|force)\s*=\s*true/m.test(settings);
}

/**
 * Ends npm with ERESOLVE when a direct dependency wants another version of a second one than the root does (npm Docs, "npm-install",
 * strict peers since npm 7). What lies in the registry is not known: only locked and local packages are looked at.
 */
export async function checkPeers(
  npm: Npm,
  pkg: JsonObject,
  lock: readonly Locked[] | null,
): Promise<void> {
  if (Number(npm.version.split('.')[0]) < firstMajor || (await isLenient(npm))) return;
  const direct = dependencies(pkg);
  const versions = new Map((lock ?? []).map(({ location, version }) => [location, version]));
  for (const { name, version, range, peers } of await asking(npm, pkg, lock)) {
    for (const [peer] of entries({ peers }, 'peers')) {
      const wanted = own(peers, peer);
      const asked = direct.get(peer);
      const there = versions.get(`node_modules/${peer}`) ?? lowest(asked ?? '');
      if (typeof wanted !== 'string' || asked === undefined || !there) continue;
      if (satisfies(there, wanted)) continue;
      throw await npmError(
        npm,
        [
          'code ERESOLVE',
          `ERESOLVE ${lock === null ? 'unable to resolve dependency tree' : 'could not resolve'}`,
          '',
          `While resolving: ${text(pkg, 'name') ?? 'undefined'}@${text(pkg, 'version') ?? 'undefined'}`,
          `Found: ${peer}@${there}`,
          `node_modules/${peer}`,
          `  ${peer}@"${asked}" from the root project`,
          '',
          'Could not resolve dependency:',
          `peer ${peer}@"${wanted}" from ${name}@${version}`,
          `node_modules/${name}`,
          `  ${name}@"${range}" from the root project`,
          '',
          'Fix the upstream dependency conflict, or retry',
          'this command with --force or --legacy-peer-deps',
          'to accept an incorrect (and potentially broken) dependency resolution.',
        ].join('\n'),
      );
    }
  }
}
