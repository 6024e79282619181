import type { ToolContext } from '../../types.ts';
import { programOfFile } from '../download/catalog.ts';
import { putPrograms } from '../installed.ts';
import { isFile, readText } from '../support/files.ts';
import { absolute, basename } from '../support/paths.ts';

/** Installs a package file: the stand-in of a download names its package. False: it is not there. */
export async function installPackageFile(ctx: ToolContext, file: string): Promise<boolean> {
  const path = absolute(ctx.cwd, file);
  if (!(await isFile(ctx.fs, path))) return false;
  const named = /^Placeholder of Pipeglass: package ([\w.+-]{1,64})$/m.exec(
    (await readText(ctx.fs, path)) ?? '',
  )?.[1];
  await putPrograms(ctx, [named ?? programOfFile(basename(path))]);
  return true;
}
