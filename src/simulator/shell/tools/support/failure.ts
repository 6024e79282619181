import type { Tool, ToolContext } from '../../types.ts';

/** Ends a tool early: what it still says on stderr, and its exit code. */
export class Failure extends Error {
  readonly exitCode: number;
  constructor(exitCode: number, stderr: string) {
    super(stderr);
    this.exitCode = exitCode;
  }
}

/** A tool whose body may end early by throwing a `Failure`. Anything else it throws (a cancelled wait) passes through. */
export function tool(name: string, body: (ctx: ToolContext) => Promise<number>): Tool {
  return {
    name,
    async run(ctx) {
      try {
        return await body(ctx);
      } catch (reason) {
        if (!(reason instanceof Failure)) throw reason;
        if (reason.message !== '') ctx.stderr(reason.message);
        return reason.exitCode;
      }
    },
  };
}
