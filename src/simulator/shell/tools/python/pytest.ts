import type { Tool, ToolContext } from '../../types.ts';
import { tool } from '../support/failure.ts';
import { isDirectory, isFile, listFiles, readText, writeFile } from '../support/files.ts';
import { junitXml, type TestCase } from '../support/junit.ts';
import { absolute, basename } from '../support/paths.ts';
import { placeholders } from '../support/placeholder.ts';
import { pythonHome } from './home.ts';

/** ms of pytest until it has collected; of one test: typical figures. */
const startUpMs = 900;
const testMs = 15;
const width = 80;

/** Exit codes (pytest documentation, "Exit codes"). */
const usageError = 4;
const noTests = 5;

const withValue = new Set(
  '-k -m -n -c -p -o -W -r --cov --cov-report --junitxml --junit-xml --rootdir --maxfail --tb --html --ignore --timeout --log-cli-level --alluredir --dist --numprocesses --env --browser --durations --cov-config --reruns --confcutdir --basetemp'.split(
    ' ',
  ),
);

interface Words {
  paths: string[];
  values: [string, string][];
  quiet: boolean;
}

function read(words: readonly string[]): Words {
  const found: Words = { paths: [], values: [], quiet: false };
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const equals = word.startsWith('--') ? word.indexOf('=') : -1;
    if (!word.startsWith('-')) found.paths.push(word);
    else if (equals > 0) found.values.push([word.slice(0, equals), word.slice(equals + 1)]);
    else if (withValue.has(word)) {
      // `--cov` and `--cov-report` may stand alone.
      const bare = word === '--cov' && (words[at + 1] ?? '-').startsWith('-');
      found.values.push([word, bare ? '' : (words[++at] ?? '')]);
    } else if (word === '-q' || word === '--quiet') found.quiet = true;
  }
  return found;
}

const line = (text: string): string => {
  const rest = width - text.length - 2;
  return `${'='.repeat(Math.floor(rest / 2))} ${text} ${'='.repeat(Math.ceil(rest / 2))}\n`;
};

/** Test functions of the files below the paths: `test_*.py` and `*_test.py` (pytest documentation, "Conventions"). */
async function collect(
  ctx: ToolContext,
  paths: readonly string[],
): Promise<Map<string, TestCase[]>> {
  const found = new Map<string, TestCase[]>();
  for (const each of paths) {
    const path = absolute(ctx.cwd, each.split('::')[0] ?? each);
    const files = (await isFile(ctx.fs, path))
      ? [path]
      : (await listFiles(ctx.fs, path)).map((file) => file.path).filter(isTestFile);
    for (const file of files) {
      if (file.includes('/site-packages/') || file.includes('/node_modules/')) continue;
      const text = (await readText(ctx.fs, file)) ?? '';
      const shown = file.startsWith(`${ctx.cwd}/`) ? file.slice(ctx.cwd.length + 1) : file;
      const classname = shown.replace(/\.py$/, '').replaceAll('/', '.');
      const names = [...text.matchAll(/^[ \t]*(?:async )?def (test\w{0,100})/gm)].slice(0, 1000);
      found.set(
        shown,
        names.map((match) => ({ classname, name: match[1] ?? '' })),
      );
    }
  }
  return found;
}

const isTestFile = (path: string): boolean => /^(?:test_.*|.*_test)\.py$/.test(basename(path));

async function writeReports(
  ctx: ToolContext,
  words: Words,
  cases: readonly TestCase[],
): Promise<void> {
  for (const [name, value] of words.values) {
    if (name === '--junitxml' || name === '--junit-xml') {
      await writeFile(ctx.fs, absolute(ctx.cwd, value), junitXml('pytest', cases));
    }
    const report = name === '--cov-report' ? /^(xml|html|json|lcov)(?::(.+))?$/.exec(value) : null;
    const usual = {
      xml: 'coverage.xml',
      html: 'htmlcov/index.html',
      json: 'coverage.json',
      lcov: 'coverage.lcov',
    };
    if (report !== null) {
      const format = report[1] as keyof typeof usual;
      const given = format === 'html' && report[2] ? `${report[2]}/index.html` : report[2];
      await placeholders(ctx, 'pytest', [given ?? usual[format]]);
    }
    if (name === '--html') await placeholders(ctx, 'pytest', [value]);
  }
}

/** Runs pytest: it finds the test files and counts their functions, which are taken to pass. */
export async function runPytest(ctx: ToolContext, args: readonly string[]): Promise<number> {
  await ctx.sleep(startUpMs);
  const { version } = await pythonHome(ctx);
  if (args[0] === '--version' || args[0] === '-V') {
    ctx.assumed('Which version of pytest was installed is not known.');
    return 0;
  }
  const words = read(args);
  ctx.stdout(line('test session starts'));
  ctx.stdout(`platform linux -- Python ${version}\nrootdir: ${ctx.cwd}\n`);
  for (const each of words.paths) {
    const path = absolute(ctx.cwd, each.split('::')[0] ?? each);
    if ((await isFile(ctx.fs, path)) || (await isDirectory(ctx.fs, path))) continue;
    ctx.stdout(`collected 0 items\n\n${line('no tests ran in 0.00s')}`);
    ctx.stderr(`ERROR: file or directory not found: ${each}\n\n`);
    return usageError;
  }
  const found = await collect(ctx, words.paths.length === 0 ? ['.'] : words.paths);
  const cases = [...found.values()].flat();
  ctx.stdout(`collected ${cases.length} item${cases.length === 1 ? '' : 's'}\n\n`);
  await writeReports(ctx, words, cases);
  if (cases.length === 0) {
    ctx.stdout(line('no tests ran in 0.01s'));
    return noTests;
  }
  ctx.assumed('Pipeglass does not run Python: the tests that pytest finds are taken to pass.');
  await ctx.sleep(testMs * cases.length);
  let done = 0;
  for (const [file, tests] of found) {
    if (tests.length === 0) continue;
    done += tests.length;
    const share = `[${String(Math.floor((100 * done) / cases.length)).padStart(3)}%]`;
    ctx.stdout(`${`${file} ${'.'.repeat(tests.length)}`.padEnd(width - share.length)}${share}\n`);
  }
  ctx.stdout(
    `\n${line(`${cases.length} passed in ${((testMs * cases.length) / 1000).toFixed(2)}s`)}`,
  );
  return 0;
}

/** pytest: there once pip has installed it. */
export const pytest: Tool = { ...tool('pytest', (ctx) => runPytest(ctx, ctx.args)), absent: true };
