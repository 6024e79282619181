import type { ToolContext } from '../../types.ts';
import { listFiles, readText, writeFile } from '../support/files.ts';
import { junitXml, type TestCase } from '../support/junit.ts';
import { absolute } from '../support/paths.ts';
import { placeholders } from '../support/placeholder.ts';
import { option } from './makers.ts';

/** ms of a test runner, and of one test: typical figures. */
const startUpMs = 1_500;
const testMs = 20;

const isTest = (path: string): boolean =>
  /\.(?:test|spec|cy)\.[cm]?[jt]sx?$|\/(?:__tests__|test|tests)\/.*\.[cm]?[jt]sx?$/.test(path) &&
  !path.includes('/node_modules/');

/** Cases of the test files: what stands in `it('…')` and `test('…')`. */
async function casesOf(ctx: ToolContext): Promise<TestCase[]> {
  const found: TestCase[] = [];
  for (const { path } of await listFiles(ctx.fs, ctx.cwd)) {
    if (!isTest(path) || found.length > 2_000) continue;
    const text = (await readText(ctx.fs, path)) ?? '';
    for (const match of text.matchAll(/\b(?:it|test)\(\s*["'`]([^"'`\n]{1,160})["'`]/g)) {
      found.push({ classname: path.slice(ctx.cwd.length + 1), name: match[1] ?? '' });
    }
  }
  return found;
}

/** Where the runner, as it is called and configured by variables, writes its JUnit report. */
function reportOf(ctx: ToolContext, name: string, args: readonly string[]): string | null {
  const { env } = ctx;
  const junit = args.some((word) => /junit/.test(word));
  if (
    name === 'jest' &&
    (junit || env.JEST_JUNIT_OUTPUT_DIR !== undefined || env.JEST_JUNIT_OUTPUT_FILE !== undefined)
  ) {
    return (
      env.JEST_JUNIT_OUTPUT_FILE ??
      `${env.JEST_JUNIT_OUTPUT_DIR ?? '.'}/${env.JEST_JUNIT_OUTPUT_NAME ?? 'junit.xml'}`
    );
  }
  if (!junit) return null;
  if (name === 'vitest') return option(args, '--outputFile', '--outputFile.junit') ?? null;
  if (name === 'playwright')
    return env.PLAYWRIGHT_JUNIT_OUTPUT_NAME ?? env.PLAYWRIGHT_JUNIT_OUTPUT_FILE ?? null;
  return env.MOCHA_FILE ?? (name === 'mocha' ? 'test-results.xml' : null);
}

const runners = new Set(['jest', 'vitest', 'mocha', 'playwright', 'cypress']);

/** Runs a test runner: the tests that it would find are taken to pass, reports are written. Null: it is none. */
export async function runTests(
  ctx: ToolContext,
  name: string,
  args: readonly string[],
): Promise<number | null> {
  if (!runners.has(name) || /^(?:install|--version|verify|open)$/.test(args[0] ?? '')) return null;
  await ctx.sleep(startUpMs);
  const cases = await casesOf(ctx);
  ctx.assumed(`Pipeglass does not run JavaScript: the tests that ${name} finds are taken to pass.`);
  if (cases.length === 0 && name === 'jest' && !args.includes('--passWithNoTests')) {
    ctx.stderr(
      `No tests found, exiting with code 1\nRun with \`--passWithNoTests\` to exit with code 0\nIn ${ctx.cwd}\n`,
    );
    return 1;
  }
  await ctx.sleep(testMs * cases.length);
  const report = reportOf(ctx, name, args);
  if (report !== null) await writeFile(ctx.fs, absolute(ctx.cwd, report), junitXml(name, cases));
  if (args.some((word) => /^--coverage(?:$|=true|\.enabled)/.test(word))) {
    const folder = option(args, '--coverageDirectory') ?? 'coverage';
    await placeholders(ctx, name, [
      `${folder}/lcov.info`,
      `${folder}/clover.xml`,
      `${folder}/coverage-final.json`,
    ]);
  }
  const write = name === 'jest' ? ctx.stderr : ctx.stdout;
  write(`Tests:       ${cases.length} passed, ${cases.length} total\n`);
  return 0;
}
