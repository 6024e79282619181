import type { ToolContext } from '../../../types.ts';
import { fileFault } from '../../support/failure.ts';
import { absolute } from '../../support/paths.ts';
import { parameterError } from '../errors.ts';

const schemes = ['fileb://', 'file://'] as const;

/**
 * The content behind `file://` (text) and `fileb://` (bytes); the word itself where it names no file (AWS CLI User Guide,
 * "Loading a parameter from a file"). Throws the CLI's error, exit 252, when the file cannot be read.
 */
export async function loaded(
  ctx: ToolContext,
  option: string,
  word: string,
): Promise<string | Uint8Array> {
  const scheme = schemes.find((each) => word.startsWith(each));
  if (scheme === undefined) return word;
  const path = word.slice(scheme.length);
  try {
    const full = absolute(ctx.cwd, path.replace(/^~(?=\/)/, ctx.env.HOME ?? '/root'));
    return scheme === 'file://' ? await ctx.fs.readFile(full) : await ctx.fs.readFileBuffer(full);
  } catch (reason) {
    const fault = fileFault(reason);
    if (fault === null) throw reason;
    throw parameterError(
      `Error parsing parameter '--${option}': Unable to load paramfile ${word}: [Errno 2] No such file or directory: '${path}'`,
    );
  }
}
