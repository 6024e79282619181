import { isRecord } from '../../../iam/record.ts';
import { refuse } from '../../results.ts';
import type { EcrImage, EcrRepository, HandlerResult, Params } from '../../types.ts';

/** What names an image: tag, digest, or both (Amazon ECR API Reference, "ImageIdentifier"). */
export interface ImageId {
  imageDigest?: string;
  imageTag?: string;
}

/** The identifier in a parameter; whatever is none reads as empty, which names nothing. */
export function imageIdOf(value: unknown): ImageId {
  if (!isRecord(value)) return {};
  const { imageDigest, imageTag } = value;
  return {
    ...(typeof imageDigest === 'string' ? { imageDigest } : {}),
    ...(typeof imageTag === 'string' ? { imageTag } : {}),
  };
}

export const imageIdsOf = ({ imageIds }: Params): ImageId[] =>
  Array.isArray(imageIds) ? (imageIds as unknown[]).filter(isRecord).map(imageIdOf) : [];

export function findImage(
  { images }: EcrRepository,
  { imageDigest, imageTag }: ImageId,
): EcrImage | undefined {
  if (imageDigest === undefined && imageTag === undefined) return undefined;
  return images.find(
    ({ digest, tags }) =>
      (imageDigest === undefined || digest === imageDigest) &&
      (imageTag === undefined || tags.includes(imageTag)),
  );
}

export const failureOf = (imageId: ImageId) => ({
  imageId,
  failureCode: 'ImageNotFound',
  failureReason: 'Requested image not found',
});

export const noImage = (
  { name, account }: EcrRepository,
  { imageDigest = 'null', imageTag = 'null' }: ImageId,
): HandlerResult =>
  refuse(
    'ImageNotFoundException',
    `The image with imageId {imageDigest:'${imageDigest}', imageTag:'${imageTag}'} does not exist within the repository with name '${name}' in the registry with id '${account}'`,
  );

/** The kind of images that a call wants: `TAGGED`, `UNTAGGED` or any (`filter.tagStatus`). */
export function wanted({ filter }: Params): (image: EcrImage) => boolean {
  const status = isRecord(filter) ? filter.tagStatus : undefined;
  if (status === 'TAGGED') return ({ tags }) => tags.length > 0;
  if (status === 'UNTAGGED') return ({ tags }) => tags.length === 0;
  return () => true;
}
