import { programFile, standIn } from '../exec/program.ts';
import type { Tool, ToolContext } from '../types.ts';
import { tool } from './support/failure.ts';
import { isFile, writeFile } from './support/files.ts';
import { basename } from './support/paths.ts';

/** ms that a program that is not run takes: an order of magnitude. */
const runMs = 1_500;

/** Stands for every program that the build itself installed and that is not simulated. */
export const installedProgram: Tool = {
  ...tool(standIn, async (ctx) => {
    await ctx.sleep(runMs);
    ctx.assumed(
      `${basename(ctx.called)}: the build installed it; it is not run, and no files were made.`,
    );
    return 0;
  }),
  absent: true,
};

export const isProgramName = (name: string): boolean => /^[A-Za-z0-9][\w.+-]{0,63}$/.test(name);

/** Puts programs into a directory of the PATH. Those that the image has stay as they are. */
export async function putPrograms(
  ctx: ToolContext,
  names: readonly string[],
  directory = '/usr/local/bin',
): Promise<void> {
  for (const name of names) {
    const there = directory === '/usr/local/bin' && (await isFile(ctx.fs, `/usr/bin/${name}`));
    const path = `${directory}/${name}`;
    if (!isProgramName(name) || there || (await ctx.fs.exists(path))) continue;
    await writeFile(ctx.fs, path, programFile(name));
    await ctx.fs.chmod(path, 0o755);
  }
}
