import type { ToolContext } from '../../types.ts';

/** Moments before this count as virtual time: no Unix clock shows them (March 1973). */
const firstUnix = 100_000_000_000;

/** Unix ms of a moment that the cloud gives, in virtual or in Unix ms. */
export function unixOf(ctx: ToolContext, ms: unknown): number {
  const { clock } = ctx.host;
  const value = typeof ms === 'number' ? ms : 0;
  return value < firstUnix ? value + clock.unix() - clock.now() : value;
}

/** `2026-07-14T09:57:49.123000+00:00`: ISO 8601 as the CLI writes it, without the fraction when there is none. */
export function isoTime(unix: number): string {
  const text = new Date(unix).toISOString();
  return text.replace(/\.000Z$/, '+00:00').replace(/(\.\d{3})Z$/, '$1000+00:00');
}

/** `2026-07-14 09:57:49`, as `aws s3 ls` writes it; build containers keep UTC. */
export const listTime = (unix: number): string =>
  new Date(unix).toISOString().slice(0, 19).replace('T', ' ');
