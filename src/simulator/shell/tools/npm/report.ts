import type { Locked } from './lockfile.ts';
import type { Npm } from './session.ts';
import { flag } from './words.ts';

/** `432ms`, `4s`, `2m`: durations as the `ms` package writes them. */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)}ms`;
  return ms < 60_000 ? `${Math.round(ms / 1000)}s` : `${Math.round(ms / 60_000)}m`;
}

const packages = (count: number): string => `${count} package${count === 1 ? '' : 's'}`;

function changes(added: number, removed: number, changed: number, audited: number): string {
  if (added + removed + changed === 0) return audited > 0 ? 'up to date, ' : 'up to date';
  const parts = [
    ...(added > 0 ? [`added ${packages(added)}`] : []),
    ...(removed > 0 ? [`removed ${packages(removed)}`] : []),
    ...(changed > 0 ? [`changed ${packages(changed)}`] : []),
  ];
  if (audited > 0) return `${parts.join(', ')}, and `;
  const last = parts.pop() ?? '';
  return parts.length > 0 ? `${parts.join(', ')}, and ${last}` : last;
}

/**
 * What npm says at the end of an installation (npm 10, `reify-output`). The audit always finds nothing: what the registry knows
 * of vulnerabilities is not simulated.
 */
export function printReport(
  npm: Npm,
  o: { added: number; removed: number; changed: number; packages: readonly Locked[] },
): void {
  if (npm.silent) return;
  const { words, ctx } = npm;
  const audits = words.config.get('audit')?.at(-1) !== 'false';
  const audited = audits ? o.packages.length + 1 : 0;
  const took = duration(ctx.host.clock.now() - npm.startedAt);
  const audit = audited > 0 ? `audited ${packages(audited)}` : '';
  ctx.stdout(`\n${changes(o.added, o.removed, o.changed, audited)}${audit} in ${took}\n`);
  const asking = o.packages.filter(({ entry }) => entry.funding !== undefined).length;
  if (asking > 0 && words.config.get('fund')?.at(-1) !== 'false' && !flag(words, 'global')) {
    const verb = asking === 1 ? 'is' : 'are';
    ctx.stdout(
      `\n${packages(asking)} ${verb} looking for funding\n  run \`npm fund\` for details\n`,
    );
  }
  if (audits) ctx.stdout('\nfound 0 vulnerabilities\n');
}
