import { done } from '../results.ts';
import type { ServiceDefinition } from '../types.ts';
import { operations } from './operation.ts';

/** CodeCommit's two permissions of git itself: no API has them, git's requests are checked for them (CodeCommit User Guide, "CodeCommit permissions reference"). */
export const codecommitService: ServiceDefinition = {
  service: 'codecommit',
  deniedCode: 'AccessDeniedException',
  deniedStatus: 403,
  quotesResource: false,
  operations: operations('codecommit', {
    GitPull: {
      resource: 'arn:aws:codecommit:{region}:{account}:{repositoryName}',
      handle: () => done(),
      rule: 'codecommit.git-permissions',
    },
    GitPush: {
      resource: 'arn:aws:codecommit:{region}:{account}:{repositoryName}',
      handle: () => done(),
      rule: 'codecommit.git-permissions',
    },
  }),
};
