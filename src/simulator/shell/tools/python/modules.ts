import type { ToolContext } from '../../types.ts';
import { putPrograms } from '../installed.ts';
import { Failure } from '../support/failure.ts';
import { isDirectory, isFile, readText } from '../support/files.ts';
import { parseJson } from '../support/json.ts';
import { absolute } from '../support/paths.ts';
import { placeholders } from '../support/placeholder.ts';
import { bringsOf, normalized, pythonBins } from './bins.ts';
import { distributions, pythonHome } from './home.ts';
import { runPytest } from './pytest.ts';
import { makeEnvironment } from './venv.ts';

type Module = (ctx: ToolContext, words: readonly string[]) => Promise<number>;

/** Modules of the standard library that people run with `-m`. */
const standard = new Set(
  `ast asyncio base64 calendar cProfile compileall dis doctest encodings ensurepip gzip http.server idlelib
   inspect json.tool lib2to3 pdb platform py_compile pydoc site sqlite3 sysconfig tarfile timeit tokenize
   trace unittest uuid venv webbrowser zipapp zipfile`
    .trim()
    .split(/\s+/),
);

async function jsonTool(ctx: ToolContext, words: readonly string[]): Promise<number> {
  const file = words.find((word) => !word.startsWith('-'));
  const text = file === undefined ? ctx.stdin : await readText(ctx.fs, absolute(ctx.cwd, file));
  if (text === null) {
    throw new Failure(2, `usage: python -m json.tool [-h] [infile] [outfile]\n`);
  }
  const value = parseJson(text);
  if (value === undefined) throw new Failure(1, 'Expecting value: line 1 column 1 (char 0)\n');
  ctx.stdout(`${JSON.stringify(value, null, 4)}\n`);
  return 0;
}

/** Name and version that `pyproject.toml`, `setup.cfg` or `setup.py` give. */
export async function projectOf(
  ctx: ToolContext,
): Promise<{ name: string; version: string } | null> {
  for (const file of ['pyproject.toml', 'setup.cfg', 'setup.py']) {
    const text = await readText(ctx.fs, `${ctx.cwd}/${file}`);
    if (text === null) continue;
    const field = (key: string) =>
      new RegExp(`\\b${key}\\s*=\\s*["']?([\\w.+-]{1,80})`).exec(text)?.[1];
    return { name: field('name') ?? 'UNKNOWN', version: field('version') ?? '0.0.0' };
  }
  return null;
}

/** The source distribution and the wheel of the project, as stand-ins in `dist/`. */
export async function makeDistributions(
  ctx: ToolContext,
  kinds: readonly ('sdist' | 'wheel')[],
): Promise<string[]> {
  const project = await projectOf(ctx);
  const { name, version } = project ?? { name: 'UNKNOWN', version: '0.0.0' };
  const stem = `${normalized(name).replaceAll('-', '_')}-${version}`;
  const files = { sdist: `${stem}.tar.gz`, wheel: `${stem}-py3-none-any.whl` };
  const made = kinds.map((kind) => files[kind]);
  await placeholders(
    ctx,
    'the Python build',
    made.map((file) => `dist/${file}`),
  );
  ctx.assumed('Pipeglass does not run Python: the distributions in dist/ are placeholders.');
  return made;
}

async function build(ctx: ToolContext, words: readonly string[]): Promise<number> {
  if ((await projectOf(ctx)) === null) {
    ctx.stdout(
      `ERROR Source ${ctx.cwd} does not appear to be a Python project: no pyproject.toml or setup.py\n`,
    );
    return 1;
  }
  await ctx.sleep(6_000);
  const only = (letter: string, name: string) => words.includes(letter) || words.includes(name);
  const [sdist, wheel] = [only('-s', '--sdist'), only('-w', '--wheel')];
  const made = await makeDistributions(ctx, [
    ...(sdist || !wheel ? (['sdist'] as const) : []),
    ...(wheel || !sdist ? (['wheel'] as const) : []),
  ]);
  ctx.stdout(`Successfully built ${made.join(' and ')}\n`);
  return 0;
}

/** `pipx install <package>` and `pipx ensurepath`: programs go to ~/.local/bin. */
async function pipx(ctx: ToolContext, [command, ...words]: readonly string[]): Promise<number> {
  const names = words.filter((word) => !word.startsWith('-'));
  ctx.assumed('What pipx fetches is not known: the programs that are named count as installed.');
  await ctx.sleep(4_000);
  if (command !== 'install') return 0;
  const bins = names.flatMap((name) => {
    const plain = name.replace(/[=<>!~[@].*$/, '');
    const found = pythonBins(plain);
    return found.length === 0 ? [plain] : found;
  });
  await putPrograms(ctx, bins, `${ctx.env.HOME ?? '/root'}/.local/bin`);
  return 0;
}

const modules: Readonly<Record<string, Module>> = {
  build,
  'json.tool': jsonTool,
  pip: (ctx, words) => ctx.sh(`${ctx.called.replace(/python3?$/, 'pip')} ${quoted(words)}`),
  pipx,
  pytest: runPytest,
  site: async (ctx, words) => {
    if (words.includes('--user-base')) ctx.stdout(`${ctx.env.HOME ?? '/root'}/.local\n`);
    else ctx.assumed('What "python -m site" prints is not simulated.');
    return 0;
  },
  venv: makeEnvironment,
  virtualenv: makeEnvironment,
};

const quoted = (words: readonly string[]): string =>
  words.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');

/** True: the module can be found in the standard library, the working directory or `site-packages`. */
async function isThere(ctx: ToolContext, module: string): Promise<boolean> {
  if (standard.has(module)) return true;
  const path = `${ctx.cwd}/${module.replaceAll('.', '/')}`;
  if ((await isFile(ctx.fs, `${path}.py`)) || (await isDirectory(ctx.fs, path))) return true;
  const home = await pythonHome(ctx);
  const site = (await isDirectory(ctx.fs, home.site)) ? await ctx.fs.readdir(home.site) : [];
  // A project with dependencies of its own: what it brought along is not known.
  if (site.some((entry) => entry.endsWith('.pth'))) return true;
  const [top = ''] = module.split('.');
  const known = await distributions(ctx, home);
  return known.some(({ name }) => bringsOf(name).includes(normalized(top)));
}

/** `python -m module words…` */
export async function runModule(
  ctx: ToolContext,
  module: string,
  words: readonly string[],
): Promise<number> {
  if (!(await isThere(ctx, module))) {
    const { prefix } = await pythonHome(ctx);
    throw new Failure(1, `${prefix}/bin/python: No module named ${module}\n`);
  }
  const known = Object.hasOwn(modules, module) ? modules[module] : undefined;
  if (known !== undefined) return known(ctx, words);
  await ctx.sleep(1_500);
  ctx.assumed(`Pipeglass does not run Python: "python -m ${module}" is taken to succeed.`);
  return 0;
}
