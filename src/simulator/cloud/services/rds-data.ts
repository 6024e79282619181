import { text } from '../params.ts';
import type { ServiceDefinition } from '../types.ts';
import { operations } from './operation.ts';

/** Amazon RDS Data Service API Reference. It reads the login from the secret with the caller's rights. */
export const rdsDataService: ServiceDefinition = {
  service: 'rds-data',
  deniedCode: 'AccessDeniedException',
  deniedStatus: 403,
  quotesResource: false,
  operations: operations('rds-data', {
    ExecuteStatement: {
      resource: '{resourceArn}',
      also: (params) => [
        { action: 'secretsmanager:GetSecretValue', resource: text(params, 'secretArn') },
      ],
      handle: () => ({
        ok: true,
        output: { numberOfRecordsUpdated: 0, records: [] },
        assumed: 'SQL is not run: it is taken to find and change nothing.',
      }),
      rule: 'rds-data.reads-the-secret',
    },
  }),
};
