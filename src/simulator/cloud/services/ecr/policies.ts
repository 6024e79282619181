import { isRecord } from '../../../iam/record.ts';
import { text } from '../../params.ts';
import { done, refuse } from '../../results.ts';
import type { EcrRepository, HandlerResult, OperationDefinition } from '../../types.ts';
import { about, onRepository } from './repository.ts';

function parsed(written: string): unknown {
  try {
    return JSON.parse(written);
  } catch {
    return undefined;
  }
}

const noPolicy = ({ name, account }: EcrRepository): HandlerResult =>
  refuse(
    'RepositoryPolicyNotFoundException',
    `Repository policy does not exist for the repository with name '${name}' in the registry with id '${account}'`,
  );

const noLifecycle = ({ name, account }: EcrRepository): HandlerResult =>
  refuse(
    'LifecyclePolicyNotFoundException',
    `Lifecycle policy does not exist for the repository with name '${name}' in the registry with id '${account}'`,
  );

const policyText = ({ policy }: EcrRepository): string => JSON.stringify(policy);

/** Amazon ECR API Reference: the repository's policy, in force at once, and its lifecycle policy, which deletes nothing during a run. */
export const policyOperations: Record<string, OperationDefinition> = {
  SetRepositoryPolicy: {
    ...onRepository('SetRepositoryPolicy', (repository, params) => {
      const written = text(params, 'policyText');
      const policy = parsed(written);
      if (!isRecord(policy) || policy.Statement === undefined) {
        return refuse(
          'InvalidParameterException',
          "Invalid parameter at 'PolicyText' failed to satisfy constraint: 'Invalid repository policy provided'",
        );
      }
      repository.policy = policy;
      return done({ ...about(repository), policyText: written });
    }),
    rule: 'ecr.policy-in-force-at-once',
  },
  GetRepositoryPolicy: onRepository('GetRepositoryPolicy', (repository) =>
    repository.policy === undefined
      ? noPolicy(repository)
      : done({ ...about(repository), policyText: policyText(repository) }),
  ),
  DeleteRepositoryPolicy: onRepository('DeleteRepositoryPolicy', (repository) => {
    if (repository.policy === undefined) return noPolicy(repository);
    const written = policyText(repository);
    delete repository.policy;
    return done({ ...about(repository), policyText: written });
  }),
  PutLifecyclePolicy: onRepository('PutLifecyclePolicy', (repository, params) => {
    const written = text(params, 'lifecyclePolicyText');
    const policy = parsed(written);
    if (!isRecord(policy) || !Array.isArray(policy.rules)) {
      return refuse(
        'InvalidParameterException',
        "Invalid parameter at 'LifecyclePolicyText' failed to satisfy constraint: 'Lifecycle policy validation failure'",
      );
    }
    repository.lifecyclePolicy = written;
    return done({ ...about(repository), lifecyclePolicyText: written });
  }),
  GetLifecyclePolicy: onRepository('GetLifecyclePolicy', (repository) =>
    repository.lifecyclePolicy === undefined
      ? noLifecycle(repository)
      : done({ ...about(repository), lifecyclePolicyText: repository.lifecyclePolicy }),
  ),
  DeleteLifecyclePolicy: onRepository('DeleteLifecyclePolicy', (repository) => {
    const { lifecyclePolicy } = repository;
    if (lifecyclePolicy === undefined) return noLifecycle(repository);
    delete repository.lifecyclePolicy;
    return done({ ...about(repository), lifecyclePolicyText: lifecyclePolicy });
  }),
};
