import type { Ids } from '../../../kernel/types.ts';
import type { FilledScenario } from '../../../scenario/types.ts';
import { text } from '../../params.ts';
import { done, refuse } from '../../results.ts';
import { records } from '../../state.ts';
import type { CloudState, ServiceDefinition } from '../../types.ts';
import { operations } from '../operation.ts';
import { changeSetOperations } from './changeSets.ts';
import { listOperations, onStack } from './lists.ts';
import {
  begin,
  described,
  doesNotExist,
  guess,
  obstacle,
  passes,
  signatureOf,
  stackArn,
  stackKind,
  stackOf,
  templateOf,
} from './stacks.ts';
import { capabilitiesOf, parameterFacts, parseTemplate } from './template.ts';

const emptyTemplate = '{"Resources":{}}';
/** ms until a stack is gone: a typical figure. */
const deletionMs = 15_000;

/** AWS CloudFormation API Reference. A stack that neither the scenario nor a command made does not exist. */
export const cloudformationService: ServiceDefinition = {
  service: 'cloudformation',
  deniedCode: 'AccessDenied',
  deniedStatus: 403,
  quotesResource: false,
  seed(state: CloudState, scenario: FilledScenario, ids: Ids) {
    const { id: account, region } = scenario.account;
    for (const [name, declared] of Object.entries(scenario.resources.stacks ?? {})) {
      const { template: body, outputs } = declared as { template?: unknown; outputs?: unknown };
      const written = typeof body === 'string' ? body : emptyTemplate;
      const parsed = parseTemplate(written);
      if ('error' in parsed) continue;
      records(state, stackKind).set(name, {
        StackName: name,
        StackId: `arn:aws:cloudformation:${region}:${account}:stack/${name}/${ids.uuid(`stack/${name}`)}`,
        CreationTime: 0,
        action: 'CREATE',
        body: written,
        template: parsed,
        signature: signatureOf({ TemplateBody: written }),
        startedAt: 0,
        doneAt: 0,
        ...(typeof outputs === 'object' && outputs !== null
          ? {
              Outputs: Object.entries(outputs).map(([OutputKey, OutputValue]) => ({
                OutputKey,
                OutputValue: String(OutputValue),
              })),
            }
          : {}),
      });
    }
  },
  operations: operations('cloudformation', {
    DescribeStacks: {
      resource: stackArn,
      handle(params, env) {
        const name = text(params, 'StackName');
        if (name === '') {
          const all = [...records(env.state, stackKind).keys()];
          return done({
            Stacks: all.flatMap((each) => {
              const stack = stackOf(env, each);
              return stack === undefined ? [] : [described(env, stack)];
            }),
          });
        }
        const stack = stackOf(env, name);
        return stack === undefined ? doesNotExist(name) : done({ Stacks: [described(env, stack)] });
      },
    },
    CreateStack: {
      resource: stackArn,
      also: passes,
      handle(params, env) {
        const name = text(params, 'StackName');
        if (stackOf(env, name) !== undefined) {
          return refuse('AlreadyExistsException', `Stack [${name}] already exists`);
        }
        const read = templateOf(params);
        if (!read.ok) return read.refusal;
        const against = obstacle(env, params, undefined);
        if (against !== null) return against;
        const { StackId } = begin(env, params, { action: 'CREATE', ...read });
        return { ok: true, output: { StackId }, ...guess(params, read.template) };
      },
      rule: 'cloudformation.capabilities',
    },
    UpdateStack: {
      resource: stackArn,
      also: passes,
      handle(params, env) {
        const name = text(params, 'StackName');
        const before = stackOf(env, name);
        if (before === undefined) {
          return refuse('ValidationError', `Stack [${name}] does not exist`);
        }
        const read = templateOf(params, { before });
        if (!read.ok) return read.refusal;
        const against = obstacle(env, params, before);
        if (against !== null) return against;
        if (before.signature === signatureOf(params, before)) {
          return refuse('ValidationError', 'No updates are to be performed.');
        }
        const { StackId } = begin(env, params, { action: 'UPDATE', ...read });
        return { ok: true, output: { StackId }, ...guess(params, read.template) };
      },
    },
    DeleteStack: {
      resource: stackArn,
      also: passes,
      handle(params, env) {
        const stack = stackOf(env, text(params, 'StackName'));
        // Deleting a stack that is not there succeeds.
        if (stack === undefined) return done();
        if (stack.EnableTerminationProtection === true) {
          return refuse(
            'ValidationError',
            `Stack [${text(stack, 'StackName')}] cannot be deleted while TerminationProtection is enabled`,
          );
        }
        const now = env.clock.now();
        // A stack that was only reviewed has nothing to delete.
        const ms = stack.action === 'REVIEW' ? 0 : deletionMs;
        Object.assign(stack, { action: 'DELETE', startedAt: now, doneAt: now + ms });
        return done();
      },
    },
    ...listOperations,
    GetTemplate: onStack((stack) => ({
      TemplateBody: stack.body,
      StagesAvailable: ['Original', 'Processed'],
    })),
    UpdateTerminationProtection: onStack((stack, params) => {
      stack.EnableTerminationProtection = params.EnableTerminationProtection === true;
      return { StackId: stack.StackId };
    }),
    ValidateTemplate: {
      handle(params) {
        const template = parseTemplate(text(params, 'TemplateBody'));
        if ('error' in template) return refuse('ValidationError', template.error);
        const { needed, types } = capabilitiesOf(template);
        return done({
          Parameters: parameterFacts(template),
          ...(template.description === '' ? {} : { Description: template.description }),
          ...(needed.length === 0
            ? {}
            : {
                Capabilities: needed,
                CapabilitiesReason: `The following resource(s) require capabilities: [${types.join(', ')}]`,
              }),
        });
      },
    },
    ...changeSetOperations,
  }),
};
