import type { ToolContext } from '../../types.ts';
import { Failure } from '../support/failure.ts';
import { own, text } from '../support/json.ts';
import { absolute } from '../support/paths.ts';
import { build } from './buildkit/index.ts';
import { type Project, readOptions, readProject } from './composeFile.ts';
import { addContainer, openContainers, saveContainers } from './containers.ts';
import { needDaemon } from './daemon.ts';
import { table } from './list.ts';
import { needImage } from './run.ts';

const notRun = 'containers inside the build container are not run.';
/** ms until a container is there or gone. A typical figure. */
const startMs = 500;

/** Services named in a command, or all of them. */
function chosen(project: Project, rest: readonly string[]): [string, unknown][] {
  const named = rest.filter(
    (word, at) =>
      !word.startsWith('-') &&
      !/^(?:-t|--timeout|--scale|--wait-timeout|--build-arg|--format|--tail|-n)$/.test(
        rest[at - 1] ?? '-',
      ),
  );
  for (const word of named) {
    if (!project.services.some(([name]) => name === word))
      throw new Failure(1, `no such service: ${word}\n`);
  }
  return named.length === 0
    ? project.services
    : project.services.filter(([name]) => named.includes(name));
}

const imageOf = (project: Project, service: string, definition: unknown): string =>
  text(definition, 'image') ?? `${project.name}-${service}`;

async function buildService(
  ctx: ToolContext,
  project: Project,
  service: string,
  definition: unknown,
) {
  const given = own(definition, 'build');
  const context = typeof given === 'string' ? given : (text(given, 'context') ?? '.');
  const directory = absolute(project.directory, context);
  const file = text(given, 'dockerfile');
  const target = text(given, 'target');
  return build(ctx, [
    ...['-t', imageOf(project, service, definition)],
    ...(file === undefined ? [] : ['-f', absolute(directory, file)]),
    ...(target === undefined ? [] : ['--target', target]),
    directory,
  ]);
}

type Command = (ctx: ToolContext, project: Project, rest: readonly string[]) => Promise<number>;

const up: Command = async (ctx, project, rest) => {
  const services = chosen(project, rest);
  for (const [service, definition] of services) {
    if (own(definition, 'build') !== undefined) {
      const status = await buildService(ctx, project, service, definition);
      if (status !== 0) return status;
    } else await needImage(ctx, imageOf(project, service, definition));
  }
  ctx.assumed(`docker compose up: ${notRun}`);
  ctx.stderr(
    ` Network ${project.name}_default  Creating\n Network ${project.name}_default  Created\n`,
  );
  for (const [service, definition] of services) {
    const name = text(definition, 'container_name') ?? `${project.name}-${service}-1`;
    const all = await openContainers(ctx);
    if (all.some((each) => each.name === name)) {
      ctx.stderr(` Container ${name}  Running\n`);
      continue;
    }
    const image = imageOf(project, service, definition);
    const made = { name, image, command: '', running: true, passing: false };
    await addContainer(ctx, { ...made, project: project.name, service });
    await ctx.sleep(startMs);
    ctx.stderr(` Container ${name}  Created\n Container ${name}  Started\n`);
  }
  return 0;
};

const down: Command = async (ctx, project) => {
  const all = await openContainers(ctx);
  const own = all.filter((each) => each.project === project.name);
  await saveContainers(
    ctx,
    all.filter((each) => each.project !== project.name),
  );
  for (const { name } of own) {
    await ctx.sleep(startMs);
    ctx.stderr(` Container ${name}  Stopped\n Container ${name}  Removed\n`);
  }
  if (own.length > 0) ctx.stderr(` Network ${project.name}_default  Removed\n`);
  return 0;
};

const ps: Command = async (ctx, project, rest) => {
  const own = (await openContainers(ctx)).filter(
    (each) => each.project === project.name && each.running,
  );
  if (rest.some((word) => /^(?:-q|--quiet)$/.test(word)))
    ctx.stdout(own.map(({ id }) => `${id}\n`).join(''));
  else if (rest.includes('--services'))
    ctx.stdout(own.map(({ service }) => `${service}\n`).join(''));
  else {
    ctx.assumed('docker compose ps: how long a container runs and its ports are not simulated.');
    const head = ['NAME', 'IMAGE', 'COMMAND', 'SERVICE', 'CREATED', 'STATUS', 'PORTS'];
    ctx.stdout(
      table([
        head,
        ...own.map(({ name, image, service = '' }) => [name, image, '""', service, '', 'Up', '']),
      ]),
    );
  }
  return 0;
};

const commands: Readonly<Record<string, Command>> = {
  up,
  down,
  ps,
  async build(ctx, project, rest) {
    for (const [service, definition] of chosen(project, rest)) {
      if (own(definition, 'build') === undefined) continue;
      const status = await buildService(ctx, project, service, definition);
      if (status !== 0) return status;
    }
    return 0;
  },
  async pull(ctx, project, rest) {
    for (const [service, definition] of chosen(project, rest)) {
      if (own(definition, 'build') === undefined)
        await needImage(ctx, imageOf(project, service, definition));
    }
    return 0;
  },
  async config(ctx, project, rest) {
    if (rest.includes('--services'))
      ctx.stdout(project.services.map(([name]) => `${name}\n`).join(''));
    else if (rest.includes('--images'))
      ctx.stdout(
        project.services.map(([name, each]) => `${imageOf(project, name, each)}\n`).join(''),
      );
    else if (!rest.some((word) => /^(?:-q|--quiet)$/.test(word))) {
      ctx.assumed('docker compose config: the file is printed as it is.');
      ctx.stdout(project.source);
    }
    return 0;
  },
};

/** Commands that look into a service; what they find is not known. */
const inside = new Set('attach cp exec kill logs restart rm run start stop top wait'.split(' '));

/** Docker Compose: its file is read, images are built and pulled, containers are known by name; nothing runs in them. */
export async function compose(ctx: ToolContext, words: readonly string[]): Promise<number> {
  const options = readOptions(words);
  const known = Object.hasOwn(commands, options.command) ? commands[options.command] : undefined;
  if (known === undefined && !inside.has(options.command)) {
    if (options.command === '') ctx.assumed("Compose's own help is not simulated.");
    else throw new Failure(1, `unknown docker command: "compose ${options.command}"\n`);
    return 0;
  }
  const project = await readProject(ctx, options);
  if (known !== undefined && options.command === 'config') return known(ctx, project, options.rest);
  needDaemon(ctx);
  if (known !== undefined) return known(ctx, project, options.rest);
  if (options.command === 'exec') {
    const service = options.rest.find(
      (word, at) =>
        !word.startsWith('-') &&
        !/^(?:-e|--env|-u|--user|-w|--workdir|--index)$/.test(options.rest[at - 1] ?? '-'),
    );
    const all = await openContainers(ctx);
    if (
      !all.some((each) => each.project === project.name && each.service === service && each.running)
    )
      throw new Failure(1, `service "${service ?? ''}" is not running\n`);
  }
  ctx.assumed(`docker compose ${options.command}: ${notRun}`);
  return 0;
}
