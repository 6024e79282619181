import { rawByte } from '../../core/bytes.ts';
import { programFile } from '../../exec/program.ts';
import type { Tool, ToolContext } from '../../types.ts';
import { isProgramName } from '../installed.ts';
import { type Failure, tool } from '../support/failure.ts';
import { isDirectory, writeFile } from '../support/files.ts';
import { absolute, dirname } from '../support/paths.ts';
import { downloadOf } from './catalog.ts';
import { installer } from './content.ts';

const toolName = 'pipeglass-install';

/** What the stand-ins of installers call: `install <directory> <program>…`. */
export const installTool: Tool = {
  ...tool(toolName, async (ctx) => {
    const [directory = '/usr/local/bin', ...names] = ctx.args;
    await ctx.sleep(1_500);
    ctx.assumed(`The installer is not run: ${names.join(', ')} counts as installed.`);
    for (const name of names.filter(isProgramName)) {
      const path = `${absolute(ctx.cwd, directory)}/${name}`;
      if (await ctx.fs.exists(path)) continue;
      await writeFile(ctx.fs, path, programFile(name));
      await ctx.fs.chmod(path, 0o755);
    }
    return 0;
  }),
  absent: true,
};

/** Bytes and kind of what an address gives; the container gets what its stand-in needs. */
async function fetched(ctx: ToolContext, url: string, output: string | null) {
  if (!(await ctx.fs.exists(installer))) {
    await writeFile(ctx.fs, installer, programFile(toolName));
    await ctx.fs.chmod(installer, 0o755);
  }
  return downloadOf(url, output);
}

/** Host of an address, for messages. */
export const hostOf = (url: string): string => /^(?:\w+:\/\/)?([^/?#:]*)/.exec(url)?.[1] ?? url;

/**
 * Writes what stands for the download of `url` to a file. Known programs and archives become usable stand-ins, anything else a
 * marked text. @throws Failure with `denied` when the directory is not there.
 */
export async function saveDownload(
  ctx: ToolContext,
  url: string,
  o: { file: string; denied: Failure },
): Promise<void> {
  const path = absolute(ctx.cwd, o.file);
  if (!(await isDirectory(ctx.fs, dirname(path)))) throw o.denied;
  const download = await fetched(ctx, url, o.file);
  ctx.assumed(
    `There is no network: ${hostOf(url)} is not asked; ${o.file} is a placeholder of Pipeglass.`,
  );
  const note = `Placeholder of Pipeglass: ${url} is not fetched.\n`;
  await ctx.fs.writeFile(path, download ?? note);
}

/** Prints what stands for the download of `url`: scripts and archives for the next program of a pipe, else nothing. */
export async function printDownload(ctx: ToolContext, url: string): Promise<void> {
  const download = await fetched(ctx, url, null);
  ctx.assumed(
    `There is no network: what ${hostOf(url)} would answer is not known, and nothing was written.`,
  );
  if (download !== null) ctx.stdout(Array.from(download, rawByte).join(''));
}
