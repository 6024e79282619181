import { done } from '../results.ts';
import type { ServiceDefinition } from '../types.ts';
import { operations } from './operation.ts';

/** Amazon Inspector API Reference: nothing that scenarios describe. */
export const inspector2Service: ServiceDefinition = {
  service: 'inspector2',
  deniedCode: 'AccessDeniedException',
  deniedStatus: 403,
  quotesResource: false,
  operations: operations('inspector2', { ListFindings: { handle: () => done({ findings: [] }) } }),
};
