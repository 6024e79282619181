import type { ToolContext } from '../../types.ts';
import { Failure } from '../support/failure.ts';
import {
  type Container,
  findContainer,
  needContainer,
  noSuchContainer,
  openContainers,
  saveContainers,
} from './containers.ts';
import { needDaemon } from './daemon.ts';

type Command = (ctx: ToolContext, words: readonly string[]) => Promise<number>;

const notRun = 'containers inside the build container are not run.';
/** ms until a process has ended after its signal. A typical figure. */
const endMs = 300;

/** Words that are no options and no values of `-t 5` and the like. */
const operands = (words: readonly string[], valued: RegExp): string[] =>
  words.filter((word, at) => !/^-./.test(word) && !valued.test(words[at - 1] ?? '-'));

/** A command that changes containers one by one, and names each that it changed. */
function each(
  change: (container: Container, words: readonly string[]) => Container | null | string,
): Command {
  return async (ctx, words) => {
    needDaemon(ctx);
    let all = await openContainers(ctx);
    let exitCode = 0;
    for (const word of operands(words, /^(?:-t|--time|--timeout|-s|--signal)$/)) {
      const found = findContainer(all, word);
      const changed = found === null ? noSuchContainer(word) : change(found, words);
      if (typeof changed === 'string' || found === null) {
        ctx.stderr(String(changed));
        exitCode = 1;
        continue;
      }
      const next = changed?.passing && !changed.running ? null : changed;
      all = all.flatMap((one) => (one.id !== found.id ? [one] : next === null ? [] : [next]));
      await ctx.sleep(endMs);
      ctx.stdout(`${word}\n`);
    }
    await saveContainers(ctx, all);
    return exitCode;
  };
}

const remove = each((container, words) =>
  container.running && !words.some((word) => /^(?:-[a-z]*f[a-z]*|--force)$/.test(word))
    ? `Error response from daemon: cannot remove container "${container.name}": container is running: stop the container before removing or force remove\n`
    : null,
);

/** A command that looks into one container. What it would find there is not known. */
function inside(name: string, valued: RegExp, running: boolean): Command {
  return async (ctx, words) => {
    needDaemon(ctx);
    const at = words.findIndex((word, i) => !/^-./.test(word) && !valued.test(words[i - 1] ?? '-'));
    const word = words[at];
    if (word === undefined) {
      throw new Failure(
        1,
        `docker: 'docker ${name}' requires ${name === 'exec' ? 'at least 2 arguments' : '1 argument'}\n\nSee 'docker ${name} --help' for more information\n`,
      );
    }
    const container = needContainer(await openContainers(ctx), word);
    if (running && !container.running)
      throw new Failure(
        1,
        `Error response from daemon: container ${container.id} is not running\n`,
      );
    ctx.assumed(`docker ${name}: ${notRun}`);
    return 0;
  };
}

/** `docker wait`: the status of the program is taken to be 0. */
const wait: Command = async (ctx, words) => {
  needDaemon(ctx);
  const all = await openContainers(ctx);
  for (const word of operands(words, /^(?:-f|--filter)$/)) {
    needContainer(all, word);
    ctx.assumed(`docker wait: ${notRun}`);
    ctx.stdout('0\n');
  }
  return 0;
};

/** `docker cp CONTAINER:SRC DEST`: only whether the container is there is known. */
const copy: Command = async (ctx, words) => {
  needDaemon(ctx);
  const [from = '', to = ''] = operands(words, /^(?:-f|--filter)$/);
  const named = [from, to].map((word) => /^([\w.-]{1,128}):/.exec(word)?.[1]).find((word) => word);
  if (named === undefined) throw new Failure(1, 'must specify at least one container source\n');
  needContainer(await openContainers(ctx), named);
  ctx.assumed(`docker cp: nothing is copied: ${notRun}`);
  return 0;
};

/** Commands on containers (Docker Docs, "docker container"). */
export const lifecycle: Readonly<Record<string, Command>> = {
  cp: copy,
  exec: inside('exec', /^(?:-e|--env|-u|--user|-w|--workdir|--env-file)$/, true),
  kill: each((container) =>
    container.running
      ? { ...container, running: false }
      : `Error response from daemon: cannot kill container: ${container.name}: container ${container.id} is not running\n`,
  ),
  logs: inside('logs', /^(?:-n|--tail|--since|--until)$/, false),
  rm: remove,
  start: each((container) => ({ ...container, running: true })),
  restart: each((container) => ({ ...container, running: true })),
  stop: each((container) => ({ ...container, running: false })),
  wait,
};
