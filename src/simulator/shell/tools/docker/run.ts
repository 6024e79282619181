import type { ToolContext } from '../../types.ts';
import { aws } from '../aws/index.ts';
import { Failure } from '../support/failure.ts';
import { addContainer } from './containers.ts';
import { needDaemon } from './daemon.ts';
import { type ParsedFlags, parseFlags } from './flags.ts';
import { pull } from './pull.ts';
import { canonical, familiar, parseReference } from './reference.ts';
import { findImage, openStore } from './store.ts';

/** ms until the process in the new container starts, once its image is there. A typical figure. */
const startMs = 400;

const help = "\nRun 'docker run --help' for more information\n";
const words = (text: string): string[] => text.split(' ');
const same = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, name]));

const table = {
  values: {
    e: 'env',
    v: 'volume',
    p: 'publish',
    w: 'workdir',
    u: 'user',
    m: 'memory',
    h: 'hostname',
    l: 'label',
    c: 'cpu-shares',
    ...same(
      words(
        'env volume publish workdir user memory hostname label name network net entrypoint platform env-file mount cpus add-host pull restart ulimit shm-size cap-add cap-drop security-opt log-driver link device dns expose gpus ip ipc pid stop-signal tmpfs volumes-from',
      ),
    ),
  },
  booleans: {
    i: 'interactive',
    t: 'tty',
    d: 'detach',
    q: 'quiet',
    P: 'publish-all',
    ...same(
      words('interactive tty detach quiet publish-all rm privileged init read-only no-healthcheck'),
    ),
  },
  interspersed: false,
};

/** Images whose program is simulated: they hold the AWS CLI. */
const awsCli = /^(?:(?:public\.ecr\.aws\/)?(?:aws-cli|amazon)\/)aws-cli(?::[\w.-]+)?$/;

/**
 * The environment inside: what the image sets and what `-e` hands over. The credentials endpoint of the build is none of it,
 * so programs inside find no credentials (CodeBuild User Guide, "Troubleshooting AWS CodeBuild").
 */
function environment(ctx: ToolContext, { flags }: ParsedFlags): Record<string, string> {
  const env: Record<string, string> = {
    PATH: '/usr/local/bin:/usr/bin:/bin',
    HOME: '/root/.inside',
  };
  for (const given of flags.get('env') ?? []) {
    const equals = given.indexOf('=');
    const name = equals < 0 ? given : given.slice(0, equals);
    const value = equals < 0 ? ctx.env[name] : given.slice(equals + 1);
    if (value !== undefined) env[name] = value;
  }
  return env;
}

/** Pulls the image when it is not there. @throws Failure 125 when the registry refuses. */
export async function needImage(ctx: ToolContext, image: string, platform?: string): Promise<void> {
  const reference = parseReference(image);
  if ('error' in reference) throw new Failure(125, `docker: ${reference.error}\n${help}`);
  if (findImage(await openStore(ctx), image, reference) !== null) return;
  ctx.stderr(`Unable to find image '${familiar(reference)}' locally\n`);
  // What a pull says goes to stderr here, without its first and last line.
  const say = (text: string) => {
    if (text !== `${canonical(reference)}\n` && !text.startsWith('Using default tag'))
      ctx.stderr(text);
  };
  const words = platform === undefined ? [image] : ['--platform', platform, image];
  try {
    await pull({ ...ctx, stdout: say }, words);
  } catch (reason) {
    if (!(reason instanceof Failure)) throw reason;
    throw new Failure(125, `docker: ${reason.message}${help}`);
  }
}

/** `docker run`: containers inside the build container are not run, but for the AWS CLI’s own image. */
export async function run(ctx: ToolContext, args: readonly string[]): Promise<number> {
  needDaemon(ctx, 'docker: ', 125);
  const parsed = parseFlags(args, table);
  const [image, ...command] = parsed.positionals;
  if (image === undefined) {
    throw new Failure(
      1,
      "docker: 'docker run' requires at least 1 argument\n\nUsage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]\n\nSee 'docker run --help' for more information\n",
    );
  }
  const detached = parsed.flags.has('detach');
  await needImage(ctx, image, parsed.flags.get('platform')?.at(-1));
  await ctx.sleep(startMs);
  const passing = parsed.flags.has('rm');
  if (detached || !passing) {
    const name = parsed.flags.get('name')?.at(-1);
    const made = { name, image, command: command.join(' '), running: detached, passing };
    const { id } = await addContainer(ctx, made);
    if (detached) ctx.stdout(`${id}\n`);
  }
  if (
    detached ||
    !awsCli.test(image) ||
    parsed.flags.has('entrypoint') ||
    parsed.flags.has('env-file')
  ) {
    ctx.assumed('docker run: containers inside the build container are not run.');
    return 0;
  }
  return aws.run({ ...ctx, args: command, env: environment(ctx, parsed), cwd: '/' });
}
