import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { arn } from '../arns.ts';
import { count, text, texts } from '../params.ts';
import { done, refuse } from '../results.ts';
import type {
  EcrRepository,
  Environment,
  HandlerResult,
  OperationDefinition,
  Params,
  ServiceDefinition,
} from '../types.ts';

/** Hours that an authorization token is valid. */
const tokenHours = 12;

/** An operation on one repository; its repository policy has a say. */
function onRepository(
  action: string,
  handle: (repository: EcrRepository, params: Params, env: Environment) => HandlerResult,
): OperationDefinition {
  const name = (params: Params) => text(params, 'repositoryName');
  return {
    latencyMs: 70,
    trail: 'management',
    node: (params) => `repository:${name(params)}`,
    details: (params) => ({ repository: name(params) }),
    permissions: (params, env) => {
      const repository = env.state.repositories.get(name(params));
      return [
        {
          action: `ecr:${action}`,
          resource: arn.repository(env, name(params)),
          ...(repository?.policy === undefined
            ? {}
            : {
                resourcePolicy: {
                  kind: 'repository',
                  name: `repository:${name(params)}/policy`,
                  document: repository.policy,
                },
              }),
        },
      ];
    },
    handle(params, env) {
      const repository = env.state.repositories.get(name(params));
      if (repository === undefined) {
        return refuse(
          'RepositoryNotFoundException',
          `The repository with name '${name(params)}' does not exist in the registry with id '${env.account}'`,
        );
      }
      return handle(repository, params, env);
    },
  };
}

function putImage(repository: EcrRepository, params: Params, env: Environment): HandlerResult {
  const tag = text(params, 'imageTag');
  const manifest = text(params, 'imageManifest');
  const digest = `sha256:${bytesToHex(sha256(utf8ToBytes(manifest)))}`;
  const holder = repository.images.find(({ tags }) => tags.includes(tag));
  if (holder !== undefined && holder.digest !== digest && repository.immutable) {
    return refuse(
      'ImageTagAlreadyExistsException',
      `The image tag '${tag}' already exists in the '${repository.name}' repository and cannot be overwritten because the tag is immutable.`,
    );
  }
  if (holder !== undefined) holder.tags = holder.tags.filter((candidate) => candidate !== tag);
  const bytes = count(params, 'bytes');
  const known = repository.images.find((image) => image.digest === digest);
  if (known === undefined) {
    repository.images.push({ digest, tags: [tag], bytes, pushedAt: env.clock.now(), manifest });
  } else {
    known.tags.push(tag);
  }
  return done({ imageId: { imageDigest: digest, imageTag: tag } }, (trace) => {
    trace.record(`image:${repository.name}:${tag}`, 'image.stored', {
      repository: repository.name,
      tag,
      digest,
      bytes,
    });
  });
}

const describeImages = (repository: EcrRepository): HandlerResult =>
  done({
    imageDetails: repository.images.map((image) => ({
      repositoryName: repository.name,
      imageDigest: image.digest,
      imageTags: image.tags,
      imageSizeInBytes: image.bytes,
      imagePushedAt: image.pushedAt,
    })),
  });

/** Amazon ECR API Reference. */
export const ecrService: ServiceDefinition = {
  service: 'ecr',
  deniedCode: 'AccessDeniedException',
  deniedStatus: 400,
  quotesResource: false,
  operations: {
    GetAuthorizationToken: {
      latencyMs: 120,
      trail: 'management',
      node: () => 'ecr',
      // Only `*` grants it: the action has no resource type.
      permissions: () => [{ action: 'ecr:GetAuthorizationToken', resource: '*' }],
      handle: (_params, { ids, account, region, clock, session }) =>
        done({
          authorizationToken: ids.text(
            `ecr/${session?.accessKeyId ?? ''}`,
            2000,
            'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789',
          ),
          expiresAt: clock.now() + tokenHours * 3_600_000,
          proxyEndpoint: `https://${account}.dkr.ecr.${region}.amazonaws.com`,
        }),
      rule: 'ecr.token-needs-star',
    },
    BatchCheckLayerAvailability: onRepository('BatchCheckLayerAvailability', (repository, params) =>
      done({
        layers: texts(params, 'layerDigests').map((layerDigest) => ({
          layerDigest,
          layerAvailability: repository.layers.has(layerDigest) ? 'AVAILABLE' : 'UNAVAILABLE',
        })),
      }),
    ),
    InitiateLayerUpload: onRepository('InitiateLayerUpload', (_repository, _params, env) =>
      done({ uploadId: env.ids.uuid(`${env.trace.scope}/upload`) }),
    ),
    UploadLayerPart: onRepository('UploadLayerPart', (repository, params) => {
      repository.layers.set(text(params, 'digest'), count(params, 'bytes'));
      return done();
    }),
    CompleteLayerUpload: onRepository('CompleteLayerUpload', (_repository, params) =>
      done({ layerDigest: texts(params, 'layerDigests')[0] ?? '' }),
    ),
    PutImage: { ...onRepository('PutImage', putImage), rule: 'ecr.manifest-last' },
    BatchGetImage: onRepository('BatchGetImage', (repository) =>
      done({
        images: repository.images.map(({ digest }) => ({ imageId: { imageDigest: digest } })),
      }),
    ),
    GetDownloadUrlForLayer: onRepository('GetDownloadUrlForLayer', () => done()),
    DescribeImages: onRepository('DescribeImages', describeImages),
    DescribeRepositories: {
      latencyMs: 70,
      trail: 'management',
      node: () => 'ecr',
      permissions: (_params, env) => [
        { action: 'ecr:DescribeRepositories', resource: arn.repository(env, '*') },
      ],
      handle: (_params, env) =>
        done({
          repositories: [...env.state.repositories.values()].map(({ name }) => ({
            repositoryName: name,
            repositoryArn: arn.repository(env, name),
            repositoryUri: `${env.account}.dkr.ecr.${env.region}.amazonaws.com/${name}`,
          })),
        }),
    },
  },
};
