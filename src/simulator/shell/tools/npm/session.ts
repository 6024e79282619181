import type { ToolContext } from '../../types.ts';
import { activeVersion, npmVersionFor } from '../runtimes.ts';
import { Failure } from '../support/failure.ts';
import { isFile, writeFile } from '../support/files.ts';
import { isObject, type JsonObject, parseJson } from '../support/json.ts';
import { jsonFault } from '../support/jsonFault.ts';
import { dirname } from '../support/paths.ts';
import { parseWords, type Words } from './words.ts';

/** One run of npm. */
export interface Npm {
  ctx: ToolContext;
  words: Words;
  /** `20.20.0` */
  node: string;
  /** `10.8.2` */
  version: string;
  /** Directory of the package: the nearest one upwards with a package.json or node_modules. */
  root: string;
  silent: boolean;
  /** Virtual ms at the start. */
  startedAt: number;
  /** Unix ms at the start: names the log file. */
  startedUnix: number;
}

/** `-2`, the number of ENOENT, as an exit code. */
const enoentExit = 254;

async function findRoot(ctx: ToolContext): Promise<string> {
  for (let at = ctx.cwd; ; at = dirname(at)) {
    const found =
      (await isFile(ctx.fs, `${at}/package.json`)) || (await ctx.fs.exists(`${at}/node_modules`));
    if (found) return at;
    if (at === '/') return ctx.cwd;
  }
}

export async function openNpm(ctx: ToolContext): Promise<Npm> {
  const words = parseWords(ctx.args);
  const node = await activeVersion(ctx, 'NODE');
  const prefix = words.config.get('prefix')?.at(-1);
  return {
    ctx,
    words,
    node,
    version: npmVersionFor(node),
    root: prefix === undefined ? await findRoot(ctx) : ctx.fs.resolvePath(ctx.cwd, prefix),
    silent: words.config.get('loglevel')?.at(-1) === 'silent',
    startedAt: ctx.host.clock.now(),
    startedUnix: ctx.host.clock.unix(),
  };
}

/** From npm 10 on messages begin with `npm error` and `npm warn`, before with `npm ERR!` and `npm WARN`. */
const isModern = (npm: Npm): boolean => Number(npm.version.split('.')[0]) >= 10;

export function warn(npm: Npm, text: string): void {
  if (!npm.silent) npm.ctx.stderr(`npm ${isModern(npm) ? 'warn' : 'WARN'} ${text}\n`);
}

/** Where npm keeps the log of this run: `/root/.npm/_logs/2026-07-14T09_57_52_041Z-debug-0.log`. */
function logPath(npm: Npm): string {
  const time = new Date(npm.startedUnix).toISOString().replace(/[:.]/g, '_');
  return `${npm.ctx.env.HOME ?? '/root'}/.npm/_logs/${time}-debug-0.log`;
}

/** Ends npm with its error lines: every line of `text` with npm's heading, then where the log is (npm 10, `exit-handler`). */
export async function npmError(npm: Npm, text: string, exitCode = 1): Promise<Failure> {
  const path = logPath(npm);
  const lines = text.split('\n');
  await writeFile(npm.ctx.fs, path, lines.map((line, at) => `${at} error ${line}\n`).join(''));
  if (npm.silent) return new Failure(exitCode, '');
  const heading = isModern(npm) ? 'npm error' : 'npm ERR!';
  const shown = [...lines, `A complete log of this run can be found in: ${path}`].map((line) =>
    line === '' && isModern(npm) ? heading : `${heading} ${line}`,
  );
  return new Failure(exitCode, shown.map((line) => `${line}\n`).join(''));
}

/** `"}" (0x7D) in JSON at position 38 while parsing near "…"`, as npm describes broken JSON on Node 18. */
function describeFault(text: string, position: number): string {
  const letter = text[position];
  if (letter === undefined) return 'Unexpected end of JSON input while parsing';
  const code = letter.charCodeAt(0).toString(16).toUpperCase();
  const from = Math.max(position - 20, 0);
  const near = `${from > 0 ? '...' : ''}${text.slice(from, position + 20)}${position + 20 < text.length ? '...' : ''}`;
  return `Unexpected token ${JSON.stringify(letter)} (0x${code.padStart(2, '0')}) in JSON at position ${position} while parsing ${near === text ? '' : 'near '}${JSON.stringify(near)}`;
}

/** The package.json of the root. Throws npm's errors ENOENT (exit 254) and EJSONPARSE (exit 1). */
export async function readPackage(npm: Npm): Promise<JsonObject> {
  const { fs } = npm.ctx;
  const path = `${npm.root}/package.json`;
  if (!(await isFile(fs, path))) {
    throw await npmError(
      npm,
      [
        'code ENOENT',
        'syscall open',
        `path ${path}`,
        'errno -2',
        `enoent Could not read package.json: Error: ENOENT: no such file or directory, open '${path}'`,
        'enoent This is related to npm not being able to find a file.',
        'enoent',
      ].join('\n'),
      enoentExit,
    );
  }
  const text = await fs.readFile(path);
  const fault = jsonFault(text);
  if (fault !== null) {
    throw await npmError(
      npm,
      [
        'code EJSONPARSE',
        `JSON.parse Invalid package.json: JSONParseError: ${describeFault(text, fault)}`,
        'JSON.parse Failed to parse JSON data.',
        'JSON.parse Note: package.json must be actual JSON, not just JavaScript.',
      ].join('\n'),
    );
  }
  const pkg = parseJson(text);
  return isObject(pkg) ? pkg : {};
}

/** `acme-web@1.0.0`, as npm names a package in its banners; empty unless it has both. */
export function packageId(pkg: JsonObject): string {
  const { name, version } = pkg;
  return typeof name === 'string' && typeof version === 'string' ? `${name}@${version}` : '';
}
