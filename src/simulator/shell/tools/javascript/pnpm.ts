import type { Tool, ToolContext } from '../../types.ts';
import { binsOf, writeBin } from '../npm/bins.ts';
import { dependencies } from '../npm/lockfile.ts';
import { runEvent } from '../npm/run.ts';
import { openNpm } from '../npm/session.ts';
import { Failure, tool } from '../support/failure.ts';
import { isFile, readText } from '../support/files.ts';
import { isObject, own, parseJson, text } from '../support/json.ts';

/** ms to install a usual set of packages: a typical figure. */
const installMs = 5_000;
const installs = new Set(['install', 'i', 'ci', 'add', 'update', 'up']);

async function install(ctx: ToolContext, pkg: object, command: string): Promise<number> {
  const frozen =
    ctx.args.includes('--frozen-lockfile') || command === 'ci' || (ctx.env.CI ?? '') !== '';
  if (frozen && command !== 'add' && !(await isFile(ctx.fs, `${ctx.cwd}/pnpm-lock.yaml`))) {
    throw new Failure(
      1,
      ' ERR_PNPM_NO_LOCKFILE  Cannot install with "frozen-lockfile" because pnpm-lock.yaml is absent\n\nNote that in CI environments this setting is true by default. If you still need to run install in such cases, use "pnpm install --no-frozen-lockfile"\n',
    );
  }
  await ctx.sleep(installMs);
  ctx.assumed(
    'pnpm-lock.yaml is not read: the direct dependencies count as installed; no code is there.',
  );
  const omit = ctx.args.includes('--prod') || ctx.args.includes('-P') ? ['dev'] : [];
  for (const [name] of dependencies(isObject(pkg) ? pkg : {}, omit)) {
    for (const bin of binsOf(name, {})) await writeBin(ctx.fs, `${ctx.cwd}/node_modules/.bin`, bin);
  }
  ctx.stdout('Done\n');
  return 0;
}

/** pnpm: reads package.json, runs its scripts; what it installs is known by name only. */
export async function runPnpm(ctx: ToolContext): Promise<number> {
  await ctx.sleep(300);
  const [command = 'help', ...rest] = ctx.args.filter((word) => !word.startsWith('-'));
  if (ctx.args.includes('--version') || ctx.args[0] === '-v') {
    ctx.assumed('Which version of pnpm was installed is not known.');
    return 0;
  }
  if (ctx.args.includes('-g') || ctx.args.includes('--global')) {
    return ctx.sh(
      `npm install -g ${rest.map((word) => `'${word.replaceAll("'", '')}'`).join(' ')}`,
    );
  }
  const session = { ...(await openNpm(ctx)), silent: true };
  const source = await readText(ctx.fs, `${session.root}/package.json`);
  const pkg = parseJson(source ?? '');
  if (source === null || !isObject(pkg)) {
    if (/^(?:config|store|setup|env|help|dlx|create|init)$/.test(command)) {
      ctx.assumed(`The result of "pnpm ${command}" is not simulated.`);
      return 0;
    }
    throw new Failure(1, ` ERR_PNPM_NO_PKG_MANIFEST  No package.json found in ${ctx.cwd}\n`);
  }
  if (installs.has(command)) return install(ctx, pkg, command);
  const event = /^run(?:-script)?$/.test(command)
    ? (rest[0] ?? '')
    : command === 't'
      ? 'test'
      : command;
  const script = text(own(pkg, 'scripts'), event);
  if (script !== undefined) {
    ctx.stdout(
      `\n> ${text(pkg, 'name') ?? ''}@${text(pkg, 'version') ?? ''} ${event} ${session.root}\n> ${script}\n\n`,
    );
    const exitCode = await runEvent(session, pkg, { event, script, args: [], command: 'run' });
    if (exitCode !== 0) ctx.stdout(` ELIFECYCLE  Command failed with exit code ${exitCode}.\n`);
    return exitCode;
  }
  const bin = `${session.root}/node_modules/.bin/${command === 'exec' ? (rest[0] ?? '') : command}`;
  if (await isFile(ctx.fs, bin)) {
    const words = ctx.args.slice(ctx.args.indexOf(bin.slice(bin.lastIndexOf('/') + 1)) + 1);
    return ctx.sh([bin, ...words].map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' '));
  }
  if (command.startsWith('run'))
    throw new Failure(1, ` ERR_PNPM_NO_SCRIPT  Missing script: ${event}\n`);
  if (
    /^(?:publish|pack|list|ls|why|dlx|store|config|prune|rebuild|link|audit|deploy|version|changeset|-r|exec)$/.test(
      command,
    )
  ) {
    ctx.assumed(`The result of "pnpm ${command}" is not simulated.`);
    return 0;
  }
  throw new Failure(254, ` ERR_PNPM_RECURSIVE_EXEC_FIRST_FAIL  Command "${command}" not found\n`);
}

/** pnpm: there once npm or corepack has installed it. */
export const pnpm: Tool = { ...tool('pnpm', runPnpm), absent: true };
