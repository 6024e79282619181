import type { Tool, ToolContext } from '../../types.ts';
import { putPrograms } from '../installed.ts';
import { Failure, tool } from '../support/failure.ts';
import { readText } from '../support/files.ts';
import { parseIni } from '../support/ini.ts';
import { dirname } from '../support/paths.ts';
import { bringsOf, pythonBins } from './bins.ts';
import { makeDistributions, projectOf } from './modules.ts';

/** ms to make an environment with a usual set of packages: a typical figure. */
const installMs = 8_000;

const quoted = (words: readonly string[]): string =>
  words.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');

/** Names of the dependencies that pyproject.toml lists: Poetry's tables, or the strings of `dependencies`. */
function dependenciesOf(text: string): string[] {
  const found: string[] = [];
  let inTable = false;
  for (const line of text.split('\n')) {
    const header = /^\s*\[+([^\]]{1,120})\]/.exec(line)?.[1];
    if (header !== undefined) inTable = /dependencies$/.test(header);
    const key = inTable ? /^\s*["']?([A-Za-z0-9][\w.-]{0,80})["']?\s*=/.exec(line)?.[1] : undefined;
    const item = /^\s*["']([A-Za-z0-9][\w.-]{0,80})[^"']*["'],?\s*$/.exec(line)?.[1];
    const name = key ?? item;
    if (name !== undefined && name !== 'python') found.push(name);
  }
  return found;
}

async function pyprojectAbove(ctx: ToolContext): Promise<string> {
  for (let at = ctx.cwd; ; at = dirname(at)) {
    const text = await readText(ctx.fs, `${at === '/' ? '' : at}/pyproject.toml`);
    if (text !== null) return text;
    if (at === '/') break;
  }
  throw new Failure(
    1,
    `\nPoetry could not find a pyproject.toml file in ${ctx.cwd} or its parents\n`,
  );
}

/** Poetry: reads pyproject.toml; what it installs is known by name only. */
const poetry: Tool = tool('poetry', async (ctx) => {
  await ctx.sleep(600);
  const [command = '', ...rest] = ctx.args.filter(
    (word) => !/^(?:-[nqv]+|--no-interaction|--quiet|--no-ansi)$/.test(word),
  );
  const bin = `${ctx.env.HOME ?? '/root'}/.cache/pypoetry/virtualenvs/bin`;
  if (command === 'config' || command === 'self' || command === '' || command.startsWith('-')) {
    ctx.assumed(`The result of "poetry ${command}" is not simulated.`);
    return 0;
  }
  const text = await pyprojectAbove(ctx);
  if (command === 'run') {
    const PATH = `${bin}:${ctx.env.PATH ?? ''}`;
    if (
      (await ctx.sh(`command -v ${quoted(rest.slice(0, 1))} > /dev/null`, { env: { PATH } })) !== 0
    ) {
      throw new Failure(1, `Command not found: ${rest[0] ?? ''}\n`);
    }
    return ctx.sh(quoted(rest), { env: { PATH } });
  }
  if (command === 'version') {
    const project = await projectOf(ctx);
    const short = rest.includes('-s') || rest.includes('--short');
    ctx.stdout(`${short ? '' : `${project?.name ?? ''} `}${project?.version ?? ''}\n`);
    return 0;
  }
  await ctx.sleep(installMs);
  if (command === 'build') {
    const made = await makeDistributions(ctx, ['sdist', 'wheel']);
    ctx.stdout(made.map((file) => `  - Built ${file}\n`).join(''));
    return 0;
  }
  ctx.assumed(
    `The package index is not asked: what "poetry ${command}" would do is taken to succeed.`,
  );
  if (command === 'install' || command === 'sync') {
    ctx.stdout('Installing dependencies from lock file\n');
    await putPrograms(ctx, dependenciesOf(text).flatMap(bringsOf).flatMap(pythonBins), bin);
  }
  return 0;
});

/** `py{38,39}, lint` → `py38`, `py39`, `lint`. */
function environments(list: string): string[] {
  return list
    .slice(0, 2_000)
    .split(/[\s,]+(?![^{]*\})/)
    .flatMap((each) => {
      const match = /^([^{]*)\{([^}]{1,200})\}(.*)$/.exec(each);
      return match === null
        ? [each]
        : (match[2] ?? '').split(',').map((part) => `${match[1]}${part.trim()}${match[3]}`);
    })
    .filter((each) => each !== '')
    .slice(0, 40);
}

/** tox: runs the commands of its environments in the shell, with the programs of their dependencies on the PATH. */
const tox: Tool = tool('tox', async (ctx) => {
  await ctx.sleep(900);
  const at = ctx.args.findIndex((word) => word === '-e' || word === '--env');
  const chosen =
    at === -1 ? ctx.args.find((word) => word.startsWith('-e'))?.slice(2) : ctx.args[at + 1];
  const text = await readText(ctx.fs, `${ctx.cwd}/tox.ini`);
  if (text === null)
    ctx.stdout(
      `ROOT: No tox.ini or setup.cfg or pyproject.toml found, assuming empty tox.ini at ${ctx.cwd}\n`,
    );
  // Lines that are indented belong to the key above them.
  const ini = parseIni((text ?? '').replace(/\n[ \t]+(?=\S)/g, '\u0001'));
  const field = (name: string, key: string) =>
    (ini.get(`testenv:${name}`)?.get(key) ?? ini.get('testenv')?.get(key) ?? '')
      .split('\u0001')
      .map((line) => line.trim())
      .filter(Boolean);
  const list =
    chosen ??
    ini.get('tox')?.get('envlist')?.replaceAll('\u0001', ',') ??
    ini.get('tox')?.get('env_list')?.replaceAll('\u0001', ',') ??
    'py';
  const results: string[] = [];
  let failed = 0;
  for (const name of environments(list)) {
    await ctx.sleep(installMs);
    const bin = `${ctx.cwd}/.tox/${name}/bin`;
    const names = field(name, 'deps').flatMap(
      (line) => /^[\w.-]+/.exec(line.replace(/^[\w{},!-]+:\s*/, ''))?.[0] ?? [],
    );
    ctx.assumed('The package index is not asked: the dependencies of tox.ini count as installed.');
    await putPrograms(ctx, names.flatMap(bringsOf).flatMap(pythonBins), bin);
    let code = 0;
    for (const [index, line] of field(name, 'commands').entries()) {
      const command = line
        .replace(/^-\s*/, '')
        .replace(/\{posargs(?::([^}]*))?\}/g, '$1')
        .replace(/\{envpython\}/g, 'python')
        .replace(/\{toxinidir\}/g, () => ctx.cwd);
      ctx.stdout(`${name}: commands[${index}]> ${command}\n`);
      const exitCode = await ctx.sh(command, { env: { PATH: `${bin}:${ctx.env.PATH ?? ''}` } });
      if (exitCode !== 0 && !line.startsWith('-')) code = exitCode;
      if (code !== 0) break;
    }
    results.push(`  ${name}: ${code === 0 ? 'OK' : `FAIL code ${code}`}\n`);
    failed ||= code;
  }
  ctx.stdout(results.join(''));
  ctx.stdout(failed === 0 ? '  congratulations :)\n' : '  evaluation failed :(\n');
  return failed;
});

const absent = true as const;

/** There once pip has installed them. */
export const projectTools: readonly Tool[] = [
  { ...poetry, absent },
  { ...tox, absent },
];
