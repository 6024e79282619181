import type { ToolContext } from '../../types.ts';
import { Failure } from '../support/failure.ts';
import { readText, writeFile } from '../support/files.ts';
import { parseJson } from '../support/json.ts';
import { absolute } from '../support/paths.ts';
import { needDaemon } from './daemon.ts';
import { parseFlags } from './flags.ts';
import { parseReference } from './reference.ts';
import { addImage, findImage, openStore, readStore, saveStore, writeStore } from './store.ts';

/** What stands before the images in an archive of ours: it is no tar file. */
const MARK = 'docker images ';

/** `docker save`: images and their names, in a form that only `docker load` here reads. */
export async function save(ctx: ToolContext, words: readonly string[]): Promise<number> {
  const { flags, positionals } = parseFlags(words, {
    values: { o: 'output', output: 'output', platform: 'platform' },
    booleans: {},
  });
  needDaemon(ctx);
  const store = await openStore(ctx);
  const kept: typeof store = { images: new Map(), tags: new Map(), cache: new Set() };
  for (const word of positionals) {
    const reference = parseReference(word);
    const image = findImage(store, word, 'error' in reference ? null : reference);
    if (image === null)
      throw new Failure(1, `Error response from daemon: No such image: ${word}\n`);
    addImage(kept, image, 'error' in reference ? [] : [reference]);
  }
  ctx.assumed('docker save: the archive holds the names of the images, not their layers.');
  const text = MARK + writeStore(kept);
  const output = flags.get('output')?.at(-1);
  if (output === undefined) ctx.stdout(text);
  else await writeFile(ctx.fs, absolute(ctx.cwd, output), text);
  return 0;
}

/** `docker load`, from a file or standard input. */
export async function load(ctx: ToolContext, words: readonly string[]): Promise<number> {
  const { flags } = parseFlags(words, {
    values: { i: 'input', input: 'input', platform: 'platform' },
    booleans: { q: 'quiet', quiet: 'quiet' },
  });
  needDaemon(ctx);
  const input = flags.get('input')?.at(-1);
  const text = input === undefined ? ctx.stdin : await readText(ctx.fs, absolute(ctx.cwd, input));
  if (text === null) throw new Failure(1, `open ${input}: no such file or directory\n`);
  if (text === '') throw new Failure(1, 'requested load from stdin, but stdin is empty\n');
  if (!text.startsWith(MARK)) {
    ctx.assumed('docker load: what is in an archive that the build did not save is not known.');
    return 0;
  }
  const loaded = readStore(parseJson(text.slice(MARK.length)));
  const store = await openStore(ctx);
  for (const image of loaded.images.values()) store.images.set(image.id, image);
  for (const [name, id] of loaded.tags) {
    store.tags.set(name, id);
    ctx.stdout(`Loaded image: ${name}\n`);
  }
  await saveStore(ctx, store);
  return 0;
}
