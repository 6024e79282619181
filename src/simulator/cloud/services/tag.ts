import { done } from '../results.ts';
import type { ServiceDefinition } from '../types.ts';
import { operations } from './operation.ts';

/** Resource Groups Tagging API Reference (`aws resourcegroupstaggingapi`): nothing that scenarios describe. */
export const tagService: ServiceDefinition = {
  service: 'tag',
  deniedCode: 'AccessDeniedException',
  deniedStatus: 400,
  quotesResource: false,
  operations: operations('tag', {
    GetResources: { handle: () => done({ ResourceTagMappingList: [] }) },
  }),
};
