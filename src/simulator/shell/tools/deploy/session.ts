import type { ToolContext } from '../../types.ts';
import { type Client, makeClient } from '../aws/client.ts';
import { CallError } from '../aws/errors.ts';

/** A client with the credentials of the environment, as every AWS SDK finds them. */
export const sdkClient = (ctx: ToolContext, env = ctx.env): Promise<Client> =>
  makeClient({ ...ctx, env }, { version: false });

/** What the service said, without the CLI's frame; null for a fault of another kind. */
export function refusalOf(reason: unknown): { code: string; text: string } | null {
  if (!(reason instanceof CallError)) return null;
  return { code: reason.code, text: reason.message };
}

/** `--name value` or `--name=value`. */
export function optionOf(args: readonly string[], ...names: string[]): string | undefined {
  for (const [at, word] of args.entries()) {
    for (const name of names) {
      if (word === name) return args[at + 1];
      if (word.startsWith(`${name}=`)) return word.slice(name.length + 1);
    }
  }
  return undefined;
}

/** All words behind `--name` up to the next option. */
export function listOf(args: readonly string[], name: string): string[] {
  const at = args.indexOf(name);
  if (at < 0) return [];
  const rest = args.slice(at + 1);
  const end = rest.findIndex((word) => word.startsWith('-'));
  return (end < 0 ? rest : rest.slice(0, end)).flatMap((word) => word.split(/[\s,]+/));
}
