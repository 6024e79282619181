import { accountOf } from '../../accounts.ts';
import { arn, type Place } from '../../arns.ts';
import { text } from '../../params.ts';
import { refuse } from '../../results.ts';
import { records } from '../../state.ts';
import type {
  EcrRepository,
  Environment,
  HandlerResult,
  OperationDefinition,
  Params,
  Permission,
} from '../../types.ts';
import { newRepository } from './declared.ts';

export const nameOf = (params: Params): string => text(params, 'repositoryName');

/** The registry of a call: that of `registryId`, else the account's own. */
export const registryOf = (params: Params, env: Environment): Place => ({
  account: text(params, 'registryId') || env.account,
  region: env.region,
});

/** A repository that exists for sure. */
export const knownRepository = (
  params: Params,
  env: Environment,
  name: string = nameOf(params),
): EcrRepository | undefined =>
  env.state.repositories.get(arn.repository(registryOf(params, env), name));

const gone = (env: Environment) => records(env.state, 'ecr:gone');

/** Takes a repository away; it is not taken to exist again. */
export function removeRepository(env: Environment, repository: EcrRepository): void {
  const key = arn.repository(repository, repository.name);
  env.state.repositories.delete(key);
  gone(env).set(key, {});
}

/**
 * The repository of a call. Where the scenario describes an account's repositories, it describes all of them; where it says
 * nothing of any, the one that is asked for is taken to exist.
 */
function findRepository(
  params: Params,
  env: Environment,
): { repository: EcrRepository; assumed?: string } | undefined {
  const repository = knownRepository(params, env);
  if (repository !== undefined) return { repository };
  const place = registryOf(params, env);
  const name = nameOf(params);
  const key = arn.repository(place, name);
  const account = accountOf(env.scenario, place.account);
  if (account?.resources?.repositories !== undefined || gone(env).has(key)) return undefined;
  const made: EcrRepository = { ...newRepository(place, name, 0), assumed: true };
  env.state.repositories.set(key, made);
  return {
    repository: made,
    assumed: `The scenario does not describe the repository "${name}"; it is taken to exist.`,
  };
}

export const noRepository = (params: Params, env: Environment, name = nameOf(params)) =>
  refuse(
    'RepositoryNotFoundException',
    `The repository with name '${name}' does not exist in the registry with id '${registryOf(params, env).account}'`,
  );

/** Repositories of an account that the scenario does not describe are taken to let everybody in. */
const assumedPolicy = ({ account }: Place, env: Environment): unknown =>
  accountOf(env.scenario, account) === undefined
    ? {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: '*', Action: 'ecr:*' }],
      }
    : undefined;

/** A permission on a repository, whose policy has a say. */
export function onItsArn(
  action: string,
  params: Params,
  env: Environment,
  name: string = nameOf(params),
): Permission {
  const place = registryOf(params, env);
  const repository = knownRepository(params, env, name);
  const { policy = assumedPolicy(place, env), tags = {} } = repository ?? {};
  const context = Object.entries(tags).flatMap(([key, value]) => [
    [`aws:ResourceTag/${key}`, value],
    [`ecr:ResourceTag/${key}`, value],
  ]);
  return {
    action: `ecr:${action}`,
    resource: arn.repository(place, name),
    resourceAccount: place.account,
    ...(context.length === 0 ? {} : { context: Object.fromEntries(context) }),
    ...(policy === undefined
      ? {}
      : {
          resourcePolicy: {
            kind: 'repository',
            name: `repository:${name}/policy`,
            document: policy,
          },
        }),
  };
}

/** An operation on one repository that exists. */
export function onRepository(
  action: string,
  handle: (repository: EcrRepository, params: Params, env: Environment) => HandlerResult,
): OperationDefinition {
  return {
    latencyMs: 70,
    trail: 'management',
    node: (params) => `repository:${nameOf(params)}`,
    details: (params) => ({ repository: nameOf(params) }),
    permissions: (params, env) => [onItsArn(action, params, env)],
    handle(params, env) {
      const found = findRepository(params, env);
      if (found === undefined) return noRepository(params, env);
      const result = handle(found.repository, params, env);
      const { assumed } = found;
      return assumed === undefined || !result.ok ? result : { assumed, ...result };
    },
    rule: 'ecr.repository-must-exist',
  };
}

/** Registry and name, with which most answers begin. */
export const about = ({ account, name }: EcrRepository) => ({
  registryId: account,
  repositoryName: name,
});

/** A repository as the API describes it (Amazon ECR API Reference, "Repository"). */
export const described = (repository: EcrRepository): Params => {
  const { account, region, name } = repository;
  return {
    repositoryArn: arn.repository(repository, name),
    registryId: account,
    repositoryName: name,
    repositoryUri: `${account}.dkr.ecr.${region}.amazonaws.com/${name}`,
    createdAt: repository.createdAt,
    imageTagMutability: repository.immutable ? 'IMMUTABLE' : 'MUTABLE',
    imageScanningConfiguration: { scanOnPush: repository.scanOnPush ?? false },
    encryptionConfiguration: repository.encryption ?? { encryptionType: 'AES256' },
  };
};
