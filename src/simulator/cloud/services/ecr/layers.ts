import { count, text, texts } from '../../params.ts';
import { done, refuse } from '../../results.ts';
import type { EcrRepository, OperationDefinition } from '../../types.ts';
import { layersIn } from './manifest.ts';
import { about, onRepository } from './repository.ts';

/** Bytes of a part that the API asks for (Amazon ECR API Reference, "InitiateLayerUpload"). */
const partSize = 20_971_520;

const bytesOf = ({ layers, images }: EcrRepository, digest: string): number | undefined =>
  layers.get(digest) ??
  images.flatMap(({ manifest }) => layersIn(manifest)).find((layer) => layer.digest === digest)
    ?.bytes;

/** Amazon ECR API Reference: what Docker's registry protocol asks of IAM, layer by layer. */
export const layerOperations: Record<string, OperationDefinition> = {
  BatchCheckLayerAvailability: onRepository('BatchCheckLayerAvailability', (repository, params) =>
    done({
      layers: texts(params, 'layerDigests').map((layerDigest) => {
        const layerSize = bytesOf(repository, layerDigest);
        return layerSize === undefined
          ? { layerDigest, layerAvailability: 'UNAVAILABLE' }
          : { layerDigest, layerAvailability: 'AVAILABLE', layerSize };
      }),
      failures: [],
    }),
  ),
  InitiateLayerUpload: onRepository('InitiateLayerUpload', (_repository, _params, env) =>
    done({ uploadId: env.ids.uuid(`${env.trace.scope}/upload`), partSize }),
  ),
  UploadLayerPart: onRepository('UploadLayerPart', (repository, params) => {
    const bytes = count(params, 'bytes');
    repository.layers.set(text(params, 'digest'), bytes);
    return done({
      ...about(repository),
      uploadId: text(params, 'uploadId'),
      lastByteReceived: Math.max(0, bytes - 1),
    });
  }),
  CompleteLayerUpload: onRepository('CompleteLayerUpload', (repository, params) =>
    done({
      ...about(repository),
      uploadId: text(params, 'uploadId'),
      layerDigest: texts(params, 'layerDigests')[0] ?? '',
    }),
  ),
  GetDownloadUrlForLayer: onRepository('GetDownloadUrlForLayer', (repository, params, env) => {
    const layerDigest = text(params, 'layerDigest');
    const { name, account, region } = repository;
    if (bytesOf(repository, layerDigest) === undefined) {
      return refuse(
        'LayersNotFoundException',
        `The layer with digest '${layerDigest}' does not exist in the repository with name '${name}' in the registry with id '${account}'`,
      );
    }
    const at = env.ids.hex(`ecr/layer/${layerDigest}`, 32);
    return done({
      downloadUrl: `https://prod-${region}-starport-layer-bucket.s3.${region}.amazonaws.com/${at}`,
      layerDigest,
    });
  }),
};
