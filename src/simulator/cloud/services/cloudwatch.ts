import { text } from '../params.ts';
import { done } from '../results.ts';
import type { ServiceDefinition } from '../types.ts';
import { operations } from './operation.ts';

/** Amazon CloudWatch API Reference. Metrics have no ARN: `cloudwatch:namespace` limits who may write which. */
export const cloudwatchService: ServiceDefinition = {
  service: 'cloudwatch',
  deniedCode: 'AccessDenied',
  deniedStatus: 403,
  quotesResource: false,
  operations: operations('cloudwatch', {
    PutMetricData: {
      context: (params) => ({ 'cloudwatch:namespace': text(params, 'Namespace') }),
      handle: () => done(),
      trail: 'data',
      rule: 'cloudwatch.namespace-condition',
    },
  }),
};
