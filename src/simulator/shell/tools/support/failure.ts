import type { Tool, ToolContext } from '../../types.ts';

/** Ends a tool early: what it still says on stderr, and its exit code. */
export class Failure extends Error {
  readonly exitCode: number;
  constructor(exitCode: number, stderr: string) {
    super(stderr);
    this.exitCode = exitCode;
  }
}

/** What the file system says of a path that cannot be used (`ENOTDIR: not a directory, …`); null: the reason is another. */
export function fileFault(reason: unknown): string | null {
  return reason instanceof Error && !(reason instanceof Failure) && faultText.test(reason.message)
    ? reason.message
    : null;
}

const faultText =
  /^(?:EACCES|EEXIST|EFBIG|EINVAL|EISDIR|ELOOP|ENAMETOOLONG|ENOENT|ENOSPC|ENOTDIR|ENOTEMPTY|EPERM): /;

/**
 * A tool whose body may end early by throwing a `Failure`. A fault of the file system that the body did not expect ends it with 1;
 * anything else (a cancelled wait) passes through.
 */
export function tool(name: string, body: (ctx: ToolContext) => Promise<number>): Tool {
  return {
    name,
    async run(ctx) {
      try {
        return await body(ctx);
      } catch (reason) {
        const fault = fileFault(reason);
        if (fault !== null) ctx.stderr(`${name}: ${fault}\n`);
        else if (!(reason instanceof Failure)) throw reason;
        else if (reason.message !== '') ctx.stderr(reason.message);
        return reason instanceof Failure ? reason.exitCode : 1;
      }
    },
  };
}
