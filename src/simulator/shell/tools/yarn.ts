import type { Tool, ToolContext } from '../types.ts';
import { binsOf, writeBin } from './npm/bins.ts';
import { dependencies } from './npm/lockfile.ts';
import { runEvent } from './npm/run.ts';
import { type Npm, openNpm, readPackage } from './npm/session.ts';
import { tool } from './support/failure.ts';
import { isFile, readText, writeFile } from './support/files.ts';
import { type JsonObject, own, text } from './support/json.ts';
import { absolute } from './support/paths.ts';

/** Yarn 1 as the images install it (the last release of its line). */
const version = '1.22.22';
/** ms to install a usual set of packages: a typical figure. */
const installMs = 6_000;
const withValue = new Set([
  '--cwd',
  '--network-timeout',
  '--registry',
  '--cache-folder',
  '--modules-folder',
  '--mutex',
]);

const help =
  'info Visit https://yarnpkg.com/en/docs/cli/run for documentation about this command.\n';
const installHelp =
  'info Visit https://yarnpkg.com/en/docs/cli/install for documentation about this command.\n';

const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)}s`;
const done = (session: Npm): string =>
  `Done in ${seconds(session.ctx.host.clock.now() - session.startedAt)}.\n`;

/** Commands whose result is not simulated. */
const others = new Set(
  `audit autoclean bin cache check config create dedupe generate-lock-entry import info init licenses link list login
   logout outdated owner pack policies publish remove set tag team unlink unplug upgrade version versions why
   workspaces`
    .trim()
    .split(/\s+/),
);

/** Dependencies that yarn.lock has no entry for: `name@range`. */
function unlocked(pkg: JsonObject, lock: string): string[] {
  const keys = new Set(
    lock.split('\n').flatMap((line) =>
      /^\S.*:$/.test(line)
        ? line
            .slice(0, -1)
            .split(', ')
            .map((key) => key.replaceAll('"', ''))
        : [],
    ),
  );
  const local = /^(?:file|link|portal|workspace|patch):/;
  return [...dependencies(pkg)].flatMap(([name, range]) =>
    keys.has(`${name}@${range}`) || local.test(range) ? [] : [`${name}@${range}`],
  );
}

async function install(ctx: ToolContext, session: Npm): Promise<number> {
  const lock = await readText(ctx.fs, `${session.root}/yarn.lock`);
  const there = await isFile(ctx.fs, `${session.root}/package.json`);
  const pkg: JsonObject = there ? await readPackage(session) : {};
  ctx.stdout(`yarn install v${version}\n`);
  if (lock === null) ctx.stdout('info No lockfile found.\n');
  ctx.stdout('[1/4] Resolving packages...\n');
  const frozen = ctx.args.includes('--frozen-lockfile');
  if (frozen && lock !== null && !lock.includes('__metadata:') && unlocked(pkg, lock).length > 0) {
    ctx.stderr(
      'error Your lockfile needs to be updated, but yarn was run with `--frozen-lockfile`.\n',
    );
    ctx.stdout(installHelp);
    return 1;
  }
  await ctx.sleep(installMs);
  const production = /^--prod(?:uction)?(?:=true)?$/;
  const omit =
    ctx.args.some((word) => production.test(word)) || ctx.env.NODE_ENV === 'production'
      ? ['dev']
      : [];
  const direct = [...dependencies(pkg, omit).keys()];
  if (direct.length > 0) {
    ctx.assumed(
      'The registry is not asked: the direct dependencies count as installed; no code is there.',
    );
  }
  for (const name of direct) {
    await writeFile(
      ctx.fs,
      `${session.root}/node_modules/${name}/package.json`,
      `${JSON.stringify({ name }, null, 2)}\n`,
    );
    for (const bin of binsOf(name, {}))
      await writeBin(ctx.fs, `${session.root}/node_modules/.bin`, bin);
  }
  ctx.stdout(
    '[2/4] Fetching packages...\n[3/4] Linking dependencies...\n[4/4] Building fresh packages...\n',
  );
  if (lock === null) ctx.stdout('success Saved lockfile.\n');
  for (const event of ['preinstall', 'install', 'postinstall', 'prepare']) {
    const script = text(own(pkg, 'scripts'), event);
    if (script === undefined) continue;
    ctx.stdout(`$ ${script}\n`);
    const exitCode = await runEvent(session, pkg, { event, script, args: [], command: 'install' });
    if (exitCode === 0) continue;
    ctx.stderr(`error Command failed with exit code ${exitCode}.\n`);
    ctx.stdout(installHelp);
    return exitCode;
  }
  ctx.stdout(done(session));
  return 0;
}

async function addGlobally(ctx: ToolContext, names: readonly string[]): Promise<number> {
  ctx.assumed(`The registry is not asked: ${names.join(', ')} counts as installed.`);
  await ctx.sleep(installMs);
  for (const word of names) {
    const name = word.replace(/(?!^)@.*$/, '');
    const bins = binsOf(name, {});
    for (const bin of bins.length > 0 ? bins : binsOf(name, { bin: name })) {
      await writeBin(ctx.fs, '/usr/local/bin', bin);
    }
  }
  return 0;
}

/** A script of package.json, or a program in node_modules/.bin, between Yarn's header and footer. */
async function runScript(
  ctx: ToolContext,
  session: Npm,
  event: string,
  words: readonly string[],
): Promise<number> {
  if (!(await isFile(ctx.fs, `${session.root}/package.json`))) {
    ctx.stdout(`yarn run v${version}\n`);
    ctx.stderr(`error Couldn't find a package.json file in "${session.root}"\n`);
    ctx.stdout(help);
    return 1;
  }
  const pkg = await readPackage(session);
  const scripts = own(pkg, 'scripts');
  const bin = `${session.root}/node_modules/.bin/${event}`;
  const isBin =
    text(scripts, event) === undefined && !event.includes('/') && (await isFile(ctx.fs, bin));
  ctx.stdout(`yarn run v${version}\n`);
  if (text(scripts, event) === undefined && !isBin) {
    ctx.stderr(`error Command "${event}" not found.\n`);
    ctx.stdout(help);
    return 1;
  }
  for (const name of isBin ? [event] : [`pre${event}`, event, `post${event}`]) {
    const script = isBin ? bin : text(scripts, name);
    if (script === undefined) continue;
    const args = name === event ? words : [];
    ctx.stdout(`$ ${[script, ...args].join(' ')}\n`);
    const exitCode = await runEvent(session, pkg, { event: name, script, args, command: 'run' });
    if (exitCode === 0) continue;
    ctx.stderr(`error Command failed with exit code ${exitCode}.\n`);
    ctx.stdout(help);
    return exitCode;
  }
  ctx.stdout(done(session));
  return 0;
}

/** Yarn 1: `--version`, installing by the names in package.json, scripts and programs of packages. */
export const yarn: Tool = tool('yarn', async (outer) => {
  await outer.sleep(200);
  const at = outer.args.findIndex(
    (word, i) => !word.startsWith('-') && !withValue.has(outer.args[i - 1] ?? ''),
  );
  const cwd = outer.args[outer.args.indexOf('--cwd') + 1];
  const ctx = outer.args.includes('--cwd')
    ? { ...outer, cwd: absolute(outer.cwd, cwd ?? '.') }
    : outer;
  const first = outer.args[at] ?? 'install';
  const rest = at === -1 ? [] : outer.args.slice(at + 1);
  if (outer.args[0] === '--version' || outer.args[0] === '-v') {
    ctx.stdout(`${version}\n`);
    return 0;
  }
  const session = { ...(await openNpm({ ...ctx, args: [] })), ctx, silent: true };
  const plain = rest.filter((word) => !word.startsWith('-'));
  if (first === 'global' && plain[0] === 'add') return addGlobally(ctx, plain.slice(1));
  if (first === 'install') return install(ctx, session);
  if (first === 'add' || first === 'global' || first === 'workspace' || others.has(first)) {
    ctx.assumed(`The result of "yarn ${first}" is not simulated.`);
    return 0;
  }
  const event = first === 'run' || first === 'exec' ? rest[0] : first;
  if (event === undefined) {
    ctx.assumed('The list of scripts that yarn prints is not simulated.');
    return 0;
  }
  return runScript(ctx, session, event, first === event ? rest : rest.slice(1));
});
