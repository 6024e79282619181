import { readText, writeFile } from '../support/files.ts';
import { type JsonObject, own, text } from '../support/json.ts';
import { binsOf, writeBin } from './bins.ts';
import { type Locked, parseLock } from './lockfile.ts';
import { printReport } from './report.ts';
import { runEvent } from './run.ts';
import { type Npm, npmError, warn } from './session.ts';
import { flag } from './words.ts';

/** ms: npm itself, the request for the audit, and per package fetched and unpacked; from observed logs (212 packages in 4 s). */
export const durations = { start: 250, audit: 180, package: 16 };
/** Files are made for at most this many packages. */
const writeLimit = 5_000;
/** Where npm notes what node_modules holds. */
const hiddenLock = 'node_modules/.package-lock.json';

/** Scripts of the root package that an installation runs, in order (npm 10, `lib/commands/install.js`). */
const lifecycle = [
  'preinstall',
  'install',
  'postinstall',
  'prepublish',
  'preprepare',
  'prepare',
  'postprepare',
];

/** Makes node_modules hold these packages, says so, and runs the root package's own scripts. */
export async function reify(
  npm: Npm,
  pkg: JsonObject,
  packages: readonly Locked[],
): Promise<number> {
  const { ctx } = npm;
  const known = parseLock(await readText(ctx.fs, `${npm.root}/${hiddenLock}`)) ?? [];
  const before = new Map(known.map(({ location, version }) => [location, version]));
  const fresh = packages.filter(({ location }) => !before.has(location));
  const changed = packages.filter(
    ({ location, version }) => before.has(location) && before.get(location) !== version,
  );
  const [first] = [...fresh, ...changed];
  if (first !== undefined) await reachRegistry(npm, first.name);
  const kept = new Set(packages.map(({ location }) => location));
  const removed = [...before.keys()].filter((location) => !kept.has(location));
  for (const { name, version, entry } of fresh) {
    const notice = text(entry, 'deprecated');
    if (notice !== undefined) warn(npm, `deprecated ${name}@${version}: ${notice}`);
  }
  for (const location of removed) {
    await ctx.fs.rm(`${npm.root}/${location}`, { recursive: true, force: true });
  }
  await writePackages(npm, packages);
  await ctx.sleep(durations.audit + durations.package * (fresh.length + changed.length));
  if (!flag(npm.words, 'ignore-scripts')) await runLifecycle(npm, pkg);
  printReport(npm, {
    added: fresh.length,
    removed: removed.length,
    changed: changed.length,
    packages,
  });
  return 0;
}

/** Three attempts of 127 s each, 10 and 60 s between them (npm Docs, "config", fetch-retries). */
const giveUpMs = 3 * 127_000 + 70_000;

/** A build in a VPC may have no way to the registry: npm waits for it, and ends with 1. */
async function reachRegistry(npm: Npm, name: string): Promise<void> {
  const { ctx } = npm;
  if (ctx.host.reaches?.('internet') !== false) return;
  await ctx.sleep(giveUpMs);
  throw await npmError(
    npm,
    [
      'code ETIMEDOUT',
      'syscall connect',
      'errno ETIMEDOUT',
      `network request to https://registry.npmjs.org/${name.replace('/', '%2f')} failed, reason: connect ETIMEDOUT 104.16.3.34:443`,
      'network This is a problem related to network connectivity.',
      'network In most cases you are behind a proxy or have bad network settings.',
      'network',
      'network If you are behind a proxy, please make sure that the',
      "network 'proxy' config is set properly.  See: 'npm help config'",
    ].join('\n'),
  );
}

async function writePackages(npm: Npm, packages: readonly Locked[]): Promise<void> {
  const { fs } = npm.ctx;
  for (const { location, name, version, entry } of packages.slice(0, writeLimit)) {
    if (location.split('/').includes('..')) continue;
    const content = `${JSON.stringify({ name, version }, null, 2)}\n`;
    await writeFile(fs, `${npm.root}/${location}/package.json`, content);
    if (location.lastIndexOf('node_modules/') > 0) continue;
    for (const bin of binsOf(name, entry)) await writeBin(fs, `${npm.root}/node_modules/.bin`, bin);
  }
  if (packages.length === 0) return;
  const lock = {
    lockfileVersion: 3,
    packages: Object.fromEntries(packages.map(({ location, version }) => [location, { version }])),
  };
  await writeFile(fs, `${npm.root}/${hiddenLock}`, `${JSON.stringify(lock, null, 2)}\n`);
}

async function runLifecycle(npm: Npm, pkg: JsonObject): Promise<void> {
  for (const event of lifecycle) {
    const script = text(own(pkg, 'scripts'), event);
    if (script === undefined || script === '') continue;
    const command = 'install';
    const exitCode = await runEvent(npm, pkg, { event, script, args: [], command });
    if (exitCode !== 0) {
      throw await npmError(
        npm,
        `code ${exitCode}\npath ${npm.root}\ncommand failed\ncommand sh -c ${script}`,
        exitCode,
      );
    }
  }
}
