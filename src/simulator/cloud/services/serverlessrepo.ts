import { text } from '../params.ts';
import { done, refuse } from '../results.ts';
import { records } from '../state.ts';
import type { ServiceDefinition } from '../types.ts';
import { operations } from './operation.ts';

/** AWS Serverless Application Repository API Reference. */
export const serverlessrepoService: ServiceDefinition = {
  service: 'serverlessrepo',
  deniedCode: 'AccessDeniedException',
  deniedStatus: 403,
  quotesResource: false,
  operations: operations('serverlessrepo', {
    CreateApplicationVersion: {
      resource: '{ApplicationId}',
      handle(params, env) {
        const ApplicationId = text(params, 'ApplicationId');
        const SemanticVersion = text(params, 'SemanticVersion');
        const versions = records(env.state, `serverlessrepo:version/${ApplicationId}`);
        if (versions.has(SemanticVersion)) {
          return refuse(
            'ConflictException',
            `Application version ${SemanticVersion} already exists.`,
            409,
          );
        }
        versions.set(SemanticVersion, {});
        return done({ ApplicationId, SemanticVersion });
      },
      details: (params) => ({ version: text(params, 'SemanticVersion') }),
    },
  }),
};
