import { text } from '../params.ts';
import { done, refuse } from '../results.ts';
import { records } from '../state.ts';
import type { HandlerResult, Params, ServiceDefinition } from '../types.ts';
import { operations, passRole } from './operation.ts';

const isArn = (value: string): boolean => /^arn:[^:]*:states:[^:]*:[^:]*:\w+:./.test(value);

const invalidArn = (value: string): HandlerResult =>
  refuse('InvalidArn', `Invalid Arn: 'Invalid ARN prefix: ${value}'`);

const notRun = 'What state machines do is not simulated: executions succeed at once.';

/** `{}` and JSON of objects and the like; anything else is no definition. */
function isJson(written: string): boolean {
  try {
    return typeof JSON.parse(written) === 'object';
  } catch {
    return false;
  }
}

function start(params: Params, arn: string, now: number): Params {
  const stateMachineArn = text(params, 'stateMachineArn');
  const input = text(params, 'input') || '{}';
  return { executionArn: arn, stateMachineArn, startDate: now, input };
}

/** AWS Step Functions API Reference. */
export const statesService: ServiceDefinition = {
  service: 'states',
  deniedCode: 'AccessDeniedException',
  deniedStatus: 400,
  quotesResource: false,
  operations: operations('states', {
    StartExecution: {
      resource: '{stateMachineArn}',
      handle(params, env) {
        const machine = text(params, 'stateMachineArn');
        if (!isArn(machine)) return invalidArn(machine);
        const name = text(params, 'name') || env.ids.uuid(`${env.trace.scope}/execution`);
        const executionArn = `${machine.replace(':stateMachine:', ':execution:')}:${name}`;
        const executions = records(env.state, 'states:execution');
        const made = start(params, executionArn, env.clock.now());
        const known = executions.get(executionArn);
        if (known !== undefined && known.input !== made.input) {
          return refuse('ExecutionAlreadyExists', `Execution Already Exists: '${executionArn}'`);
        }
        const execution = known ?? made;
        executions.set(executionArn, execution);
        return done({ executionArn, startDate: execution.startDate });
      },
      details: (params) => ({ stateMachine: text(params, 'stateMachineArn') }),
    },
    DescribeExecution: {
      resource: '{executionArn}',
      handle(params, env) {
        const executionArn = text(params, 'executionArn');
        const execution = records(env.state, 'states:execution').get(executionArn);
        if (execution === undefined) {
          return refuse('ExecutionDoesNotExist', `Execution Does Not Exist: '${executionArn}'`);
        }
        const { stateMachineArn, startDate, input } = execution;
        return {
          ok: true,
          output: {
            executionArn,
            stateMachineArn,
            name: executionArn.slice(executionArn.lastIndexOf(':') + 1),
            status: 'SUCCEEDED',
            startDate,
            stopDate: startDate,
            input,
            output: '{}',
          },
          assumed: notRun,
        };
      },
    },
    UpdateStateMachine: {
      resource: '{stateMachineArn}',
      also: (params, env) => passRole(env, text(params, 'roleArn'), 'states.amazonaws.com'),
      handle(params, env) {
        const machine = text(params, 'stateMachineArn');
        if (!isArn(machine)) return invalidArn(machine);
        const { definition } = params;
        if (definition !== undefined && !isJson(String(definition))) {
          return refuse(
            'InvalidDefinition',
            "Invalid State Machine Definition: 'INVALID_JSON_DESCRIPTION: Invalid JSON description'",
          );
        }
        const revisionId = env.ids.uuid(`${env.trace.scope}/revision`);
        return done({ updateDate: env.clock.now(), revisionId });
      },
      details: (params) => ({ stateMachine: text(params, 'stateMachineArn') }),
    },
  }),
};
