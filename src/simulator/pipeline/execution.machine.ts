import { assign, setup } from 'xstate';
import { plainAction } from '../kernel/plainAction.ts';
import type { ExecutionStatus } from '../recording/events.ts';

interface Context {
  executionId: string;
  pipeline: string;
  /** Names of the stages, in order. */
  stages: string[];
  /** The stage that runs now. */
  index: number;
}

/**
 * One pipeline execution. States are its statuses (CodePipeline User Guide, "How pipeline executions work");
 * inside `InProgress` the execution is in a stage, or on its way to the next.
 */
export const executionMachine = setup({
  types: {
    context: {} as Context,
    input: {} as Omit<Context, 'index'>,
    events: {} as
      | { type: 'stage.succeeded'; seq: number }
      | { type: 'stage.failed'; seq: number }
      | { type: 'stage.stopped'; seq: number }
      | { type: 'stop'; seq: number },
  },
  actions: {
    status: plainAction<{ status: ExecutionStatus }>(),
    startStage: plainAction(),
    stopStage: plainAction(),
  },
  guards: {
    hasNextStage: ({ context }) => context.index + 1 < context.stages.length,
  },
  // Observed gap between the end of a stage and the start of the next (reference: latency model, 2018 capture).
  delays: { stageGap: 2000, firstStageGap: 1000 },
}).createMachine({
  id: 'execution',
  initial: 'InProgress',
  context: ({ input }) => ({ ...input, index: 0 }),
  states: {
    InProgress: {
      entry: { type: 'status', params: { status: 'InProgress' } },
      initial: 'starting',
      on: { stop: { target: 'Stopping' } },
      states: {
        starting: { after: { firstStageGap: 'inStage' } },
        inStage: {
          entry: 'startStage',
          on: {
            'stage.succeeded': [
              { guard: 'hasNextStage', target: 'betweenStages' },
              { target: '#execution.Succeeded' },
            ],
            'stage.failed': '#execution.Failed',
          },
        },
        betweenStages: {
          after: {
            stageGap: {
              target: 'inStage',
              actions: assign({ index: ({ context }) => context.index + 1 }),
            },
          },
        },
      },
    },
    Stopping: {
      entry: [{ type: 'status', params: { status: 'Stopping' } }, 'stopStage'],
      on: { 'stage.stopped': 'Stopped', 'stage.succeeded': 'Stopped', 'stage.failed': 'Stopped' },
    },
    Succeeded: { type: 'final', entry: { type: 'status', params: { status: 'Succeeded' } } },
    Failed: { type: 'final', entry: { type: 'status', params: { status: 'Failed' } } },
    Stopped: { type: 'final', entry: { type: 'status', params: { status: 'Stopped' } } },
  },
});
