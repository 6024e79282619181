import { assign, setup } from 'xstate';
import { plainAction } from '../kernel/plainAction.ts';
import type { ActionStatus, ErrorDetails } from '../recording/events.ts';

interface Context {
  executionId: string;
  stage: string;
  action: string;
  actionExecutionId: string;
  provider: string;
  externalExecutionId?: string;
  errorDetails?: ErrorDetails;
  outputVariables?: Record<string, string>;
}

/**
 * One action execution. It only waits for its provider: CodePipeline hands the work over and builds nothing itself
 * (CodePipeline API Reference, ActionExecution statuses).
 */
export const actionMachine = setup({
  types: {
    context: {} as Context,
    input: {} as Context,
    events: {} as
      | {
          type: 'provider.succeeded';
          seq: number;
          externalExecutionId?: string;
          outputVariables: Record<string, string>;
        }
      | {
          type: 'provider.failed';
          seq: number;
          externalExecutionId?: string;
          errorDetails: ErrorDetails;
        },
  },
  actions: {
    status: plainAction<{ status: ActionStatus }>(),
    callProvider: plainAction(),
    report: plainAction<{ type: string }>(),
  },
}).createMachine({
  id: 'action',
  initial: 'InProgress',
  context: ({ input }) => input,
  states: {
    InProgress: {
      entry: [{ type: 'status', params: { status: 'InProgress' } }, 'callProvider'],
      on: {
        'provider.succeeded': {
          target: 'Succeeded',
          actions: assign(({ event }) => ({
            outputVariables: event.outputVariables,
            ...(event.externalExecutionId === undefined
              ? {}
              : { externalExecutionId: event.externalExecutionId }),
          })),
        },
        'provider.failed': {
          target: 'Failed',
          actions: assign(({ event }) => ({
            errorDetails: event.errorDetails,
            ...(event.externalExecutionId === undefined
              ? {}
              : { externalExecutionId: event.externalExecutionId }),
          })),
        },
      },
    },
    Succeeded: {
      type: 'final',
      entry: [
        { type: 'status', params: { status: 'Succeeded' } },
        { type: 'report', params: { type: 'action.succeeded' } },
      ],
    },
    Failed: {
      type: 'final',
      entry: [
        { type: 'status', params: { status: 'Failed' } },
        { type: 'report', params: { type: 'action.failed' } },
      ],
    },
  },
});
