import { text, texts } from '../../params.ts';
import { done, refuse } from '../../results.ts';
import type {
  EcrRepository,
  Environment,
  HandlerResult,
  OperationDefinition,
  Params,
} from '../../types.ts';
import { onItsArn } from './repository.ts';

/** The repository that an ARN names. */
const named = (params: Params, env: Environment): EcrRepository | undefined =>
  env.state.repositories.get(text(params, 'resourceArn'));

/** Name and registry in `resourceArn`, as the operations on a repository have them. */
function asNamed(params: Params): Params {
  const [, , , , registryId = '', path = ''] = text(params, 'resourceArn').split(':');
  return { registryId, repositoryName: path.replace(/^repository\//, '') };
}

const base = { latencyMs: 70, trail: 'management' } satisfies Partial<OperationDefinition>;

/** An operation on the tags of the repository that an ARN names. */
const onTags = (
  action: string,
  handle: (repository: EcrRepository, params: Params) => Params,
): OperationDefinition => ({
  ...base,
  node: (params) => `repository:${text(asNamed(params), 'repositoryName')}`,
  permissions: (params, env) => [
    { ...onItsArn(action, asNamed(params), env), resource: text(params, 'resourceArn') },
  ],
  handle(params, env): HandlerResult {
    const repository = named(params, env);
    const { repositoryName, registryId } = asNamed(params);
    return repository === undefined
      ? refuse(
          'RepositoryNotFoundException',
          `The repository with name '${String(repositoryName)}' does not exist in the registry with id '${String(registryId)}'`,
        )
      : done(handle(repository, params));
  },
});

/** `[{ Key, Value }]` as a table. */
const tagsIn = (list: unknown): Record<string, string> =>
  Object.fromEntries(
    (Array.isArray(list) ? (list as ({ Key?: unknown; Value?: unknown } | null)[]) : []).flatMap(
      (tag) => (typeof tag?.Key === 'string' ? [[tag.Key, String(tag.Value ?? '')]] : []),
    ),
  );

/** Amazon ECR API Reference: tags of repositories, and the registry as a whole. */
export const taggingOperations: Record<string, OperationDefinition> = {
  TagResource: onTags('TagResource', (repository, params) => {
    repository.tags = { ...repository.tags, ...tagsIn(params.tags) };
    return {};
  }),
  UntagResource: onTags('UntagResource', (repository, params) => {
    const gone = texts(params, 'tagKeys');
    repository.tags = Object.fromEntries(
      Object.entries(repository.tags ?? {}).filter(([key]) => !gone.includes(key)),
    );
    return {};
  }),
  ListTagsForResource: onTags('ListTagsForResource', ({ tags = {} }) => ({
    tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
  })),
  DescribeRegistry: {
    ...base,
    node: () => 'ecr',
    permissions: () => [{ action: 'ecr:DescribeRegistry', resource: '*' }],
    handle: (_params, { account }) =>
      done({ registryId: account, replicationConfiguration: { rules: [] } }),
  },
};
