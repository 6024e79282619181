import { writeFile } from '../support/files.ts';
import { type JsonObject, own } from '../support/json.ts';
import { binsOf, writeBin } from './bins.ts';
import { dependencies, installed, type Locked, mismatches, readLock } from './lockfile.ts';
import { checkPeers } from './peers.ts';
import { durations, reify } from './reify.ts';
import { lowest } from './semver.ts';
import { type Npm, npmError, readPackage } from './session.ts';
import { ciUsage } from './usage.ts';
import { flag } from './words.ts';

function omitted({ words, ctx }: Npm): string[] {
  const omit = words.config.get('omit') ?? [];
  const included = words.config.get('include') ?? [];
  const production = flag(words, 'production') || ctx.env.NODE_ENV === 'production';
  return [...omit, ...(production ? ['dev'] : [])].filter((each) => !included.includes(each));
}

/** `npm ci` (npm Docs, "npm-ci"): exactly what the lock file says, or an error (EUSAGE, exit 1). */
export async function cleanInstall(npm: Npm): Promise<number> {
  const { ctx } = npm;
  await ctx.sleep(durations.start);
  const pkg = await readPackage(npm);
  const lock = await readLock(ctx.fs, npm.root);
  if (lock === null) throw await npmError(npm, `code EUSAGE\n\n${noLock}\n\n${ciUsage}`);
  const errors = mismatches(pkg, lock);
  if (errors.length > 0) {
    ctx.assumed(
      'Which version the registry would give is not known: the lowest that fits the range is named.',
    );
    throw await npmError(npm, `code EUSAGE\n\n${outOfSync}\n\n${errors.join('\n')}\n\n${ciUsage}`);
  }
  await checkPeers(npm, pkg, lock);
  await ctx.fs.rm(`${npm.root}/node_modules`, { recursive: true, force: true });
  return reify(npm, pkg, installed(lock, { omit: omitted(npm), cpu: cpuOf(npm) }));
}

const noLock =
  'The `npm ci` command can only install with an existing package-lock.json or\n' +
  'npm-shrinkwrap.json with lockfileVersion >= 1. Run an install with npm@5 or\n' +
  'later to generate a package-lock.json file, then try again.';
const outOfSync =
  '`npm ci` can only install packages when your package.json and package-lock.json or npm-shrinkwrap.json are in sync. Please update your lock file with `npm install` before continuing.';

const cpuOf = ({ ctx }: Npm): string => (ctx.host.image.includes('aarch64') ? 'arm64' : 'x64');

/**
 * `npm install` (npm Docs, "npm-install"). What the lock file does not settle, the registry decides: then the direct
 * dependencies alone are taken, at their lowest versions, and the command counts as assumed.
 */
export async function install(npm: Npm): Promise<number> {
  const { ctx, words } = npm;
  await ctx.sleep(durations.start);
  const named = words.positionals.slice(1);
  if (flag(words, 'global')) return installGlobally(npm, named);
  if (named.length > 0) {
    ctx.assumed(
      `What the registry gives for ${named.join(', ')} is not known: nothing was installed.`,
    );
    await ctx.sleep(durations.package * 50);
    return 0;
  }
  const pkg = await readPackage(npm);
  const omit = omitted(npm);
  const lock = await readLock(ctx.fs, npm.root);
  await checkPeers(npm, pkg, lock);
  const settled = lock !== null && mismatches(pkg, lock).length === 0;
  if (settled) return reify(npm, pkg, installed(lock, { omit, cpu: cpuOf(npm) }));
  const direct = [...dependencies(pkg, omit)];
  if (direct.length > 0) {
    ctx.assumed(
      'Without a lock file the registry decides which packages are installed: only the direct dependencies are, at the lowest versions that fit.',
    );
  }
  const packages = direct.map(([name, range]): Locked => {
    const version = lowest(range) ?? '0.0.0';
    return { location: `node_modules/${name}`, name, version, entry: { version } };
  });
  if (words.config.get('package-lock')?.at(-1) !== 'false') await writeLock(npm, pkg, packages);
  return reify(npm, pkg, packages);
}

async function writeLock(npm: Npm, pkg: JsonObject, packages: readonly Locked[]): Promise<void> {
  const { name, version } = pkg;
  const root = Object.fromEntries(
    ['name', 'version', 'dependencies', 'devDependencies', 'optionalDependencies'].flatMap((key) =>
      own(pkg, key) === undefined ? [] : [[key, own(pkg, key)]],
    ),
  );
  const lock = {
    ...(name === undefined ? {} : { name }),
    ...(version === undefined ? {} : { version }),
    lockfileVersion: 3,
    requires: true,
    packages: {
      '': root,
      ...Object.fromEntries(packages.map(({ location, entry }) => [location, entry])),
    },
  };
  await writeFile(
    npm.ctx.fs,
    `${npm.root}/package-lock.json`,
    `${JSON.stringify(lock, null, 2)}\n`,
  );
}

async function installGlobally(npm: Npm, named: readonly string[]): Promise<number> {
  const { ctx } = npm;
  const names = named.map((word) => word.replace(/(?!^)@.*$/, ''));
  ctx.assumed(`What the registry gives for ${named.join(', ')} is not known.`);
  await ctx.sleep(durations.package * 60);
  for (const name of names) {
    const bins = binsOf(name, {});
    for (const bin of bins.length > 0 ? bins : binsOf(name, { bin: name })) {
      if (bin !== 'npm') await writeBin(ctx.fs, '/usr/local/bin', bin);
    }
  }
  return 0;
}
