import type { EcrRepositoryResource } from '../../../scenario/types.ts';
import { arn, type Place } from '../../arns.ts';
import type { EcrImage, EcrRepository } from '../../types.ts';
import { digestOf, dockerManifest } from './manifest.ts';

/** A repository without images. `createdAt`: ms of virtual time. */
export const newRepository = (place: Place, name: string, createdAt: number): EcrRepository => ({
  name,
  ...place,
  createdAt,
  immutable: false,
  layers: new Map(),
  images: [],
});

/** How many layers an image has whose content nobody knows. */
const layerCount = 3;
const layerBytes = 8_000_000;

/** An image whose tag is all that is known of it: the same name always gives the same image. It has been scanned. */
export function declaredImage(place: Place & { name: string }, tag: string): EcrImage {
  const repository = arn.repository(place, place.name);
  const layers = Array.from({ length: layerCount }, (_, index) => ({
    mediaType: 'application/vnd.docker.image.rootfs.diff.tar.gzip',
    size: layerBytes * (layerCount - index),
    digest: digestOf(`${repository}:${tag}#${index}`),
  }));
  const config = JSON.stringify({ from: `${repository}:${tag}` });
  const manifest = JSON.stringify(
    {
      schemaVersion: 2,
      mediaType: dockerManifest,
      config: {
        mediaType: 'application/vnd.docker.container.image.v1+json',
        size: config.length,
        digest: digestOf(config),
      },
      layers,
    },
    null,
    3,
  );
  const bytes = layers.reduce((sum, { size }) => sum + size, 0);
  return {
    digest: digestOf(manifest),
    tags: [tag],
    bytes,
    pushedAt: 0,
    manifest,
    scannedAt: -60_000,
  };
}

/** A repository as the scenario has it before the run. */
export function declaredRepository(
  place: Place,
  name: string,
  { imageTagMutability, policy, images = [] }: EcrRepositoryResource,
): EcrRepository {
  const repository = newRepository(place, name, 0);
  repository.immutable = imageTagMutability === 'IMMUTABLE';
  if (policy !== undefined) repository.policy = policy;
  repository.images = [...new Set(images)].map((tag) => declaredImage(repository, tag));
  return repository;
}
