import type { Tool, ToolContext } from '../../types.ts';
import { Failure, tool } from '../support/failure.ts';
import { load, save } from './archive.ts';
import { build } from './buildkit/index.ts';
import { compose } from './compose.ts';
import { needDaemon } from './daemon.ts';
import { info } from './info.ts';
import { inspect } from './inspect.ts';
import { lifecycle } from './lifecycle.ts';
import { images, remove, tag } from './list.ts';
import { login, logout } from './login.ts';
import { ps } from './ps.ts';
import { pull } from './pull.ts';
import { push } from './push.ts';
import { run } from './run.ts';

/** ms of the client itself. */
const startUpMs = 30;
const version = 'Docker version 28.5.2, build ecc6942';

type Command = (ctx: ToolContext, words: readonly string[]) => Promise<number>;

/** A command whose result is not simulated, but which needs the daemon. */
const assumed =
  (name: string, note: string): Command =>
  async (ctx) => {
    needDaemon(ctx, '', 1);
    ctx.assumed(`docker ${name}: ${note}`);
    return 0;
  };

/** Plugins that say their versions without a daemon (reference: codebuild §5.5). */
const plugins: Readonly<Record<string, string>> = {
  compose: 'Docker Compose version v5.1.0\n',
  buildx: 'github.com/docker/buildx v0.32.1\n',
};

const notRun = 'containers inside the build container are not run.';
const notSimulated = 'its result is not simulated.';

const commands: Readonly<Record<string, Command>> = {
  build,
  compose,
  images,
  info,
  inspect,
  load,
  login,
  logout,
  ps,
  pull,
  push,
  rmi: remove,
  save,
  tag,
  run,
  create: assumed('create', notRun),
  ...lifecycle,
  ...Object.fromEntries(
    `commit history import manifest network scout search system version volume`
      .split(' ')
      .map((name) => [name, assumed(name, notSimulated)]),
  ),
};

/** `docker image push` and the like: the noun can be left out. */
const grouped: Readonly<Record<string, Readonly<Record<string, Command>>>> = {
  image: { build, inspect, load, save, ls: images, list: images, pull, push, rm: remove, tag },
  container: { inspect, ls: ps, list: ps, run, ...lifecycle },
  buildx: { build },
  system: { info },
  builder: { build },
};

function commandOf(words: readonly string[]): { command: Command; rest: readonly string[] } | null {
  const [first = '', second = ''] = words;
  const group = Object.hasOwn(grouped, first) ? grouped[first] : undefined;
  if (group !== undefined) {
    const command = Object.hasOwn(group, second) ? group[second] : undefined;
    const rest = words.slice(2);
    return { command: command ?? assumed(`${first} ${second}`.trim(), notSimulated), rest };
  }
  const command = Object.hasOwn(commands, first) ? commands[first] : undefined;
  return command === undefined ? null : { command, rest: words.slice(1) };
}

/**
 * Docker 28.5.2 of the images (reference: codebuild §5.5): client and, in privileged builds, daemon. Credentials and images are
 * files of the container.
 */
export const docker: Tool = tool('docker', async (ctx) => {
  await ctx.sleep(startUpMs);
  const words = ctx.args;
  const [first] = words;
  if (first === '--version' || first === '-v') {
    ctx.stdout(`${version}\n`);
    return 0;
  }
  if (first === undefined || first === '--help' || first === 'help') {
    ctx.assumed("Docker's own help is not simulated.");
    return 0;
  }
  const plugin = Object.hasOwn(plugins, first) ? plugins[first] : undefined;
  if (plugin !== undefined && /^(?:version|--version|-v)$/.test(words[1] ?? '')) {
    ctx.stdout(plugin);
    return 0;
  }
  const found = commandOf(words);
  if (found === null) {
    throw new Failure(
      1,
      `docker: unknown command: docker ${first}\n\nRun 'docker --help' for more information\n`,
    );
  }
  return found.command(ctx, found.rest);
});
