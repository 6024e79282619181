import { text } from '../params.ts';
import { done, refuse } from '../results.ts';
import { records } from '../state.ts';
import type { Environment, Params, ServiceDefinition } from '../types.ts';
import { about, type Found, find, forget } from './declared.ts';
import { operations } from './operation.ts';

const kind = 'sns:topic';

const findTopic = (params: Params, env: Environment): Found | undefined => {
  const arn = text(params, 'TopicArn') || text(params, 'TargetArn');
  return find(env, { kind, name: arn, called: 'topic', make: () => ({ TopicArn: arn }) });
};

const noTopic = () => refuse('NotFound', 'Topic does not exist', 404);

/** Amazon SNS API Reference. Denials have a code of their own and write the action in capitals (reference: iam §6.1). */
export const snsService: ServiceDefinition = {
  service: 'sns',
  deniedCode: 'AuthorizationError',
  deniedStatus: 403,
  quotesResource: false,
  spellsAction: (action) => action.replace(/^sns:/, 'SNS:'),
  operations: operations('sns', {
    Publish: {
      // A text message goes to a telephone number: there is no topic to name.
      resource: (params) => text(params, 'TopicArn') || text(params, 'TargetArn') || '*',
      handle(params, env) {
        const output = { MessageId: env.ids.uuid(`${env.trace.scope}/message`) };
        if (text(params, 'PhoneNumber') !== '') return done(output);
        const found = findTopic(params, env);
        return found === undefined ? noTopic() : about(found, output);
      },
      details: (params) => ({ topic: text(params, 'TopicArn') }),
      trail: 'data',
    },
    CreateTopic: {
      resource: 'arn:aws:sns:{region}:{account}:{Name}',
      handle(params, env) {
        const TopicArn = `arn:aws:sns:${env.region}:${env.account}:${text(params, 'Name')}`;
        records(env.state, kind).set(TopicArn, { TopicArn });
        return done({ TopicArn });
      },
    },
    DeleteTopic: {
      resource: '{TopicArn}',
      handle(params, env) {
        forget(env, kind, text(params, 'TopicArn'));
        return done();
      },
    },
    ListTopics: {
      handle: (_params, env) =>
        done({
          Topics: [...records(env.state, kind).values()].filter((topic) => topic.deleted !== true),
        }),
    },
  }),
};
