import type { Tool, ToolContext } from '../../types.ts';
import { putPrograms } from '../installed.ts';
import { Failure, tool } from '../support/failure.ts';
import { writeFile } from '../support/files.ts';
import { closeMatches } from '../support/likeness.ts';
import { absolute } from '../support/paths.ts';
import { bringsOf, normalized, pythonBins } from './bins.ts';
import {
  type Distribution,
  distributions,
  minorOf,
  type PythonHome,
  pythonHome,
  recordDistribution,
} from './home.ts';
import { type PipWords, pipWords } from './pipOptions.ts';
import { type Requirement, readRequirements, requirementOf } from './requirements.ts';

/** ms of pip itself; of each package that is fetched and unpacked: typical figures. */
const startUpMs = 600;
const packageMs = 450;
const version = '26.0.1';

const rootWarning =
  "WARNING: Running pip as the 'root' user can result in broken permissions and conflicting behaviour with the system package manager, possibly rendering your system unusable. It is recommended to use a virtual environment instead: https://pip.pypa.io/warnings/venv. Use the --root-user-action option if you know what you are doing and want to suppress this warning.\n";

const commands = new Set(
  `install lock download uninstall freeze inspect list show check config search cache index wheel hash
   completion debug help`
    .trim()
    .split(/\s+/),
);

async function wanted(ctx: ToolContext, words: PipWords): Promise<Requirement[]> {
  const found: Requirement[] = [];
  for (const text of words.positionals) {
    found.push(await requirementOf(ctx, text.trim(), { at: ctx.cwd, from: '' }));
  }
  for (const text of words.options.get('-e') ?? []) {
    found.push(await requirementOf(ctx, text, { at: ctx.cwd, from: '', editable: true }));
  }
  for (const file of words.options.get('-r') ?? []) {
    found.push(...(await readRequirements(ctx, file, { at: ctx.cwd })));
  }
  return found;
}

const label = ({ name, version: v }: Distribution): string => (v === '' ? name : `${name}-${v}`);

/** What pip brings besides what was named is not known; their names are told by the requirements alone. */
async function install(ctx: ToolContext, home: PythonHome, words: PipWords): Promise<number> {
  const { options } = words;
  if (words.positionals.length === 0 && !options.has('-r') && !options.has('-e')) {
    throw new Failure(
      1,
      'ERROR: You must give at least one requirement to install (see "pip help install")\n',
    );
  }
  const requirements = await wanted(ctx, words);
  const say = options.has('-q') ? () => undefined : (text: string) => ctx.stdout(text);
  const target = options.get('-t')?.at(-1);
  const present = new Map(
    (await distributions(ctx, home)).map((each) => [normalized(each.name), each]),
  );
  const fresh: Requirement[] = [];
  for (const each of requirements) {
    const there = present.get(normalized(each.name));
    const stays = there !== undefined && target === undefined && !options.has('-U');
    if (stays && (each.version === '' || each.version === there.version) && !each.local) {
      const suffix = there.version === '' ? '' : ` (${there.version})`;
      say(`Requirement already satisfied: ${each.text} in ${home.site}${each.from}${suffix}\n`);
      continue;
    }
    say(
      each.local
        ? `Processing ${each.text}${each.from}\n`
        : `Collecting ${each.text}${each.from}\n`,
    );
    fresh.push(each);
  }
  await ctx.sleep(packageMs * fresh.length);
  if (fresh.length > 0) {
    ctx.assumed(
      'The package index is not asked: what is named counts as installed, with the dependencies that it may have; no code is there.',
    );
    await put(ctx, home, { fresh, target, user: options.has('--user') });
    say(`Installing collected packages: ${fresh.map(({ name }) => name).join(', ')}\n`);
    say(`Successfully installed ${fresh.map(label).join(' ')}\n`);
  }
  const quiet = target !== undefined || options.has('--root-user-action') || isVirtual(home);
  if (!quiet && fresh.length > 0) ctx.stderr(rootWarning);
  return 0;
}

const isVirtual = (home: PythonHome): boolean => home.bin !== '/usr/local/bin';

async function put(
  ctx: ToolContext,
  home: PythonHome,
  o: { fresh: readonly Requirement[]; target: string | undefined; user: boolean },
): Promise<void> {
  const site = o.target === undefined ? home.site : absolute(ctx.cwd, o.target);
  for (const each of o.fresh) {
    await recordDistribution(ctx, site, each);
    if (each.local && o.target === undefined) {
      await writeFile(ctx.fs, `${site}/__editable__.${normalized(each.name)}.pth`, `${ctx.cwd}\n`);
    }
    if (o.target !== undefined) {
      const module = normalized(each.name).replaceAll('-', '_');
      await writeFile(
        ctx.fs,
        `${site}/${module}/__init__.py`,
        '# Placeholder of Pipeglass: the package was not fetched.\n',
      );
      continue;
    }
    // ~/.local/bin is not on the images' PATH.
    const bin = o.user && !isVirtual(home) ? `${ctx.env.HOME ?? '/root'}/.local/bin` : home.bin;
    await putPrograms(ctx, bringsOf(each.name).flatMap(pythonBins), bin);
  }
}

async function list(ctx: ToolContext, home: PythonHome, command: string): Promise<number> {
  const found = await distributions(ctx, home);
  if (found.some((each) => each.version === '')) {
    ctx.assumed('The versions that the package index gave are not known.');
  }
  if (command === 'freeze') {
    const base = new Set(['pip', 'setuptools', 'wheel']);
    for (const each of found) {
      if (!base.has(each.name))
        ctx.stdout(`${each.name}${each.version === '' ? '' : `==${each.version}`}\n`);
    }
    return 0;
  }
  const width = Math.max(7, ...found.map(({ name }) => name.length));
  ctx.stdout(`${'Package'.padEnd(width)} Version\n${'-'.repeat(width)} -------\n`);
  const lines = found.map((each) => `${each.name.padEnd(width)} ${each.version}`.trimEnd());
  ctx.stdout(lines.map((line) => `${line}\n`).join(''));
  return 0;
}

async function show(ctx: ToolContext, home: PythonHome, names: readonly string[]): Promise<number> {
  const found = await distributions(ctx, home);
  const matching = found.filter(({ name }) =>
    names.some((each) => normalized(each) === normalized(name)),
  );
  if (matching.length === 0) {
    throw new Failure(1, `WARNING: Package(s) not found: ${names.join(', ')}\n`);
  }
  ctx.assumed('Of a package that was not fetched only its name is known.');
  ctx.stdout(
    matching
      .map(({ name, version: v }) => `Name: ${name}\nVersion: ${v}\nLocation: ${home.site}\n`)
      .join('---\n'),
  );
  return 0;
}

/** pip of the images (26.0.1): reads requirements files and local projects, and puts the programs of packages on the PATH. */
async function pipBody(ctx: ToolContext): Promise<number> {
  await ctx.sleep(startUpMs);
  const home = await pythonHome(ctx);
  const at = ctx.args.findIndex((word) => !word.startsWith('-'));
  const command = ctx.args[at] ?? '';
  if (ctx.args.includes('--version') || ctx.args[0] === '-V') {
    ctx.stdout(`pip ${version} from ${home.site}/pip (python ${minorOf(home.version)})\n`);
    return 0;
  }
  if (at === -1) {
    ctx.assumed('The overview that pip prints without a command is not simulated.');
    return 0;
  }
  if (!commands.has(command))
    throw new Failure(1, `ERROR: unknown command "${command}"${hint(command)}\n`);
  const words = pipWords(command, ctx.args.toSpliced(at, 1));
  if (command === 'install') return install(ctx, home, words);
  if (command === 'list' || command === 'freeze') return list(ctx, home, command);
  if (command === 'show') return show(ctx, home, words.positionals);
  if (command === 'download' || command === 'wheel') await wanted(ctx, words);
  ctx.assumed(`The result of "pip ${command}" is not simulated.`);
  return 0;
}

function hint(word: string): string {
  const [near] = closeMatches(word, [...commands], 0.6);
  return near === undefined ? '' : ` - maybe you meant "${near}"`;
}

export const pip: Tool[] = ['pip', 'pip3'].map((name) => tool(name, pipBody));
