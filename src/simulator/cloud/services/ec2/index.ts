import type { ServiceDefinition } from '../../types.ts';
import { operations } from '../operation.ts';
import { unauthorized } from './denial.ts';
import { imageOperations } from './images.ts';
import { instanceOperations } from './instances.ts';
import { interfaceOperations } from './interfaces.ts';
import { networkOperations } from './network.ts';

/** Amazon EC2 API Reference. */
export const ec2Service: ServiceDefinition = {
  service: 'ec2',
  deniedCode: 'UnauthorizedOperation',
  deniedStatus: 403,
  quotesResource: false,
  denial: unauthorized,
  operations: operations('ec2', {
    ...instanceOperations,
    ...imageOperations,
    ...networkOperations,
    ...interfaceOperations,
  }),
};
