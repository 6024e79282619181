import type { ToolContext } from '../../../types.ts';
import type { Client } from '../client.ts';
import type { Globals } from '../globals.ts';

/**
 * A command that the CLI makes of several calls or prints in a way of its own. `words` is what follows the command's name,
 * without global options. Resolves to the exit code; throws `CallError` or `Failure` (errors.ts).
 */
export type CustomCommand = (
  ctx: ToolContext,
  client: Client,
  globals: Globals,
  words: readonly string[],
) => Promise<number>;
