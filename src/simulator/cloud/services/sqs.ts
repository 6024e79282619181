import { count, text } from '../params.ts';
import { done, refuse } from '../results.ts';
import { records } from '../state.ts';
import type { Environment, HandlerResult, Params, ServiceDefinition } from '../types.ts';
import { about, type Found, find, forget } from './declared.ts';
import { md5Hex } from './digest.ts';
import { operations, type PlainOperation } from './operation.ts';

const kind = 'sqs:queue';
/** ms for which a received message is hidden from others, unless the call says so. */
const visibilityMs = 30_000;

interface Message {
  id: string;
  body: string;
  /** ms of virtual time. */
  hiddenUntil: number;
  receipt: string;
}

/** `https://sqs.<region>.amazonaws.com/<account>/<queue>` names the queue and its account. */
function queueOf(params: Params, env: Environment): { name: string; account: string; arn: string } {
  const url = text(params, 'QueueUrl');
  const [account = '', name = ''] = url.split('/').slice(-2);
  const region = /^https:\/\/(?:sqs\.([a-z0-9-]+)\.|([a-z0-9-]+)\.queue\.)/.exec(url);
  const owner = /^\d{12}$/.test(account) ? account : env.account;
  const place = `${region?.[1] ?? region?.[2] ?? env.region}:${owner}`;
  return {
    name: name || text(params, 'QueueName'),
    account: owner,
    arn: `arn:aws:sqs:${place}:${name}`,
  };
}

const noQueue = (): HandlerResult =>
  refuse('AWS.SimpleQueueService.NonExistentQueue', 'The specified queue does not exist.');

const urlOf = (env: Environment, name: string): string =>
  `https://sqs.${env.region}.amazonaws.com/${env.account}/${name}`;

const messagesOf = ({ record }: Found): Message[] => record.messages as Message[];

const findQueue = (env: Environment, name: string): Found | undefined =>
  find(env, { kind, name, called: 'queue', make: () => ({ messages: [] }) });

const onQueue = (
  handle: (found: Found, params: Params, env: Environment) => HandlerResult,
): PlainOperation => ({
  resource: (params, env) => queueOf(params, env).arn,
  trail: 'data',
  latencyMs: 25,
  handle(params, env) {
    const found = findQueue(env, queueOf(params, env).name);
    return found === undefined ? noQueue() : handle(found, params, env);
  },
});

function send(found: Found, params: Params, env: Environment): HandlerResult {
  const body = text(params, 'MessageBody');
  const id = env.ids.uuid(`${env.trace.scope}/message`);
  const waits = count(params, 'DelaySeconds') * 1000;
  messagesOf(found).push({ id, body, hiddenUntil: env.clock.now() + waits, receipt: '' });
  return about(found, { MD5OfMessageBody: md5Hex(body), MessageId: id });
}

async function receive(found: Found, params: Params, env: Environment): Promise<HandlerResult> {
  const visible = () =>
    messagesOf(found)
      .filter(({ hiddenUntil }) => hiddenUntil <= env.clock.now())
      .slice(0, Math.max(1, Math.min(10, count(params, 'MaxNumberOfMessages'))));
  let taken = visible();
  if (taken.length === 0) {
    await env.clock.sleep(Math.min(20, count(params, 'WaitTimeSeconds')) * 1000);
    taken = visible();
  }
  const seconds = count(params, 'VisibilityTimeout');
  for (const message of taken) {
    message.hiddenUntil = env.clock.now() + (seconds > 0 ? seconds * 1000 : visibilityMs);
    message.receipt = env.ids.hex(`${env.trace.scope}/${message.id}`, 64);
  }
  return about(
    found,
    taken.length === 0
      ? {}
      : {
          Messages: taken.map(({ id, receipt, body }) => ({
            MessageId: id,
            ReceiptHandle: receipt,
            MD5OfBody: md5Hex(body),
            Body: body,
          })),
        },
  );
}

const lower = (action: string): string => action.toLowerCase();

/** Amazon SQS API Reference. Denials write the action in lower case (reference: iam §6.1). */
export const sqsService: ServiceDefinition = {
  service: 'sqs',
  deniedCode: 'AccessDenied',
  deniedStatus: 403,
  quotesResource: false,
  spellsAction: lower,
  operations: operations('sqs', {
    SendMessage: onQueue(send),
    ReceiveMessage: {
      ...onQueue(() => done()),
      handle(params, env) {
        const found = findQueue(env, queueOf(params, env).name);
        return found === undefined ? noQueue() : receive(found, params, env);
      },
    },
    DeleteMessage: onQueue((found, params) => {
      const receipt = text(params, 'ReceiptHandle');
      found.record.messages = messagesOf(found).filter((each) => each.receipt !== receipt);
      return about(found, {});
    }),
    GetQueueAttributes: onQueue((found, params, env) =>
      about(found, {
        Attributes: {
          QueueArn: queueOf(params, env).arn,
          ApproximateNumberOfMessages: String(messagesOf(found).length),
        },
      }),
    ),
    PurgeQueue: onQueue((found) => {
      found.record.messages = [];
      return about(found, {});
    }),
    GetQueueUrl: {
      resource: 'arn:aws:sqs:{region}:{account}:{QueueName}',
      handle(params, env) {
        const name = text(params, 'QueueName');
        const found = findQueue(env, name);
        return found === undefined ? noQueue() : about(found, { QueueUrl: urlOf(env, name) });
      },
    },
    CreateQueue: {
      resource: 'arn:aws:sqs:{region}:{account}:{QueueName}',
      handle(params, env) {
        const name = text(params, 'QueueName');
        const all = records(env.state, kind);
        if (all.get(name)?.messages === undefined) all.set(name, { messages: [] });
        return done({ QueueUrl: urlOf(env, name) });
      },
    },
    DeleteQueue: {
      ...onQueue((found, params, env) => {
        forget(env, kind, queueOf(params, env).name);
        return about(found, {});
      }),
      trail: 'management',
    },
  }),
};
