import type { Tool } from '../types.ts';
import { tool } from './support/failure.ts';

const reference = /\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))/g;

/** envsubst (GNU gettext manual): puts the values of variables into its input; with an argument only of those named there. */
export const envsubst: Tool = tool('envsubst', async (ctx) => {
  const format = ctx.args.find((word) => !word.startsWith('-'));
  const named = (text: string) => [...text.matchAll(reference)].map((m) => m[1] ?? m[2] ?? '');
  if (ctx.args.includes('-v') || ctx.args.includes('--variables')) {
    ctx.stdout(
      named(format ?? '')
        .map((name) => `${name}\n`)
        .join(''),
    );
    return 0;
  }
  const chosen = format === undefined ? null : new Set(named(format));
  ctx.stdout(
    ctx.stdin.replace(reference, (whole, braced?: string, plain?: string) => {
      const name = braced ?? plain ?? '';
      if (chosen !== null && !chosen.has(name)) return whole;
      return Object.hasOwn(ctx.env, name) ? (ctx.env[name] ?? '') : '';
    }),
  );
  return 0;
});
