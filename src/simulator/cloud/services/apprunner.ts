import { text } from '../params.ts';
import type { ServiceDefinition } from '../types.ts';
import { operations } from './operation.ts';

/** AWS App Runner API Reference. */
export const apprunnerService: ServiceDefinition = {
  service: 'apprunner',
  deniedCode: 'AccessDeniedException',
  deniedStatus: 400,
  quotesResource: false,
  operations: operations('apprunner', {
    StartDeployment: {
      resource: '{ServiceArn}',
      handle: (_params, env) => ({
        ok: true,
        output: { OperationId: env.ids.hex(`${env.trace.scope}/operation`, 32) },
        assumed: 'What App Runner deploys is not simulated.',
      }),
      details: (params) => ({ service: text(params, 'ServiceArn') }),
    },
  }),
};
