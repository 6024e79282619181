import type { ServiceDefinition } from '../../types.ts';
import { authorizationOperations } from './authorization.ts';
import { imageOperations } from './images.ts';
import { layerOperations } from './layers.ts';
import { policyOperations } from './policies.ts';
import { repositoryOperations } from './repositories.ts';
import { scanOperations } from './scans.ts';
import { taggingOperations } from './tagging.ts';

/** Amazon ECR API Reference. */
export const ecrService: ServiceDefinition = {
  service: 'ecr',
  deniedCode: 'AccessDeniedException',
  deniedStatus: 400,
  quotesResource: false,
  operations: {
    ...authorizationOperations,
    ...repositoryOperations,
    ...policyOperations,
    ...imageOperations,
    ...layerOperations,
    ...scanOperations,
    ...taggingOperations,
  },
};
