import type { Tool, ToolContext } from '../../types.ts';
import { putPrograms } from '../installed.ts';
import { Failure, tool } from '../support/failure.ts';
import { isFile } from '../support/files.ts';
import { systemBins } from './bins.ts';
import { installPackageFile } from './localPackage.ts';

/** ms to read the lists of packages; of each package: typical figures. */
const updateMs = 5_000;
const startMs = 900;
const packageMs = 1_200;
/** Exit code of every error of apt (apt-get manual page). */
const aptError = 100;

const operations = new Set(
  `autoclean autopurge autoremove build-dep changelog check clean dist-clean dist-upgrade download dselect-upgrade
   full-upgrade indextargets install list markauto moo policy purge remove reinstall satisfy search show source
   update upgrade edit-sources`
    .trim()
    .split(/\s+/),
);
const withValue = new Set([
  '-o',
  '--option',
  '-t',
  '--target-release',
  '-c',
  '--config-file',
  '-a',
]);

interface Words {
  operation: string | undefined;
  names: string[];
  quiet: boolean;
  yes: boolean;
}

function read(ctx: ToolContext): Words {
  const plain: string[] = [];
  let [quiet, yes] = [0, false];
  for (let at = 0; at < ctx.args.length; at++) {
    const word = ctx.args[at] ?? '';
    if (!word.startsWith('-')) plain.push(word);
    else if (withValue.has(word)) at++;
    else if (/^(?:--yes|--assume-yes|--force-yes)$/.test(word)) yes = true;
    else if (word === '--quiet' || /^-q=/.test(word)) quiet += word === '-q=2' ? 2 : 1;
    else if (!word.startsWith('--')) {
      quiet += word.split('q').length - 1;
      yes ||= word.includes('y');
    }
  }
  const [operation, ...names] = plain;
  return { operation, names, quiet: quiet >= 2, yes: yes || quiet >= 2 };
}

const reading =
  'Reading package lists...\nBuilding dependency tree...\nReading state information...\n';

async function install(ctx: ToolContext, words: Words): Promise<number> {
  await ctx.sleep(startMs);
  const say = (text: string) => {
    if (!words.quiet) ctx.stdout(text);
  };
  say(reading);
  const fresh: string[] = [];
  for (const name of words.names) {
    if (/^\.{0,2}\/.*\.deb$/.test(name)) {
      if (await installPackageFile(ctx, name)) fresh.push(name);
      else throw new Failure(aptError, `E: Unsupported file ${name} given on commandline\n`);
      continue;
    }
    const bins = systemBins(name);
    const there = await Promise.all(bins.map((bin) => isFile(ctx.fs, `/usr/bin/${bin}`)));
    if (bins.length > 0 && there.every(Boolean)) {
      say(`${name.replace(/[=:].*$/, '')} is already the newest version.\n`);
    } else fresh.push(name);
  }
  if (fresh.length === 0) {
    say('0 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.\n');
    return 0;
  }
  say(`The following NEW packages will be installed:\n  ${fresh.join(' ')}\n`);
  say(`0 upgraded, ${fresh.length} newly installed, 0 to remove and 0 not upgraded.\n`);
  if (!words.yes && !/^\s*[yY]/.test(ctx.stdin)) {
    ctx.assumed(
      'apt asks when other packages come along, as with most; nobody answers in a build.',
    );
    ctx.stdout('Do you want to continue? [Y/n] Abort.\n');
    return 1;
  }
  ctx.assumed(`The package archive is not asked: ${fresh.join(', ')} counts as installed.`);
  await ctx.sleep(packageMs * fresh.length);
  for (const name of fresh) {
    say(`Setting up ${name} ...\n`);
    if (!name.includes('/')) await putPrograms(ctx, systemBins(name));
  }
  return 0;
}

async function aptBody(ctx: ToolContext): Promise<number> {
  const words = read(ctx);
  const { operation } = words;
  if (operation === undefined) {
    ctx.assumed('The overview that apt prints without an operation is not simulated.');
    return 0;
  }
  if (!operations.has(operation)) {
    throw new Failure(aptError, `E: Invalid operation ${operation}\n`);
  }
  if (operation === 'install' || operation === 'reinstall') return install(ctx, words);
  await ctx.sleep(updateMs);
  ctx.assumed(`There is no network: "${operation}" is taken to succeed.`);
  if (operation === 'update' && !words.quiet) ctx.stdout('Reading package lists...\n');
  return 0;
}

const dpkg: Tool = tool('dpkg', async (ctx) => {
  await ctx.sleep(300);
  if (ctx.args.includes('--print-architecture')) {
    ctx.stdout(`${ctx.host.image.includes('aarch64') ? 'arm64' : 'amd64'}\n`);
    return 0;
  }
  const files = ctx.args.filter((word) => !word.startsWith('-'));
  if (!ctx.args.includes('-i') && !ctx.args.includes('--install')) {
    ctx.assumed(`The result of "dpkg ${ctx.args.join(' ')}" is not simulated.`);
    return 0;
  }
  for (const file of files) {
    if (await installPackageFile(ctx, file)) continue;
    throw new Failure(
      1,
      `dpkg: error: cannot access archive '${file}': No such file or directory\n`,
    );
  }
  ctx.assumed(`${files.join(', ')}: a package that was not fetched counts as installed.`);
  return 0;
});

/** A program of the package manager that changes files of the system only. */
const silent = (name: string): Tool =>
  tool(name, async (ctx) => {
    await ctx.sleep(400);
    ctx.assumed(`The result of "${name}" is not simulated.`);
    return 0;
  });

/** The package manager of the Ubuntu images. */
export const aptTools: readonly Tool[] = [
  tool('apt', aptBody),
  tool('apt-get', aptBody),
  dpkg,
  ...['apt-key', 'apt-cache', 'add-apt-repository', 'apt-add-repository', 'service'].map(silent),
];
