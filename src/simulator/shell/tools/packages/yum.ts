import type { Tool, ToolContext } from '../../types.ts';
import { putPrograms } from '../installed.ts';
import { Failure, tool } from '../support/failure.ts';
import { isFile } from '../support/files.ts';
import { packageName, systemBins } from './bins.ts';
import { installPackageFile } from './localPackage.ts';

/** ms until the repositories' metadata is read; of each package: typical figures. */
const startMs = 3_500;
const packageMs = 1_300;

const commands = new Set(
  `alias autoremove check check-update clean deplist distro-sync downgrade erase group groupinstall grouplist help
   history info install list localinstall makecache mark module provides reinstall remove repoinfo repolist
   repoquery search shell swap update updateinfo upgrade upgrade-minimal config-manager versionlock builddep
   download copr`
    .trim()
    .split(/\s+/),
);

async function install(ctx: ToolContext, names: readonly string[]): Promise<number> {
  const yes = ctx.args.some((word) => /^-[a-z]*y|^--assumeyes$/.test(word));
  const quiet = ctx.args.some((word) => /^-[a-z]*q|^--quiet$/.test(word));
  const say = (text: string) => {
    if (!quiet) ctx.stdout(text);
  };
  const fresh: string[] = [];
  for (const name of names) {
    const bins = systemBins(name);
    const there = await Promise.all(bins.map((bin) => isFile(ctx.fs, `/usr/bin/${bin}`)));
    if (bins.length > 0 && there.every(Boolean) && !/[/@]/.test(name)) {
      say(`Package ${packageName(name)} is already installed.\n`);
    } else fresh.push(name);
  }
  if (fresh.length === 0) {
    say('Dependencies resolved.\nNothing to do.\nComplete!\n');
    return 0;
  }
  say('Dependencies resolved.\n');
  if (!yes && !/^\s*[yY]/.test(ctx.stdin)) {
    ctx.stdout('Is this ok [y/N]: Operation aborted.\n');
    return 1;
  }
  ctx.assumed(`The repositories are not asked: ${fresh.join(', ')} counts as installed.`);
  await ctx.sleep(packageMs * fresh.length);
  for (const name of fresh) {
    const local = /\.rpm$/.test(name) && !/^\w+:\/\//.test(name);
    if (local && !(await installPackageFile(ctx, name))) {
      throw new Failure(1, `Can not load RPM file: ${name}.\nCould not open: ${name}\n`);
    }
    if (!local && !/[/@]/.test(name)) await putPrograms(ctx, systemBins(name));
  }
  say(`\nInstalled:\n${fresh.map((name) => `  ${name}\n`).join('')}\nComplete!\n`);
  return 0;
}

async function yumBody(ctx: ToolContext): Promise<number> {
  const words = ctx.args.filter((word) => !word.startsWith('-'));
  const [command, ...names] = words;
  await ctx.sleep(startMs);
  if (command === undefined) {
    ctx.assumed('The overview that yum prints without a command is not simulated.');
    return 1;
  }
  if (!commands.has(command)) {
    throw new Failure(
      1,
      `No such command: ${command}. Please use /usr/bin/yum --help\nIt could be a YUM plugin command, try: "yum install 'dnf-command(${command})'"\n`,
    );
  }
  if (/^(?:install|localinstall|reinstall)$/.test(command)) return install(ctx, names);
  ctx.assumed(`There is no network: "yum ${command}" is taken to succeed.`);
  return 0;
}

const rpm: Tool = tool('rpm', async (ctx) => {
  await ctx.sleep(300);
  const files = ctx.args.filter((word) => /\.rpm$/.test(word) && !/^\w+:\/\//.test(word));
  for (const file of files) {
    if (await installPackageFile(ctx, file)) continue;
    throw new Failure(1, `error: open of ${file} failed: No such file or directory\n`);
  }
  ctx.assumed(`The result of "rpm ${ctx.args.join(' ')}" is not simulated.`);
  return 0;
});

/** The package manager of the Amazon Linux images; `yum` is `dnf` there. */
export const yumTools: readonly Tool[] = [
  tool('yum', yumBody),
  tool('dnf', yumBody),
  tool('yum-config-manager', async (ctx) => {
    await ctx.sleep(300);
    ctx.assumed('The repositories of yum are not simulated.');
    return 0;
  }),
  rpm,
];
