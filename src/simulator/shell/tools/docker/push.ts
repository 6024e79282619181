import type { ToolContext } from '../../types.ts';
import { Failure } from '../support/failure.ts';
import { isObject } from '../support/json.ts';
import { needDaemon } from './daemon.ts';
import { parseFlags } from './flags.ts';
import { familiar, parseReference, type Reference } from './reference.ts';
import { demand, hasCredentials, openRegistry, type Registry } from './registry.ts';
import { bytesOf, findImage, type Image, type Layer, manifestOf, openStore } from './store.ts';

/** Bytes per ms to the registry: 15 MB/s. */
const bytesPerMs = 15_000;
/** Layers that Docker sends at a time; the others wait. */
const parallel = 5;

/** Short name of a layer in progress lines. */
export const shortDigest = (digest: string): string => digest.slice('sha256:'.length, 19);

/**
 * `docker push` (Docker Docs, "docker image push"; reference: cli-iam.json): each layer is asked for and sent if the registry
 * lacks it, the manifest last. A refusal names the action that the role lacks, exit 1.
 */
export async function push(ctx: ToolContext, words: readonly string[]): Promise<number> {
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
  if (positionals.length !== 1) {
    throw new Failure(
      1,
      "docker: 'docker push' requires 1 argument\n\nUsage:  docker push [OPTIONS] NAME[:TAG]\n\nRun 'docker push --help' for more information\n",
    );
  }
  const reference = parseReference(name);
  if ('error' in reference) throw new Failure(1, `${reference.error}\n`);
  const say = (text: string) => {
    if (!flags.has('quiet')) ctx.stdout(text);
  };
  if (!/:[\w.-]+$/.test(name) && !flags.has('all-tags')) say('Using default tag: latest\n');
  say(`The push refers to repository [${reference.registry}/${reference.repository}]\n`);
  const image = await localImage(ctx, name, reference);
  const layers = [...image.layers].reverse();
  for (const { digest } of layers) say(`${shortDigest(digest)}: Preparing\n`);
  for (const { digest } of layers.slice(parallel)) say(`${shortDigest(digest)}: Waiting\n`);
  if (!(await hasCredentials(ctx, reference))) throw new Failure(1, withoutLogin(reference));
  const registry = openRegistry(ctx, reference);
  if (registry === null) {
    ctx.assumed(
      `What the registry ${reference.registry} answers is not known: the push is taken to succeed.`,
    );
    await ctx.sleep(Math.ceil(bytesOf(image) / bytesPerMs));
    return 0;
  }
  for (const layer of layers) {
    const before = await look(registry, layer);
    if (before !== 'there') await upload(ctx, registry, layer);
    // Docker looks again whether what it sent has arrived; the refusal of a HEAD has no body to read.
    if (before === 'denied' && (await look(registry, layer)) === 'denied') {
      throw new Failure(1, bodiless);
    }
    const pushed = before === 'there' ? 'Layer already exists' : 'Pushed';
    say(`${shortDigest(layer.digest)}: ${pushed}\n`);
  }
  const manifest = manifestOf(image);
  const output = await demand(registry, 'PutImage', {
    imageTag: reference.tag,
    imageManifest: manifest,
    bytes: bytesOf(image),
  });
  const digest = digestIn(output.image);
  if (flags.has('quiet'))
    ctx.stdout(`${reference.registry}/${reference.repository}:${reference.tag}\n`);
  say(`${reference.tag}: digest: ${digest} size: ${manifest.length}\n`);
  return 0;
}

async function localImage(ctx: ToolContext, name: string, reference: Reference): Promise<Image> {
  const store = await openStore(ctx);
  const image = store.tags.has(familiar(reference)) ? findImage(store, name, reference) : null;
  if (image !== null) return image;
  const sibling = [...store.tags.keys()].some((each) => each.startsWith(`${reference.familiar}:`));
  throw new Failure(
    1,
    sibling
      ? `tag does not exist: ${familiar(reference)}\n`
      : `An image does not exist locally with the tag: ${reference.familiar}\n`,
  );
}

function withoutLogin(reference: Reference): string {
  return reference.registry === 'docker.io'
    ? 'denied: requested access to the resource is denied\n'
    : 'no basic auth credentials\n';
}

/** What Docker makes of a refusal without a body (aws-actions/amazon-ecr-login, issue 14). */
const bodiless = 'error parsing HTTP 403 response body: unexpected end of JSON input: ""\n';

/** HEAD of a layer. When it is denied Docker tries to send all the same, and may then hear why not. */
async function look(
  registry: Registry,
  { digest }: Layer,
): Promise<'there' | 'missing' | 'denied'> {
  const answer = await registry.call('BatchCheckLayerAvailability', { layerDigests: [digest] });
  if (!answer.ok) {
    if (answer.denied !== true) throw new Failure(1, `${answer.text}\n`);
    return 'denied';
  }
  const { layers } = answer.output;
  const there =
    Array.isArray(layers) &&
    layers.some((layer) => isObject(layer) && layer.layerAvailability === 'AVAILABLE');
  return there ? 'there' : 'missing';
}

/** Digest in the identifier of an image. */
export const digestIn = (image: unknown): string =>
  isObject(image) && isObject(image.imageId) ? String(image.imageId.imageDigest) : '';

async function upload(ctx: ToolContext, registry: Registry, layer: Layer): Promise<void> {
  const { uploadId } = await demand(registry, 'InitiateLayerUpload', {});
  await ctx.sleep(Math.ceil(layer.bytes / bytesPerMs));
  await demand(registry, 'UploadLayerPart', {
    uploadId,
    digest: layer.digest,
    bytes: layer.bytes,
  });
  await demand(registry, 'CompleteLayerUpload', { uploadId, layerDigests: [layer.digest] });
}
