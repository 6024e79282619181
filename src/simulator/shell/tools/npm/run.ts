import { isFile } from '../support/files.ts';
import { type JsonObject, own, text } from '../support/json.ts';
import { dirname } from '../support/paths.ts';
import { type Npm, npmError, packageId, readPackage } from './session.ts';
import { didYouMean } from './suggest.ts';
import { flag } from './words.ts';

/** ms of npm itself before a script begins; typical for npm 10 on a small host. */
const scriptOverheadMs = 180;

/** A word as npm hands it to `sh` (promise-spawn's `escape`). */
function escaped(word: string): string {
  if (word === '') return "''";
  if (!/[\t\n\r "#$&'()*;<>?\\`|~]/.test(word)) return word;
  return `'${word.replaceAll("'", "'\\''")}'`.replace(/^(?:'')+(?!$)/, '').replace(/\\'''/g, "\\'");
}

/** `node_modules/.bin` of the package and of every directory above it. */
function binDirectories(root: string): string[] {
  const found: string[] = [];
  for (let at = root; ; at = dirname(at)) {
    found.push(`${at === '/' ? '' : at}/node_modules/.bin`);
    if (at === '/') return found;
  }
}

/** `npm_package_*`: name, version and, with their path as the name, the values of config, engines and bin. */
function packageVariables(value: unknown, name: string, depth = 0): [string, string][] {
  if (value === undefined || depth > 16) return [];
  if (value === null || value === false) return [[name, '']];
  if (typeof value !== 'object') return [[name, String(value)]];
  return Object.entries(value).flatMap(([key, each]) =>
    packageVariables(each, `${name}_${key}`, depth + 1),
  );
}

function environment(npm: Npm, pkg: JsonObject, event: string, script: string, command: string) {
  const fields = ['name', 'version', 'config', 'engines', 'bin'];
  return {
    ...npm.ctx.env,
    ...Object.fromEntries(
      fields.flatMap((field) => packageVariables(own(pkg, field), `npm_package_${field}`)),
    ),
    PATH: [...binDirectories(npm.root), npm.ctx.env.PATH ?? ''].join(':'),
    INIT_CWD: npm.ctx.cwd,
    NODE: '/usr/local/bin/node',
    npm_command: command,
    npm_execpath: '/usr/local/lib/node_modules/npm/bin/npm-cli.js',
    npm_lifecycle_event: event,
    npm_lifecycle_script: script,
    npm_node_execpath: '/usr/local/bin/node',
    npm_package_json: `${npm.root}/package.json`,
    npm_config_user_agent: `npm/${npm.version} node/v${npm.node} linux x64 workspaces/false`,
  };
}

/** Runs one script in `sh`, after npm's banner; gives its exit code. */
export async function runEvent(
  npm: Npm,
  pkg: JsonObject,
  o: { event: string; script: string; args: readonly string[]; command: string },
): Promise<number> {
  const { event, script, args } = o;
  if (!npm.silent) {
    const id = packageId(pkg);
    const typed = [script.trim().replaceAll('\n', '\n> '), ...args].join(' ');
    npm.ctx.stdout(`\n> ${id === '' ? '' : `${id} `}${event}\n> ${typed}\n\n`);
  }
  return npm.ctx.sh([script, ...args.map(escaped)].join(' '), {
    env: environment(npm, pkg, event, script, o.command),
    cwd: npm.root,
  });
}

/** `npm run` without a name: what there is. */
function listScripts(npm: Npm, pkg: JsonObject): number {
  const scripts = Object.entries(own(pkg, 'scripts') ?? {});
  const lifecycle = /^(?:pre|post)?(?:install|publish|restart|start|stop|test|uninstall|version)$/;
  const print = (found: [string, unknown][], title: string) => {
    if (found.length === 0) return;
    const lines = found.map(([name, script]) => `  ${name}\n    ${String(script)}\n`);
    npm.ctx.stdout(`${title}\n${lines.join('')}`);
  };
  const builtIn = scripts.filter(([name]) => lifecycle.test(name));
  const others = scripts.filter(([name]) => !lifecycle.test(name));
  const id = packageId(pkg) || text(pkg, 'name') || 'undefined';
  const via = `available${builtIn.length > 0 ? '' : ` in ${id}`} via \`npm run-script\`:`;
  print(builtIn, `Lifecycle scripts included in ${id}:`);
  print(others, builtIn.length > 0 ? via : `Scripts ${via}`);
  return 0;
}

/** The script of an event: from package.json, or one that npm supplies itself. */
async function scriptOf(npm: Npm, pkg: JsonObject, event: string): Promise<string | undefined> {
  const script = text(own(pkg, 'scripts'), event);
  if (script !== undefined) return script;
  if (event === 'restart') return 'npm stop --if-present && npm start';
  if (event === 'env') return 'env';
  if (event === 'start' && (await isFile(npm.ctx.fs, `${npm.root}/server.js`)))
    return 'node server.js';
  return undefined;
}

/**
 * `npm run <event>`, `npm test`, `npm start` … (npm Docs, "npm-run-script"): the pre and post scripts around it, words after
 * `--` for the script itself. Ends with the script's own code and, outside of workspaces, without a word of npm's own.
 */
export async function runScript(
  npm: Npm,
  event: string | undefined,
  args: readonly string[],
  command: string,
): Promise<number> {
  const { ctx } = npm;
  await ctx.sleep(scriptOverheadMs);
  const pkg = await readPackage(npm);
  if (event === undefined) return listScripts(npm, pkg);
  if (npm.words.config.has('workspace') || flag(npm.words, 'workspaces')) {
    ctx.assumed('npm workspaces are not simulated: no script was run.');
    return 0;
  }
  const script = await scriptOf(npm, pkg, event);
  if (script === undefined) {
    if (flag(npm.words, 'if-present')) return 0;
    throw await npmError(
      npm,
      `Missing script: "${event}"${didYouMean(pkg, event)}\n\nTo see a list of scripts, run:\n  npm run`,
    );
  }
  const around = (name: string) =>
    flag(npm.words, 'ignore-scripts') ? undefined : text(own(pkg, 'scripts'), name);
  const events: [string, string | undefined, readonly string[]][] = [
    [`pre${event}`, around(`pre${event}`), []],
    [event, script, args],
    [`post${event}`, around(`post${event}`), []],
  ];
  for (const [name, each, words] of events) {
    if (each === undefined || each === '') continue;
    const exitCode = await runEvent(npm, pkg, { event: name, script: each, args: words, command });
    if (exitCode !== 0) return exitCode;
  }
  return 0;
}
