import { count, text } from '../../params.ts';
import { done, refuse } from '../../results.ts';
import type {
  EcrImage,
  EcrRepository,
  Environment,
  HandlerResult,
  OperationDefinition,
  Params,
} from '../../types.ts';
import { declaredImage } from './declared.ts';
import { failureOf, findImage, type ImageId, imageIdsOf, noImage, wanted } from './imageIds.ts';
import { digestOf, mediaTypeIn, readManifest, sizeIn } from './manifest.ts';
import { about, onRepository } from './repository.ts';
import { scanStatus } from './scans.ts';

/** An image as `BatchGetImage` and `PutImage` give it. */
const given = (repository: EcrRepository, image: EcrImage, imageTag: string | undefined) => ({
  ...about(repository),
  imageId: { imageDigest: image.digest, ...(imageTag === undefined ? {} : { imageTag }) },
  imageManifest: image.manifest,
  imageManifestMediaType: image.mediaType ?? mediaTypeIn(image.manifest),
});

/** Why a manifest is not taken under a tag. */
function problem(
  repository: EcrRepository,
  {
    tag,
    manifest,
    digest,
    pushed,
  }: Record<'tag' | 'manifest' | 'digest', string> & { pushed: boolean },
): HandlerResult | null {
  const { name, account } = repository;
  if (!pushed && readManifest(manifest) === undefined) {
    return refuse(
      'InvalidParameterException',
      "Invalid parameter at 'ImageManifest' failed to satisfy constraint: 'Invalid JSON syntax'",
    );
  }
  const holder = tag === '' ? undefined : findImage(repository, { imageTag: tag });
  if (holder === undefined) return null;
  if (holder.digest === digest) {
    // Docker may push again what is there; the API says that nothing would change.
    return pushed
      ? null
      : refuse(
          'ImageAlreadyExistsException',
          `Image with digest '${digest}' and tag '${tag}' already exists in the repository with name '${name}' in registry with id '${account}'`,
        );
  }
  return repository.immutable
    ? refuse(
        'ImageTagAlreadyExistsException',
        `The image tag '${tag}' already exists in the '${name}' repository and cannot be overwritten because the tag is immutable.`,
      )
    : null;
}

/** `bytes` comes from Docker, which has sent the layers: for a command, the manifest tells. */
function putImage(repository: EcrRepository, params: Params, env: Environment): HandlerResult {
  const tag = text(params, 'imageTag');
  const manifest = text(params, 'imageManifest');
  const mediaType = text(params, 'imageManifestMediaType');
  const digest = digestOf(manifest);
  const pushed = params.bytes !== undefined;
  const refused = problem(repository, { tag, manifest, digest, pushed });
  if (refused !== null) return refused;
  for (const image of repository.images) image.tags = image.tags.filter((each) => each !== tag);
  const bytes = pushed ? count(params, 'bytes') : sizeIn(manifest);
  const now = env.clock.now();
  const image = findImage(repository, { imageDigest: digest }) ?? {
    digest,
    tags: [],
    bytes,
    pushedAt: now,
    manifest,
    ...(mediaType === '' ? {} : { mediaType }),
    ...(repository.scanOnPush === true ? { scannedAt: now } : {}),
  };
  if (!repository.images.includes(image)) repository.images.push(image);
  if (tag !== '') image.tags.push(tag);
  const shown = given(repository, image, tag === '' ? undefined : tag);
  return done({ image: shown }, (trace) => {
    const stored = { repository: repository.name, tag, digest, bytes };
    trace.record(`image:${repository.name}:${tag}`, 'image.stored', stored);
  });
}

/** Takes a tag away, and the image with its last one; by digest, image and tags (Amazon ECR API Reference, "BatchDeleteImage"). */
function remove(repository: EcrRepository, image: EcrImage, imageId: ImageId): ImageId[] {
  const { imageTag } = imageId;
  const { digest: imageDigest } = image;
  const tags = imageTag === undefined ? image.tags : [imageTag];
  image.tags = image.tags.filter((tag) => !tags.includes(tag));
  if (image.tags.length === 0) {
    repository.images = repository.images.filter((each) => each !== image);
  }
  return tags.length === 0
    ? [{ imageDigest }]
    : tags.map((tag) => ({ imageDigest, imageTag: tag }));
}

const detail = (repository: EcrRepository, image: EcrImage, now: number) => ({
  ...about(repository),
  imageDigest: image.digest,
  ...(image.tags.length === 0 ? {} : { imageTags: image.tags }),
  imageSizeInBytes: image.bytes,
  imagePushedAt: image.pushedAt,
  ...(image.scannedAt === undefined ? {} : { imageScanStatus: scanStatus(image.scannedAt, now) }),
  imageManifestMediaType: image.mediaType ?? mediaTypeIn(image.manifest),
});

/** In a repository that nobody described, the tag that is asked for exists. */
function findOrAssume(repository: EcrRepository, id: ImageId): EcrImage | undefined {
  const found = findImage(repository, id);
  const { imageTag, imageDigest } = id;
  if (found !== undefined || repository.assumed !== true) return found;
  const made = declaredImage(repository, imageTag ?? imageDigest ?? '');
  if (imageTag === undefined) made.tags = [];
  if (imageDigest !== undefined) made.digest = imageDigest;
  repository.images.push(made);
  return made;
}

/** Amazon ECR API Reference: images by tag or digest. */
export const imageOperations: Record<string, OperationDefinition> = {
  PutImage: { ...onRepository('PutImage', putImage), rule: 'ecr.manifest-last' },
  BatchGetImage: onRepository('BatchGetImage', (repository, params) => {
    const asked = imageIdsOf(params).map((id) => ({ id, image: findOrAssume(repository, id) }));
    return done({
      images: asked.flatMap(({ id, image }) =>
        image === undefined ? [] : [given(repository, image, id.imageTag)],
      ),
      failures: asked.flatMap(({ id, image }) => (image === undefined ? [failureOf(id)] : [])),
    });
  }),
  DescribeImages: {
    ...onRepository('DescribeImages', (repository, params, env) => {
      const ids = imageIdsOf(params);
      const missing = ids.find((id) => findImage(repository, id) === undefined);
      if (missing !== undefined) return noImage(repository, missing);
      const named = new Set(ids.map((id) => findImage(repository, id)));
      const images = repository.images
        .filter((image) => ids.length === 0 || named.has(image))
        .filter(wanted(params));
      const now = env.clock.now();
      return done({ imageDetails: images.map((image) => detail(repository, image, now)) });
    }),
    rule: 'ecr.missing-image',
  },
  ListImages: onRepository('ListImages', (repository, params) =>
    done({
      imageIds: repository.images
        .filter(wanted(params))
        .flatMap(({ digest: imageDigest, tags }): ImageId[] =>
          tags.length === 0
            ? [{ imageDigest }]
            : tags.map((imageTag) => ({ imageDigest, imageTag })),
        ),
    }),
  ),
  BatchDeleteImage: onRepository('BatchDeleteImage', (repository, params) => {
    const imageIds: ImageId[] = [];
    const failures: ReturnType<typeof failureOf>[] = [];
    for (const id of imageIdsOf(params)) {
      const image = findImage(repository, id);
      if (image === undefined) failures.push(failureOf(id));
      else imageIds.push(...remove(repository, image, id));
    }
    return done({ imageIds, failures });
  }),
};
