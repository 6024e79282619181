import type { ToolContext } from '../../types.ts';
import { Failure } from '../support/failure.ts';
import { own } from '../support/json.ts';
import { type Container, findContainer, openContainers } from './containers.ts';
import { needDaemon } from './daemon.ts';
import { parseFlags } from './flags.ts';
import { parseReference } from './reference.ts';
import { bytesOf, findImage, type Image, openStore } from './store.ts';

const timeOf = (ms: number): string => new Date(ms).toISOString();

function describeContainer(container: Container): Record<string, unknown> {
  const { id, name, running, image, createdAt } = container;
  const state = { Status: running ? 'running' : 'exited', Running: running, ExitCode: 0 };
  return {
    Id: id,
    Created: timeOf(createdAt),
    State: { ...state, Health: { Status: running ? 'healthy' : 'unhealthy' } },
    Name: `/${name}`,
    Config: { Image: image },
  };
}

function describeImage(image: Image, names: string[]): Record<string, unknown> {
  return {
    Id: image.id,
    RepoTags: names,
    Created: timeOf(image.createdAt),
    Architecture: 'amd64',
    Os: 'linux',
    Size: bytesOf(image),
  };
}

/** What `{{.A.B}}` names; undefined: not known here. */
function fieldOf(object: unknown, path: string): unknown {
  return path
    .split('.')
    .slice(1, 10)
    .reduce((value, key) => own(value, key), object);
}

/** `docker inspect`: what is known of containers and images; the health of a container is taken to be good. */
export async function inspect(ctx: ToolContext, words: readonly string[]): Promise<number> {
  const { flags, positionals } = parseFlags(words, {
    values: { f: 'format', format: 'format', type: 'type' },
    booleans: { s: 'size', size: 'size' },
  });
  needDaemon(ctx);
  if (positionals.length === 0) {
    throw new Failure(
      1,
      "docker: 'docker inspect' requires at least 1 argument\n\nUsage:  docker inspect [OPTIONS] NAME|ID [NAME|ID...]\n\nRun 'docker inspect --help' for more information\n",
    );
  }
  const store = await openStore(ctx);
  const containers = await openContainers(ctx);
  const format = flags.get('format')?.at(-1);
  const found: unknown[] = [];
  const missing: string[] = [];
  for (const word of positionals) {
    const reference = parseReference(word);
    const container = findContainer(containers, word);
    const image = findImage(store, word, 'error' in reference ? null : reference);
    if (container !== null) found.push(describeContainer(container));
    else if (image !== null) {
      const names = [...store.tags].filter(([, id]) => id === image.id).map(([name]) => name);
      found.push(describeImage(image, names));
    } else missing.push(word);
  }
  if (found.length > 0) ctx.assumed('docker inspect: only some of the fields are simulated.');
  if (format === undefined) ctx.stdout(`${JSON.stringify(found, null, 4)}\n`);
  else {
    for (const one of found) {
      const line = format.replace(/\{\{ ?(?:json )?(\.[\w.]{1,100}) ?\}\}/g, (_, path: string) => {
        const value = fieldOf(one, path);
        return typeof value === 'object' ? JSON.stringify(value) : String(value ?? '<no value>');
      });
      ctx.stdout(`${line}\n`);
    }
    if (found.length === 0) ctx.stdout('\n');
  }
  for (const word of missing) ctx.stderr(`Error: No such object: ${word}\n`);
  return missing.length > 0 ? 1 : 0;
}
