import { text } from '../params.ts';
import { done, refuse } from '../results.ts';
import type { ServiceDefinition } from '../types.ts';

/**
 * Using a connection: one IAM action, `UseConnection`, stands for all that CodePipeline does with it; the condition keys say
 * what (Service Authorization Reference, "AWS CodeConnections"). The prefix is that of the connection's ARN.
 */
export function codeconnectionsService(prefix: string): ServiceDefinition {
  return {
    service: prefix,
    deniedCode: 'AccessDeniedException',
    deniedStatus: 400,
    quotesResource: false,
    operations: {
      UseConnection: {
        latencyMs: 250,
        trail: 'management',
        node: (params) => `github:${text(params, 'FullRepositoryId')}`,
        permissions: (params) => [
          {
            action: `${prefix}:UseConnection`,
            resource: text(params, 'ConnectionArn'),
            context: {
              [`${prefix}:FullRepositoryId`]: text(params, 'FullRepositoryId'),
              [`${prefix}:BranchName`]: text(params, 'BranchName'),
              [`${prefix}:ProviderAction`]: text(params, 'ProviderAction'),
            },
          },
        ],
        handle(params, { state }) {
          const head = state.heads.get(text(params, 'FullRepositoryId'));
          if (head === undefined || head.branch !== text(params, 'BranchName')) {
            return refuse('ResourceNotFoundException', 'The branch was not found.');
          }
          return done({ CommitId: head.commitId, CommitMessage: head.message });
        },
        details: (params) => ({
          repository: text(params, 'FullRepositoryId'),
          for: text(params, 'ProviderAction'),
        }),
        rule: 'codeconnections.pipeline-role-uses-connection',
      },
    },
  };
}
