import type { Tool, ToolContext } from '../../types.ts';
import { Failure, tool } from '../support/failure.ts';
import { readText } from '../support/files.ts';
import { absolute } from '../support/paths.ts';
import { BcFault, bounds, NotSimulated, type State } from './decimal.ts';
import { Line } from './line.ts';

const runMs = 2;

/** Runs one line; a fault ends the line, not the program. */
function runLine(ctx: ToolContext, text: string, number: number, state: State): void {
  try {
    if (text.length > bounds.line) throw new NotSimulated();
    ctx.stdout(new Line(text, state).run());
  } catch (reason) {
    if (reason instanceof BcFault)
      ctx.stderr(`Runtime error (func=(main), adr=3): ${reason.message}\n`);
    else if (reason instanceof SyntaxError) ctx.stderr(`(standard_in) ${number}: syntax error\n`);
    else if (reason instanceof NotSimulated)
      ctx.assumed('bc: only arithmetic with variables, scale and sqrt is simulated.');
    else throw reason;
  }
}

/**
 * `bc`: arithmetic of any length with `scale`, as GNU bc 1.07 (observed). It is not on the curated images
 * (aws-codebuild-docker-images, ubuntu/standard/7.0).
 */
export const bc: Tool = {
  ...tool('bc', async (ctx) => {
    await ctx.sleep(runMs);
    const math = ctx.args.some((arg) => /^-[a-z]*l|^--mathlib$/.test(arg));
    const state: State = { scale: math ? 20 : 0, variables: new Map() };
    let source = '';
    for (const path of ctx.args.filter((arg) => !arg.startsWith('-'))) {
      const text = await readText(ctx.fs, absolute(ctx.cwd, path));
      if (text === null) throw new Failure(1, `File ${path} is unavailable.\n`);
      source += text;
    }
    source += ctx.stdin;
    const lines = source.replace(/#.*/g, '').split('\n');
    for (const [at, line] of lines.entries()) runLine(ctx, line, at + 1, state);
    return 0;
  }),
  absent: true,
};
