import type { ToolContext } from '../../types.ts';
import { placeholders } from '../support/placeholder.ts';
import { builders } from './builders.ts';
import { runPnpm } from './pnpm.ts';
import { runTests } from './tests.ts';

/** ms of an ordinary build: a typical figure. */
const buildMs = 6_000;

/** Runs the program of an npm package if it builds or tests; null: of this program nothing is known. */
export async function runJavaScriptProgram(
  ctx: ToolContext,
  name: string,
  args: readonly string[],
): Promise<number | null> {
  if (name === 'pnpm') return runPnpm({ ...ctx, args: [...args] });
  const tested = await runTests(ctx, name, args);
  if (tested !== null) return tested;
  const built = (await builders.get(name)?.(ctx, args)) ?? null;
  if (built === null) return null;
  await ctx.sleep(buildMs);
  ctx.assumed(`Pipeglass does not run JavaScript: what ${name} makes are placeholders.`);
  ctx.stdout(built.stdout);
  await placeholders(ctx, name, built.files);
  return 0;
}
