import { done, refuse } from '../../results.ts';
import type {
  EcrImage,
  EcrRepository,
  Environment,
  HandlerResult,
  OperationDefinition,
  Params,
} from '../../types.ts';
import { findImage, imageIdOf, noImage } from './imageIds.ts';
import { about, onRepository } from './repository.ts';

/** ms of virtual time that a scan takes; a typical figure. */
const scanMs = 20_000;

export const scanStatus = (scannedAt: number, now: number) =>
  now < scannedAt + scanMs
    ? { status: 'IN_PROGRESS' }
    : { status: 'COMPLETE', description: 'The scan was completed successfully.' };

const onImage =
  (
    handle: (
      repository: EcrRepository,
      image: EcrImage,
      params: Params,
      now: number,
    ) => HandlerResult,
  ) =>
  (repository: EcrRepository, params: Params, env: Environment): HandlerResult => {
    const imageId = imageIdOf(params.imageId);
    const image = findImage(repository, imageId);
    return image === undefined
      ? noImage(repository, imageId)
      : handle(repository, image, params, env.clock.now());
  };

function findings(
  repository: EcrRepository,
  { scannedAt, digest }: EcrImage,
  params: Params,
  now: number,
): HandlerResult {
  const imageId = imageIdOf(params.imageId);
  const { name, account } = repository;
  if (scannedAt === undefined) {
    const { imageTag = 'null' } = imageId;
    return refuse(
      'ScanNotFoundException',
      `Image scan does not exist for the image with '{imageDigest:'${digest}', imageTag:'${imageTag}'}' in the repository with the name '${name}' in the registry with id '${account}'`,
    );
  }
  const status = scanStatus(scannedAt, now);
  const over = status.status === 'COMPLETE';
  return {
    ok: true,
    output: {
      ...about(repository),
      imageId: { imageDigest: digest, ...imageId },
      imageScanStatus: status,
      ...(over ? { imageScanFindings: { findings: [], findingSeverityCounts: {} } } : {}),
    },
    ...(over ? { assumed: 'What a scan finds is not simulated: it finds nothing.' } : {}),
  };
}

/** Amazon ECR API Reference: basic scans of images. */
export const scanOperations: Record<string, OperationDefinition> = {
  StartImageScan: onRepository(
    'StartImageScan',
    onImage((repository, image, params, now) => {
      image.scannedAt = now;
      return done({
        ...about(repository),
        imageId: { imageDigest: image.digest, ...imageIdOf(params.imageId) },
        imageScanStatus: { status: 'IN_PROGRESS' },
      });
    }),
  ),
  DescribeImageScanFindings: onRepository('DescribeImageScanFindings', onImage(findings)),
};
