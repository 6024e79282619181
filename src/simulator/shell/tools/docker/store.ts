import { layersIn, readManifest } from '../../../cloud/services/ecr/manifest.ts';
import type { ToolContext } from '../../types.ts';
import { sha256Hex } from '../support/bytes.ts';
import { readText, writeFile } from '../support/files.ts';
import { isObject, own, parseJson } from '../support/json.ts';
import { canonical, familiar, type Reference } from './reference.ts';

export interface Layer {
  /** `sha256:…` of its content. */
  digest: string;
  /** As sent to a registry. */
  bytes: number;
}
export interface Image {
  /** `sha256:…` of its configuration. */
  id: string;
  /** Unix ms. */
  createdAt: number;
  /** From the base upwards. */
  layers: Layer[];
  /** The image's configuration as JSON: part of what is pushed. */
  config: string;
}

/** What the Docker daemon of the container keeps. */
export interface Store {
  /** By id. */
  images: Map<string, Image>;
  /** Familiar name with tag → id. */
  tags: Map<string, string>;
  /** Build steps whose result is kept: their chain digests. */
  cache: Set<string>;
}

/** The daemon's state lives in the container, so that it ends with it. */
export const daemonState = '/var/lib/docker/store.json';

interface SavedStore {
  images: Image[];
  tags: [string, string][];
  cache: string[];
}

const isText = (value: unknown): value is string => typeof value === 'string';

const isLayer = (value: unknown): value is Layer =>
  isObject(value) && isText(value.digest) && typeof value.bytes === 'number';

const isImage = (value: unknown): value is Image =>
  isObject(value) &&
  isText(value.id) &&
  isText(value.config) &&
  typeof value.createdAt === 'number' &&
  Array.isArray(value.layers) &&
  value.layers.every(isLayer);

const isTag = (value: unknown): value is [string, string] =>
  Array.isArray(value) && value.length === 2 && value.every(isText);

/** A saved state; whatever a command has spoilt in it is left out. */
export function readStore(saved: unknown): Store {
  const list = (key: string): unknown[] => {
    const value = own(saved, key);
    return Array.isArray(value) ? value : [];
  };
  const images = list('images').filter(isImage);
  return {
    images: new Map(images.map((image) => [image.id, image])),
    tags: new Map(list('tags').filter(isTag)),
    cache: new Set(list('cache').filter(isText)),
  };
}

/** The state as JSON. */
export function writeStore(store: Store): string {
  const saved: SavedStore = {
    images: [...store.images.values()],
    tags: [...store.tags],
    cache: [...store.cache],
  };
  return JSON.stringify(saved);
}

/** Reads the daemon's state. */
export async function openStore(ctx: ToolContext): Promise<Store> {
  return readStore(parseJson((await readText(ctx.fs, daemonState)) ?? ''));
}

export async function saveStore(ctx: ToolContext, store: Store): Promise<void> {
  await writeFile(ctx.fs, daemonState, writeStore(store));
}

export function addImage(store: Store, image: Image, names: readonly Reference[]): void {
  if (!store.images.has(image.id)) store.images.set(image.id, image);
  for (const name of names) store.tags.set(familiar(name), image.id);
}

/** An image by its name, or by its id or the beginning of it. */
export function findImage(store: Store, word: string, reference: Reference | null): Image | null {
  const tagged = reference === null ? undefined : store.tags.get(familiar(reference));
  const bare = word.replace(/^sha256:/, '');
  const id =
    tagged ??
    (/^[0-9a-f]{4,64}$/.test(bare)
      ? [...store.images.keys()].find((each) => each.startsWith(`sha256:${bare}`))
      : undefined);
  return (id === undefined ? undefined : store.images.get(id)) ?? null;
}

const mediaType = {
  manifest: 'application/vnd.docker.distribution.manifest.v2+json',
  config: 'application/vnd.docker.container.image.v1+json',
  layer: 'application/vnd.docker.image.rootfs.diff.tar.gzip',
};

/** Manifest of an image (Docker image manifest, schema version 2); its SHA-256 is the digest in the registry. */
export function manifestOf(image: Image): string {
  const manifest = {
    schemaVersion: 2,
    mediaType: mediaType.manifest,
    config: { mediaType: mediaType.config, size: image.config.length, digest: image.id },
    layers: image.layers.map(({ digest, bytes }) => ({
      mediaType: mediaType.layer,
      size: bytes,
      digest,
    })),
  };
  return JSON.stringify(manifest, null, 3);
}

/** The image behind a manifest; null when that names no configuration or no layers. */
export function imageFromManifest(manifest: string, createdAt: number): Image | null {
  const config = own(readManifest(manifest), 'config');
  const id = isObject(config) ? config.digest : undefined;
  const layers = layersIn(manifest);
  if (typeof id !== 'string' || layers.length === 0) return null;
  return { id, createdAt, layers, config: JSON.stringify({ from: id }) };
}

/**
 * An image of some registry whose content is not known: layers and sizes follow from its name alone, so that the same name always
 * gives the same image.
 */
export function imageFromRegistry(reference: Reference, createdAt: number): Image {
  const name = reference.digest ?? canonical(reference);
  const small = /alpine|slim|distroless|busybox|scratch|nginx|httpd/.test(name);
  const layers = Array.from({ length: small ? 4 : 6 }, (_, index): Layer => {
    const hex = sha256Hex(`${name}#${index}`);
    const most = (small ? 24_000_000 : 60_000_000) / (index + 1);
    const part = Number.parseInt(hex.slice(0, 6), 16) / 0xffffff;
    return { digest: `sha256:${hex}`, bytes: 1_000 + Math.round(most * (0.4 + 0.6 * part)) };
  });
  const config = JSON.stringify({ from: name });
  return { id: `sha256:${sha256Hex(config)}`, createdAt, layers, config };
}

export const bytesOf = (image: Image): number =>
  image.layers.reduce((sum, { bytes }) => sum + bytes, 0);
