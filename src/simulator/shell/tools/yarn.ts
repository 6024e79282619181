import type { Tool } from '../types.ts';
import { runEvent } from './npm/run.ts';
import { openNpm, readPackage } from './npm/session.ts';
import { tool } from './support/failure.ts';
import { own, text } from './support/json.ts';

/** Yarn 1 as the images install it (the last release of its line). */
const version = '1.22.22';

const help =
  'info Visit https://yarnpkg.com/en/docs/cli/run for documentation about this command.\n';

const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)}s`;

/**
 * Yarn 1: `--version`, and scripts (`yarn run x`, `yarn x`) with its header and footer. Installing is assumed: yarn.lock is not
 * read yet.
 */
export const yarn: Tool = tool('yarn', async (ctx) => {
  await ctx.sleep(200);
  const [first = 'install', ...rest] = ctx.args;
  if (first === '--version' || first === '-v') {
    ctx.stdout(`${version}\n`);
    return 0;
  }
  const event = first === 'run' ? rest[0] : first;
  const session = { ...(await openNpm(ctx)), silent: true };
  if (event === undefined || ['install', 'add', 'global', 'config', 'cache'].includes(event)) {
    ctx.assumed('yarn.lock is not read yet: nothing was installed.');
    return 0;
  }
  const pkg = await readPackage(session);
  const scripts = own(pkg, 'scripts');
  ctx.stdout(`yarn run v${version}\n`);
  if (text(scripts, event) === undefined) {
    ctx.stderr(`error Command "${event}" not found.\n`);
    ctx.stdout(help);
    return 1;
  }
  const words = first === 'run' ? rest.slice(1) : rest;
  for (const name of [`pre${event}`, event, `post${event}`]) {
    const script = text(scripts, name);
    if (script === undefined) continue;
    const args = name === event ? words : [];
    ctx.stdout(`$ ${[script, ...args].join(' ')}\n`);
    const exitCode = await runEvent(session, pkg, { event: name, script, args, command: 'run' });
    if (exitCode === 0) continue;
    ctx.stderr(`error Command failed with exit code ${exitCode}.\n`);
    ctx.stdout(help);
    return exitCode;
  }
  ctx.stdout(`Done in ${seconds(ctx.host.clock.now() - session.startedAt)}.\n`);
  return 0;
});
