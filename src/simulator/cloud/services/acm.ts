import { done } from '../results.ts';
import type { ServiceDefinition } from '../types.ts';
import { operations } from './operation.ts';

/** AWS Certificate Manager API Reference: nothing that scenarios describe. */
export const acmService: ServiceDefinition = {
  service: 'acm',
  deniedCode: 'AccessDeniedException',
  deniedStatus: 400,
  quotesResource: false,
  operations: operations('acm', {
    ListCertificates: { handle: () => done({ CertificateSummaryList: [] }) },
  }),
};
