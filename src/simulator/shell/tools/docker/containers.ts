import type { ToolContext } from '../../types.ts';
import { Failure } from '../support/failure.ts';
import { readText, writeFile } from '../support/files.ts';
import { isObject, parseJson } from '../support/json.ts';

/** A container that a command of the build has made. What its program does is not simulated. */
export interface Container {
  /** 64 hex digits. */
  id: string;
  name: string;
  /** As it was written. */
  image: string;
  command: string;
  /** Unix ms. */
  createdAt: number;
  running: boolean;
  /** `--rm`: it goes away when it ends. */
  passing: boolean;
  /** Compose project and service. */
  project?: string;
  service?: string;
}

const path = '/var/lib/docker/containers.json';

function isContainer(value: unknown): value is Container {
  return (
    isObject(value) &&
    ['id', 'name', 'image', 'command'].every((key) => typeof value[key] === 'string') &&
    typeof value.createdAt === 'number' &&
    typeof value.running === 'boolean'
  );
}

/** The containers there are, oldest first; whatever a command has spoilt in the file is left out. */
export async function openContainers(ctx: ToolContext): Promise<Container[]> {
  const saved = parseJson((await readText(ctx.fs, path)) ?? '');
  return Array.isArray(saved) ? saved.filter(isContainer) : [];
}

export function saveContainers(ctx: ToolContext, all: readonly Container[]): Promise<void> {
  return writeFile(ctx.fs, path, JSON.stringify(all));
}

/** A container by name, id or the beginning of its id. */
export function findContainer(all: readonly Container[], word: string): Container | null {
  const hex = /^[0-9a-f]{1,64}$/.test(word);
  return (
    all.find(({ name }) => name === word.replace(/^\//, '')) ??
    all.find(({ id }) => hex && id.startsWith(word)) ??
    null
  );
}

/** The daemon's words for a container that is not there. */
export const noSuchContainer = (word: string): string =>
  `Error response from daemon: No such container: ${word}\n`;

/** @throws Failure 1 with the daemon's words. */
export function needContainer(all: readonly Container[], word: string): Container {
  const found = findContainer(all, word);
  if (found === null) throw new Failure(1, noSuchContainer(word));
  return found;
}

/** The daemon gives a name of two words to containers without one. */
function randomName(id: string): string {
  const firsts = 'brave calm eager gentle happy keen lucid quiet sharp vivid'.split(' ');
  const seconds = 'curie darwin euler franklin gauss hopper lovelace noether turing wright'.split(
    ' ',
  );
  const pick = (words: string[], at: number) =>
    words[Number.parseInt(id.slice(at, at + 4), 16) % words.length] ?? '';
  return `${pick(firsts, 0)}_${pick(seconds, 4)}`;
}

/**
 * Adds a container.
 * @throws Failure 125 when its name is taken.
 */
export async function addContainer(
  ctx: ToolContext,
  made: Omit<Container, 'id' | 'name' | 'createdAt'> & { name?: string | undefined },
): Promise<Container> {
  const all = await openContainers(ctx);
  const id = ctx.host.ids.hex(ctx.key(`container/${all.length}`), 64);
  const { name = randomName(id), ...rest } = made;
  const taken = all.find((each) => each.name === name);
  if (taken !== undefined) {
    throw new Failure(
      125,
      `docker: Error response from daemon: Conflict. The container name "/${name}" is already in use by container "${taken.id}". You have to remove (or rename) that container to be able to reuse that name.\n\nRun 'docker run --help' for more information\n`,
    );
  }
  const container = { ...rest, id, name, createdAt: ctx.host.clock.unix() };
  await saveContainers(ctx, [...all, container]);
  return container;
}
