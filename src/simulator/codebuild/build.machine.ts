import { assign, raise, setup } from 'xstate';
import { plainAction } from '../kernel/plainAction.ts';
import type { BuildStatus, PhaseContext, PhaseType } from '../recording/events.ts';

interface Context {
  buildId: string;
  timeoutMs: number;
  /** How long it may wait in the queue. */
  queuedTimeoutMs: number;
  /** A phase has failed: the build cannot succeed any more. */
  failed: boolean;
  cut?: 'TIMED_OUT' | 'STOPPED';
  /** Of the phase that ended last. */
  contexts: PhaseContext[];
}
interface PhaseEnd {
  seq: number;
  /** Which phase ended: a phase that was cut off may still report. */
  phase: PhaseType;
  contexts: PhaseContext[];
  /** The phase's `on-failure`. */
  onFailure?: string;
}

const machineSetup = setup({
  types: {
    context: {} as Context,
    input: {} as Pick<Context, 'buildId' | 'timeoutMs' | 'queuedTimeoutMs'>,
    events: {} as
      | ({ type: 'phase.succeeded' } & PhaseEnd)
      | ({ type: 'phase.failed' } & PhaseEnd)
      | { type: 'stop'; seq: number }
      | { type: 'expire' }
      /** The build has to wait for capacity: meanwhile only the queue's own timeout counts. */
      | { type: 'queue.waits' }
      | { type: 'queue.over' }
      | { type: 'phases.over' },
  },
  actions: {
    phaseBegins: plainAction<{ phase: PhaseType }>(),
    runPhase: plainAction<{ phase: PhaseType }>(),
    phaseEnds: plainAction<{ phase: PhaseType; status: BuildStatus }>(),
    cutOff: plainAction(),
    status: plainAction<{ status: BuildStatus }>(),
    noteContexts: assign(({ event }) => ('contexts' in event ? { contexts: event.contexts } : {})),
    noteFailure: assign({ failed: true }),
    noteTimeout: assign({
      cut: 'TIMED_OUT',
      // Literal text unverified (reference §1.7).
      contexts: [{ statusCode: 'BUILD_TIMED_OUT', message: 'Build has timed out.' }],
    }),
    noteStop: assign({ cut: 'STOPPED', contexts: [] }),
    tellClock: raise({ type: 'phases.over' }),
    cutPhases: raise({ type: 'expire' }),
  },
  guards: {
    continues: ({ event }) => 'onFailure' in event && event.onFailure === 'CONTINUE',
    aborts: ({ event }) => 'onFailure' in event && event.onFailure === 'ABORT',
    isFinalizing: ({ event }) => 'phase' in event && event.phase === 'FINALIZING',
    hasTimedOut: ({ context }) => context.cut === 'TIMED_OUT',
    wasStopped: ({ context }) => context.cut === 'STOPPED',
    hasFailed: ({ context }) => context.failed,
  },
  delays: {
    buildTimeout: ({ context }) => context.timeoutMs,
    queuedTimeout: ({ context }) => context.queuedTimeoutMs,
  },
});

type Failure = { target: PhaseType; guard?: 'continues' | 'aborts' };

/** What is left to do when a phase is cut off: before there is a container, nothing. */
const afterCut = (name: PhaseType): 'COMPLETED' | 'FINALIZING' =>
  name === 'SUBMITTED' || name === 'QUEUED' || name === 'PROVISIONING' ? 'COMPLETED' : 'FINALIZING';

/**
 * A phase, where it leads when it succeeds, and where when it fails (the first of `failure` whose guard holds).
 * `onFailure` comes with the event that ends the phase.
 */
function phase(name: PhaseType, success: PhaseType, failure: readonly Failure[]) {
  const end = (status: BuildStatus) => ({
    type: 'phaseEnds' as const,
    params: { phase: name, status },
  });
  return {
    entry: [
      { type: 'phaseBegins' as const, params: { phase: name } },
      { type: 'runPhase' as const, params: { phase: name } },
    ],
    on: {
      'phase.succeeded': { target: success, actions: ['noteContexts' as const, end('SUCCEEDED')] },
      'phase.failed': failure.map((way) => ({
        ...way,
        actions: ['noteContexts' as const, 'noteFailure' as const, end('FAILED')],
      })),
      expire: {
        target: afterCut(name),
        actions: ['noteTimeout' as const, 'cutOff' as const, end('TIMED_OUT')],
      },
      stop: {
        target: afterCut(name),
        actions: ['noteStop' as const, 'cutOff' as const, end('STOPPED')],
      },
    },
  };
}

/**
 * One build: the eleven phases in order and what a failure in each leads to (CodeBuild User Guide, "Build phase
 * transitions"; `on-failure` from "Build specification reference"). Beside the phases a clock runs that cuts the build off.
 */
export const buildMachine = machineSetup.createMachine({
  id: 'build',
  initial: 'IN_PROGRESS',
  context: ({ input }) => ({ ...input, failed: false, contexts: [] }),
  states: {
    IN_PROGRESS: {
      type: 'parallel',
      onDone: [
        { guard: 'wasStopped', target: 'STOPPED' },
        { guard: 'hasTimedOut', target: 'TIMED_OUT' },
        { guard: 'hasFailed', target: 'FAILED' },
        { target: 'SUCCEEDED' },
      ],
      states: {
        clock: {
          initial: 'running',
          states: {
            running: {
              after: { buildTimeout: { target: 'expired', actions: 'cutPhases' } },
              on: { 'phases.over': 'off', 'queue.waits': 'held' },
            },
            held: { on: { 'phases.over': 'off', 'queue.over': 'running' } },
            expired: { type: 'final' },
            off: { type: 'final' },
          },
        },
        phases: {
          initial: 'SUBMITTED',
          states: {
            SUBMITTED: phase('SUBMITTED', 'QUEUED', [{ target: 'COMPLETED' }]),
            QUEUED: {
              ...phase('QUEUED', 'PROVISIONING', [{ target: 'COMPLETED' }]),
              after: {
                queuedTimeout: {
                  target: 'COMPLETED',
                  actions: [
                    'noteTimeout',
                    'cutOff',
                    { type: 'phaseEnds', params: { phase: 'QUEUED', status: 'TIMED_OUT' } },
                  ],
                },
              },
            },
            PROVISIONING: phase('PROVISIONING', 'DOWNLOAD_SOURCE', [{ target: 'COMPLETED' }]),
            DOWNLOAD_SOURCE: phase('DOWNLOAD_SOURCE', 'INSTALL', [{ target: 'FINALIZING' }]),
            INSTALL: phase('INSTALL', 'PRE_BUILD', [
              { guard: 'continues', target: 'PRE_BUILD' },
              { target: 'FINALIZING' },
            ]),
            PRE_BUILD: phase('PRE_BUILD', 'BUILD', [
              { guard: 'continues', target: 'BUILD' },
              { target: 'FINALIZING' },
            ]),
            BUILD: phase('BUILD', 'POST_BUILD', [
              { guard: 'aborts', target: 'FINALIZING' },
              { target: 'POST_BUILD' },
            ]),
            POST_BUILD: phase('POST_BUILD', 'UPLOAD_ARTIFACTS', [
              { guard: 'aborts', target: 'FINALIZING' },
              { target: 'UPLOAD_ARTIFACTS' },
            ]),
            UPLOAD_ARTIFACTS: phase('UPLOAD_ARTIFACTS', 'FINALIZING', [{ target: 'FINALIZING' }]),
            FINALIZING: {
              entry: [
                { type: 'phaseBegins', params: { phase: 'FINALIZING' } },
                { type: 'runPhase', params: { phase: 'FINALIZING' } },
              ],
              on: {
                'phase.succeeded': {
                  guard: 'isFinalizing',
                  target: 'COMPLETED',
                  actions: [
                    'noteContexts',
                    { type: 'phaseEnds', params: { phase: 'FINALIZING', status: 'SUCCEEDED' } },
                  ],
                },
              },
            },
            COMPLETED: {
              type: 'final',
              entry: [{ type: 'phaseBegins', params: { phase: 'COMPLETED' } }, 'tellClock'],
            },
          },
        },
      },
    },
    SUCCEEDED: { type: 'final', entry: { type: 'status', params: { status: 'SUCCEEDED' } } },
    FAILED: { type: 'final', entry: { type: 'status', params: { status: 'FAILED' } } },
    TIMED_OUT: { type: 'final', entry: { type: 'status', params: { status: 'TIMED_OUT' } } },
    STOPPED: { type: 'final', entry: { type: 'status', params: { status: 'STOPPED' } } },
  },
});
