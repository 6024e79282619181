import type { ServiceDefinition } from '../../types.ts';
import { bucketOperations } from './buckets.ts';
import { objectOperations } from './objects.ts';

export const s3Service: ServiceDefinition = {
  service: 's3',
  deniedCode: 'AccessDenied',
  deniedStatus: 403,
  quotesResource: true,
  operations: { ...objectOperations, ...bucketOperations },
};
