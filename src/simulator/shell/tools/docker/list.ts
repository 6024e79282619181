import type { ToolContext } from '../../types.ts';
import { Failure } from '../support/failure.ts';
import { needDaemon } from './daemon.ts';
import { parseFlags } from './flags.ts';
import { parseReference, type Reference } from './reference.ts';
import { age, listSize } from './sizes.ts';
import { addImage, bytesOf, findImage, type Image, openStore, saveStore } from './store.ts';

/** Docker's tables: columns at least ten wide and three apart; the last one is not padded. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(10, ...rows.map((row) => (row[column] ?? '').length + 3)),
  );
  return rows
    .map((row) => {
      const last = row.length - 1;
      const cells = row.map((cell, at) => (at < last ? cell.padEnd(widths[at] ?? 0) : cell));
      return `${cells.join('')}\n`;
    })
    .join('');
}

const shortId = (image: Image): string => image.id.slice('sha256:'.length, 19);

const known = (word: string): Reference | null => {
  const reference = parseReference(word);
  return 'error' in reference ? null : reference;
};

/** `docker images`, with `-q` and a repository as a filter (Docker Docs, "docker image ls"). */
export async function images(ctx: ToolContext, words: readonly string[]): Promise<number> {
  const { flags, positionals } = parseFlags(words, {
    values: { f: 'filter', filter: 'filter', format: 'format' },
    booleans: {
      a: 'all',
      all: 'all',
      q: 'quiet',
      quiet: 'quiet',
      'no-trunc': 'no-trunc',
      digests: 'digests',
    },
  });
  needDaemon(ctx);
  if (flags.has('format') || flags.has('filter')) {
    ctx.assumed('--format and --filter of "docker images" are not simulated: nothing is printed.');
    return 0;
  }
  const store = await openStore(ctx);
  const [filter] = positionals;
  const rows = [...store.tags].flatMap(([name, id]) => {
    const image = store.images.get(id);
    const colon = name.lastIndexOf(':');
    const [repository, tag] = [name.slice(0, colon), name.slice(colon + 1)];
    const wanted = filter === undefined || filter === repository || filter === name;
    return image === undefined || !wanted ? [] : [{ repository, tag, image }];
  });
  if (flags.has('quiet')) {
    const ids = new Set(rows.map(({ image }) => shortId(image)));
    ctx.stdout([...ids].map((id) => `${id}\n`).join(''));
    return 0;
  }
  const now = ctx.host.clock.unix();
  ctx.stdout(
    table([
      ['REPOSITORY', 'TAG', 'IMAGE ID', 'CREATED', 'SIZE'],
      ...rows.map(({ repository, tag, image }) => [
        repository,
        tag,
        shortId(image),
        age(now - image.createdAt),
        listSize(bytesOf(image)),
      ]),
    ]),
  );
  return 0;
}

/** `docker tag SOURCE TARGET` (Docker Docs, "docker image tag"). */
export async function tag(ctx: ToolContext, words: readonly string[]): Promise<number> {
  needDaemon(ctx);
  const [source = '', target = ''] = words;
  if (words.length !== 2) {
    throw new Failure(
      1,
      "docker: 'docker tag' requires 2 arguments\n\nUsage:  docker tag SOURCE_IMAGE[:TAG] TARGET_IMAGE[:TAG]\n\nRun 'docker tag --help' for more information\n",
    );
  }
  const name = parseReference(target);
  if ('error' in name) {
    throw new Failure(
      1,
      `Error parsing reference: ${JSON.stringify(target)} is not a valid repository/tag: ${name.error}\n`,
    );
  }
  const store = await openStore(ctx);
  const reference = parseReference(source);
  const image = findImage(store, source, known(source));
  if (image === null) {
    const shown = 'error' in reference || source.includes(':') ? source : `${source}:latest`;
    throw new Failure(1, `Error response from daemon: No such image: ${shown}\n`);
  }
  addImage(store, image, [name]);
  await saveStore(ctx, store);
  return 0;
}

/** `docker rmi` (Docker Docs, "docker image rm"). */
export async function remove(ctx: ToolContext, words: readonly string[]): Promise<number> {
  needDaemon(ctx);
  const store = await openStore(ctx);
  let exitCode = 0;
  for (const word of words.filter((each) => !each.startsWith('-'))) {
    const image = findImage(store, word, known(word));
    if (image === null) {
      ctx.stderr(
        `Error response from daemon: No such image: ${word.includes(':') ? word : `${word}:latest`}\n`,
      );
      exitCode = 1;
      continue;
    }
    const names = [...store.tags].filter(([, id]) => id === image.id).map(([name]) => name);
    const reference = known(word);
    const named = names.filter((name) => name === `${reference?.familiar}:${reference?.tag}`);
    for (const name of named.length > 0 ? named : names) {
      store.tags.delete(name);
      ctx.stdout(`Untagged: ${name}\n`);
    }
    if (![...store.tags.values()].includes(image.id)) {
      store.images.delete(image.id);
      ctx.stdout(`Deleted: ${image.id}\n`);
    }
  }
  await saveStore(ctx, store);
  return exitCode;
}
