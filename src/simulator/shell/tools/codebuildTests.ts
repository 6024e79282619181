import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { matchPath } from '../../text/glob.ts';
import type { Tool, ToolContext } from '../types.ts';
import { Failure, tool } from './support/failure.ts';
import { byBytes, listFiles, readText } from './support/files.ts';

/** `codebuild-glob-search <glob>…`: the files below the working directory that the globs name, one per line. */
const globSearch: Tool = tool('codebuild-glob-search', async (ctx) => {
  const start = ctx.cwd === '/' ? 1 : ctx.cwd.length + 1;
  for (const { path } of await listFiles(ctx.fs, ctx.cwd)) {
    const own = path.slice(start);
    if (ctx.args.some((pattern) => matchPath(pattern, own))) ctx.stdout(`${own}\n`);
  }
  return 0;
});

type Strategy = (files: readonly string[], shard: { index: number; count: number }) => string[];

/** Which files a shard gets. Exactly how AWS divides them is not documented, beyond the words of its guide. */
const strategies: Readonly<Record<string, Strategy>> = {
  'equal-distribution': (files, { index, count }) => {
    const sorted = [...files].sort(byBytes);
    const from = (part: number) => Math.floor((part * sorted.length) / count);
    return sorted.slice(from(index), from(index + 1));
  },
  stability: (files, { index, count }) =>
    files.filter((file) => {
      const [a = 0, b = 0, c = 0] = sha256(utf8ToBytes(file));
      return (a * 65_536 + b * 256 + c) % count === index;
    }),
};

const names: readonly string[] = ['--test-command', '--files-search', '--sharding-strategy'];

function readOptions({ args }: ToolContext): Map<string, string> {
  const options = new Map<string, string>();
  for (let at = 0; at < args.length; at++) {
    const [name = '', ...rest] = (args[at] ?? '').split('=');
    if (!names.includes(name)) {
      throw new Failure(1, `codebuild-tests-run: unknown option ${args[at]}\n`);
    }
    options.set(name, rest.length > 0 ? rest.join('=') : (args[++at] ?? ''));
  }
  return options;
}

/**
 * `codebuild-tests-run`: finds test files, takes those of this build's shard, and runs the tests with them in
 * `CODEBUILD_CURRENT_SHARD_FILES` (CodeBuild User Guide, "Use the codebuild-tests-run CLI command"). What it prints itself was
 * not seen. Outside of a fanout there is one shard.
 */
const testsRun: Tool = tool('codebuild-tests-run', async (ctx) => {
  const options = readOptions(ctx);
  const [search, test] = ['--files-search', '--test-command'].map((name) => {
    const given = options.get(name) ?? '';
    if (given === '') throw new Failure(1, `codebuild-tests-run: ${name} is required\n`);
    return given;
  }) as [string, string];
  const strategy = options.get('--sharding-strategy') ?? 'equal-distribution';
  const divide = Object.hasOwn(strategies, strategy) ? strategies[strategy] : undefined;
  if (divide === undefined) {
    throw new Failure(1, `codebuild-tests-run: unknown sharding strategy ${strategy}\n`);
  }
  const list = `/tmp/codebuild-tests-${ctx.host.ids.hex(ctx.key('files'), 8)}`;
  const searched = await ctx.sh(`(${search}\n) > ${list}`);
  const found = (await readText(ctx.fs, list)) ?? '';
  await ctx.fs.rm(list, { force: true });
  if (searched !== 0) return searched;
  const files = divide(
    found.split(/\s+/).filter((file) => file !== ''),
    ctx.host.shard ?? { index: 0, count: 1 },
  );
  if (files.length === 0) return 0;
  return ctx.sh(test, { env: { CODEBUILD_CURRENT_SHARD_FILES: files.join('\n') } });
});

export const codebuildTestTools: readonly Tool[] = [globSearch, testsRun];
