import { isRecord } from '../../../iam/record.ts';
import { arn } from '../../arns.ts';
import { text, texts } from '../../params.ts';
import { done, refuse } from '../../results.ts';
import type { EcrRepository, Environment, OperationDefinition, Params } from '../../types.ts';
import { newRepository } from './declared.ts';
import {
  about,
  described,
  knownRepository,
  nameOf,
  noRepository,
  onItsArn,
  onRepository,
  registryOf,
  removeRepository,
} from './repository.ts';

const base = { latencyMs: 70, trail: 'management' } as const;

const namePattern = '(?:[a-z0-9]+(?:[._-][a-z0-9]+)*/)*[a-z0-9]+(?:[._-][a-z0-9]+)*';
const part = /^[a-z0-9]+(?:[._-][a-z0-9]+)*$/;

/** Amazon ECR API Reference, "CreateRepository": pattern and length of a name. */
const isName = (name: string): boolean =>
  name.length >= 2 && name.length <= 256 && name.split('/').every((each) => part.test(each));

function tagsIn(params: Params): Record<string, string> {
  const { tags } = params;
  return Object.fromEntries(
    (Array.isArray(tags) ? (tags as unknown[]) : []).flatMap((tag) =>
      isRecord(tag) && typeof tag.Key === 'string' ? [[tag.Key, String(tag.Value ?? '')]] : [],
    ),
  );
}

function requestTags(params: Params): { context?: Record<string, string | string[]> } {
  const tags = Object.entries(tagsIn(params));
  if (tags.length === 0) return {};
  return {
    context: {
      ...Object.fromEntries(tags.map(([key, value]) => [`aws:RequestTag/${key}`, value])),
      'aws:TagKeys': tags.map(([key]) => key),
    },
  };
}

const scansOnPush = (params: Params): boolean => {
  const { imageScanningConfiguration: scanning } = params;
  return isRecord(scanning) && scanning.scanOnPush === true;
};

function made(params: Params, env: Environment): EcrRepository {
  const repository = newRepository(registryOf(params, env), nameOf(params), env.clock.now());
  const { encryptionConfiguration: encryption } = params;
  repository.immutable = text(params, 'imageTagMutability') === 'IMMUTABLE';
  repository.scanOnPush = scansOnPush(params);
  repository.tags = tagsIn(params);
  if (isRecord(encryption)) repository.encryption = encryption;
  return repository;
}

/** Amazon ECR API Reference: making, describing, changing and deleting repositories. */
export const repositoryOperations: Record<string, OperationDefinition> = {
  CreateRepository: {
    ...base,
    node: () => 'ecr',
    details: (params) => ({ repository: nameOf(params) }),
    permissions: (params, env) => {
      const resource = arn.repository(registryOf(params, env), nameOf(params));
      const tagged = requestTags(params);
      const actions = [
        'CreateRepository',
        ...(tagged.context === undefined ? [] : ['TagResource']),
      ];
      return actions.map((action) => ({ action: `ecr:${action}`, resource, ...tagged }));
    },
    handle(params, env) {
      const name = nameOf(params);
      if (!isName(name)) {
        return refuse(
          'InvalidParameterException',
          `Invalid parameter at 'repositoryName' failed to satisfy constraint: 'must satisfy regular expression '${namePattern}''`,
        );
      }
      if (knownRepository(params, env) !== undefined) {
        return refuse(
          'RepositoryAlreadyExistsException',
          `The repository with name '${name}' already exists in the registry with id '${registryOf(params, env).account}'`,
        );
      }
      const repository = made(params, env);
      env.state.repositories.set(arn.repository(repository, name), repository);
      return done({ repository: described(repository) });
    },
    rule: 'ecr.create-repository',
  },
  DescribeRepositories: {
    ...base,
    node: () => 'ecr',
    permissions(params, env) {
      const names = texts(params, 'repositoryNames');
      const asked = names.length === 0 ? ['*'] : names;
      return asked.map((name) => onItsArn('DescribeRepositories', params, env, name));
    },
    handle(params, env) {
      const place = registryOf(params, env);
      const names = texts(params, 'repositoryNames');
      const missing = names.find((name) => knownRepository(params, env, name) === undefined);
      if (missing !== undefined) return noRepository(params, env, missing);
      const all = [...env.state.repositories.values()].filter(
        ({ account, region, name }) =>
          account === place.account &&
          region === place.region &&
          (names.length === 0 || names.includes(name)),
      );
      return done({ repositories: all.map(described) });
    },
    rule: 'ecr.described-by-name',
  },
  DeleteRepository: onRepository('DeleteRepository', (repository, params, env) => {
    if (repository.images.length > 0 && params.force !== true) {
      return refuse(
        'RepositoryNotEmptyException',
        `The repository with name '${repository.name}' in registry with id '${repository.account}' cannot be deleted because it still contains images`,
      );
    }
    removeRepository(env, repository);
    return done({ repository: described(repository) });
  }),
  PutImageTagMutability: onRepository('PutImageTagMutability', (repository, params) => {
    repository.immutable = text(params, 'imageTagMutability') === 'IMMUTABLE';
    const { imageTagMutability } = described(repository);
    return done({ ...about(repository), imageTagMutability });
  }),
  PutImageScanningConfiguration: onRepository(
    'PutImageScanningConfiguration',
    (repository, params) => {
      repository.scanOnPush = scansOnPush(params);
      const { imageScanningConfiguration } = described(repository);
      return done({ ...about(repository), imageScanningConfiguration });
    },
  ),
};
