import type { ToolContext } from '../../types.ts';
import { type Client, makeClient } from '../aws/client.ts';
import { CallError } from '../aws/errors.ts';
import { withSession } from '../aws/profileRole.ts';
import { Failure } from '../support/failure.ts';

/** What a tool signs with: the credentials of the environment and the shared files, as the AWS SDKs look for them. */
export const sdkClient = (
  ctx: ToolContext,
  o: { region?: string | undefined; profile?: string | undefined } = {},
): Promise<Client> =>
  makeClient(ctx, {
    version: false,
    ...(o.region === undefined ? {} : { region: o.region }),
    ...(o.profile === undefined ? {} : { profile: o.profile }),
  });

/** The same tool with the credentials of a session (`Credentials` of AssumeRole) in its environment. */
export const signedWith = (ctx: ToolContext, credentials: unknown): ToolContext => ({
  ...ctx,
  env: withSession(ctx.env, credentials),
});

/** What the service itself said, without the words that botocore puts before it. */
export const saidBy = (error: CallError): string =>
  error.message.replace(/^An error occurred \([^)]*\) when calling the \w+ operation: /, '');

/**
 * Runs a step of a tool and puts what went wrong with a call into the tool's own words. Exit 1: what these tools end with when a
 * call is refused.
 */
export async function step<T>(
  task: () => Promise<T>,
  worded: (error: CallError) => string,
): Promise<T> {
  try {
    return await task();
  } catch (reason) {
    if (reason instanceof CallError) throw new Failure(1, worded(reason));
    throw reason;
  }
}
