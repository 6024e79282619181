import type { ToolContext } from '../../types.ts';
import { emptyReport } from './emptyReports.ts';
import { writeFile } from './files.ts';
import { absolute } from './paths.ts';

/** Text of a file that stands for what a tool would have made. */
export const placeholderText = (maker: string): string =>
  `Placeholder of Pipeglass: ${maker} was not run; this file stands for its output.\n`;

/** A report that stands for one is empty, but whole: what reads it can go on. */
const placeholderOf = (maker: string, path: string): string =>
  emptyReport(path, placeholderText(maker).trim()) ?? placeholderText(maker);

/** Makes files that stand for a tool's output, so that later commands and artifacts find them. What is there stays. */
export async function placeholders(
  ctx: ToolContext,
  maker: string,
  paths: readonly string[],
): Promise<void> {
  for (const each of paths) {
    const path = absolute(ctx.cwd, each);
    if (!(await ctx.fs.exists(path))) await writeFile(ctx.fs, path, placeholderOf(maker, path));
  }
}
