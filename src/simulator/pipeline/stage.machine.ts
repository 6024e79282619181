import { assign, setup } from 'xstate';
import { plainAction } from '../kernel/plainAction.ts';
import type { StageStatus } from '../recording/events.ts';

interface Context {
  executionId: string;
  stage: string;
  /** Names of the actions that run together, group after group (by `runOrder`). */
  groups: string[][];
  /** The group that runs now. */
  group: number;
  /** Actions of the group that have not ended. */
  running: number;
  failed: boolean;
}

/**
 * One execution of one stage. Actions with equal `runOrder` run side by side; the next group starts when all of the last
 * succeeded (CodePipeline User Guide, "Pipeline structure reference", runOrder). A failed action ends the stage once
 * nothing of its group runs any more.
 */
export const stageMachine = setup({
  types: {
    context: {} as Context,
    input: {} as Pick<Context, 'executionId' | 'stage' | 'groups'>,
    events: {} as
      | { type: 'action.succeeded'; seq: number }
      | { type: 'action.failed'; seq: number }
      | { type: 'stop'; seq: number },
  },
  actions: {
    status: plainAction<{ status: StageStatus }>(),
    startActions: plainAction(),
    report: plainAction<{ type: string }>(),
  },
  guards: {
    groupRuns: ({ context }) => context.running > 0,
    groupFailed: ({ context }) => context.failed,
    hasNextGroup: ({ context }) => context.group + 1 < context.groups.length,
  },
  delays: { actionGap: 1000 },
}).createMachine({
  id: 'stage',
  initial: 'InProgress',
  context: ({ input }) => ({ ...input, group: 0, running: 0, failed: false }),
  states: {
    InProgress: {
      entry: { type: 'status', params: { status: 'InProgress' } },
      initial: 'starting',
      on: { stop: 'Stopping' },
      states: {
        starting: { after: { actionGap: 'inGroup' } },
        inGroup: {
          entry: [
            assign({ running: ({ context }) => context.groups[context.group]?.length ?? 0 }),
            'startActions',
          ],
          on: {
            'action.succeeded': {
              target: 'groupChecked',
              actions: assign({ running: ({ context }) => context.running - 1 }),
            },
            'action.failed': {
              target: 'groupChecked',
              actions: assign({ running: ({ context }) => context.running - 1, failed: true }),
            },
          },
        },
        groupChecked: {
          always: [
            { guard: 'groupRuns', target: 'waiting' },
            { guard: 'groupFailed', target: '#stage.Failed' },
            {
              guard: 'hasNextGroup',
              target: 'inGroup',
              actions: assign({ group: ({ context }) => context.group + 1 }),
            },
            { target: '#stage.Succeeded' },
          ],
        },
        waiting: {
          on: {
            'action.succeeded': {
              target: 'groupChecked',
              actions: assign({ running: ({ context }) => context.running - 1 }),
            },
            'action.failed': {
              target: 'groupChecked',
              actions: assign({ running: ({ context }) => context.running - 1, failed: true }),
            },
          },
        },
      },
    },
    Stopping: {
      entry: { type: 'status', params: { status: 'Stopping' } },
      on: { 'action.succeeded': 'Stopped', 'action.failed': 'Stopped' },
    },
    Succeeded: {
      type: 'final',
      entry: [
        { type: 'status', params: { status: 'Succeeded' } },
        { type: 'report', params: { type: 'stage.succeeded' } },
      ],
    },
    Failed: {
      type: 'final',
      entry: [
        { type: 'status', params: { status: 'Failed' } },
        { type: 'report', params: { type: 'stage.failed' } },
      ],
    },
    Stopped: {
      type: 'final',
      entry: [
        { type: 'status', params: { status: 'Stopped' } },
        { type: 'report', params: { type: 'stage.stopped' } },
      ],
    },
  },
});
