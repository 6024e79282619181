import { text } from '../params.ts';
import { done } from '../results.ts';
import type { ServiceDefinition } from '../types.ts';
import { operations } from './operation.ts';

/** Amazon SNS API Reference. Denials have a code of their own and write the action in capitals (reference: iam §6.1). */
export const snsService: ServiceDefinition = {
  service: 'sns',
  deniedCode: 'AuthorizationError',
  deniedStatus: 403,
  quotesResource: false,
  spellsAction: (action) => action.replace(/^sns:/, 'SNS:'),
  operations: operations('sns', {
    Publish: {
      resource: '{TopicArn}',
      handle: (_params, { ids, trace }) => done({ MessageId: ids.uuid(`${trace.scope}/message`) }),
      details: (params) => ({ topic: text(params, 'TopicArn') }),
      trail: 'data',
    },
  }),
};
