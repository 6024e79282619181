import type { ToolContext } from '../../types.ts';
import { Failure } from '../support/failure.ts';
import { isObject } from '../support/json.ts';
import { needDaemon } from './daemon.ts';
import { parseFlags } from './flags.ts';
import { digestIn, shortDigest } from './push.ts';
import { canonical, familiar, parseReference, type Reference } from './reference.ts';
import { hasCredentials, openRegistry, type Registry } from './registry.ts';
import {
  addImage,
  bytesOf,
  findImage,
  type Image,
  imageFromManifest,
  imageFromRegistry,
  openStore,
  saveStore,
} from './store.ts';

/** Bytes per ms from a registry, unpacking included: 25 MB/s. */
export const pullBytesPerMs = 25_000;

/**
 * Asks the registry for an image; the text of its refusal, or null. Public registries are taken to have what they are asked for;
 * private ECR ones are asked (BatchGetImage, then GetDownloadUrlForLayer for each layer).
 */
export async function fetchImage(
  ctx: ToolContext,
  reference: Reference,
): Promise<{ image: Image; digest: string } | { refusal: string }> {
  const now = ctx.host.clock.unix();
  const registry = openRegistry(ctx, reference);
  if (registry === null) {
    const refusal =
      reference.registry === 'docker.io'
        ? ctx.host.pullFromHub?.({ authenticated: await hasCredentials(ctx, reference) })
        : null;
    if (refusal) return { refusal };
    const image = imageFromRegistry(reference, now);
    return { image, digest: reference.digest ?? image.id };
  }
  if (!(await hasCredentials(ctx, reference))) {
    return {
      refusal: `Head "https://${reference.registry}/v2/${reference.repository}/manifests/${reference.tag}": no basic auth credentials`,
    };
  }
  const answer = await registry.call('BatchGetImage', {
    imageIds: [
      reference.digest === undefined
        ? { imageTag: reference.tag }
        : { imageDigest: reference.digest },
    ],
  });
  if (!answer.ok) return { refusal: refusalText(reference, answer.text) };
  const found: unknown = Array.isArray(answer.output.images) ? answer.output.images[0] : undefined;
  if (!isObject(found)) {
    return {
      refusal: `manifest for ${canonical(reference)} not found: manifest unknown: Requested image not found`,
    };
  }
  const image =
    imageFromManifest(String(found.imageManifest), now) ?? imageFromRegistry(reference, now);
  const refused = await fetchLayers(registry, image);
  if (refused !== null) return { refusal: refusalText(reference, refused) };
  return { image, digest: digestIn(found) };
}

async function fetchLayers(registry: Registry, image: Image): Promise<string | null> {
  for (const { digest } of image.layers) {
    const answer = await registry.call('GetDownloadUrlForLayer', { layerDigest: digest });
    if (!answer.ok) return answer.text;
  }
  return null;
}

const refusalText = (reference: Reference, text: string): string =>
  text.startsWith('denied:')
    ? `pull access denied for ${reference.familiar}, repository does not exist or may require 'docker login': ${text}`
    : text;

/** `docker pull` (Docker Docs, "docker image pull"). */
export async function pull(ctx: ToolContext, words: readonly string[]): Promise<number> {
  const { positionals, flags } = parseFlags(words, {
    values: { platform: 'platform' },
    booleans: {
      a: 'all-tags',
      'all-tags': 'all-tags',
      q: 'quiet',
      quiet: 'quiet',
      'disable-content-trust': 'trust',
    },
  });
  needDaemon(ctx);
  const [name = ''] = positionals;
  const reference = parseReference(name);
  if ('error' in reference) throw new Failure(1, `${reference.error}\n`);
  const say = (text: string) => {
    if (!flags.has('quiet')) ctx.stdout(text);
  };
  const tagged = /:[\w.-]+$/.test(name) || reference.digest !== undefined;
  if (!tagged) say('Using default tag: latest\n');
  const fetched = await fetchImage(ctx, reference);
  if ('refusal' in fetched) {
    throw new Failure(1, `Error response from daemon: ${fetched.refusal}\n`);
  }
  const store = await openStore(ctx);
  const known = findImage(store, name, reference) !== null;
  say(`${reference.tag}: Pulling from ${reference.repository}\n`);
  if (!known) {
    const ids = fetched.image.layers.map(({ digest }) => shortDigest(digest));
    for (const id of ids) say(`${id}: Pulling fs layer\n`);
    await ctx.sleep(Math.ceil(bytesOf(fetched.image) / pullBytesPerMs));
    for (const id of ids) say(`${id}: Download complete\n`);
    for (const id of ids) say(`${id}: Pull complete\n`);
    addImage(store, fetched.image, [reference]);
    await saveStore(ctx, store);
  }
  const status = known ? 'Image is up to date for' : 'Downloaded newer image for';
  say(`Digest: ${fetched.digest}\nStatus: ${status} ${familiar(reference)}\n`);
  ctx.stdout(`${canonical(reference)}\n`);
  return 0;
}
