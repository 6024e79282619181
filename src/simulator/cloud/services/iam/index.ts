import type { ServiceDefinition } from '../../types.ts';
import { operations } from '../operation.ts';
import { policyOperations } from './policies.ts';
import { roleOperations } from './roles.ts';
import { simulateOperations } from './simulate.ts';

/** IAM API Reference: roles and their policies, as the scenario has them and commands change them. */
export const iamService: ServiceDefinition = {
  service: 'iam',
  deniedCode: 'AccessDenied',
  deniedStatus: 403,
  quotesResource: false,
  operations: operations('iam', { ...roleOperations, ...policyOperations, ...simulateOperations }),
};
