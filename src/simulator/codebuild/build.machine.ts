import { assign, raise, setup } from 'xstate';
import { plainAction } from '../kernel/plainAction.ts';
import type { BuildStatus, PhaseContext, PhaseType } from '../recording/events.ts';
import type { FailureAction } from './onFailure.ts';

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
  /** What the phase's `on-failure` makes of the failure; absent: what CodeBuild always does. */
  onFailure?: FailureAction;
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
      /** Nothing of the phase that was cut off goes on any more. */
      | { type: 'phase.cut'; phase: PhaseType }
      /** The build has to wait for capacity: meanwhile only the queue's own timeout counts. */
      | { type: 'queue.waits' }
      | { type: 'queue.over' }
      | { type: 'phases.over' },
  },
  actions: {
    phaseBegins: plainAction<{ phase: PhaseType }>(),
    runPhase: plainAction<{ phase: PhaseType }>(),
    phaseEnds: plainAction<{
      phase: PhaseType;
      status: BuildStatus;
      onFailure?: FailureAction | undefined;
    }>(),
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
    /** This phase has ended by itself; with `by`: and its `on-failure` says so. */
    endsAlone: (
      { context, event },
      { phase, by }: { phase: PhaseType; by?: FailureAction | undefined },
    ) =>
      'phase' in event &&
      event.phase === phase &&
      (context.cut === undefined || phase === 'FINALIZING') &&
      (by === undefined || ('onFailure' in event && event.onFailure === by)),
    isWhole: ({ context }) => context.cut === undefined,
    endsCut: (
      { context, event },
      { phase, cut }: { phase: PhaseType; cut: 'TIMED_OUT' | 'STOPPED' },
    ) => 'phase' in event && event.phase === phase && context.cut === cut,
    hasTimedOut: ({ context }) => context.cut === 'TIMED_OUT',
    wasStopped: ({ context }) => context.cut === 'STOPPED',
    hasFailed: ({ context }) => context.failed,
  },
  delays: {
    buildTimeout: ({ context }) => context.timeoutMs,
    queuedTimeout: ({ context }) => context.queuedTimeoutMs,
  },
});

type Failure = { target: PhaseType; by?: FailureAction };

/** What is left to do when a phase is cut off: before there is a container, nothing. */
const afterCut = (name: PhaseType): 'COMPLETED' | 'FINALIZING' =>
  name === 'SUBMITTED' || name === 'QUEUED' || name === 'PROVISIONING' ? 'COMPLETED' : 'FINALIZING';

const expires = {
  guard: 'isWhole' as const,
  actions: ['noteTimeout' as const, 'cutOff' as const],
};

/**
 * A phase, where it leads when it succeeds, and where when it fails (the first of `failure` that `on-failure` allows).
 * One that is cut off ends when nothing of it goes on any more: the command's end comes before its phase's.
 */
function phase(name: PhaseType, success: PhaseType, failure: readonly Failure[]) {
  const end = (status: BuildStatus, onFailure?: FailureAction) => ({
    type: 'phaseEnds' as const,
    params: { phase: name, status, onFailure },
  });
  const alone = (by?: FailureAction) => ({
    type: 'endsAlone' as const,
    params: { phase: name, by },
  });
  const cut = (status: 'TIMED_OUT' | 'STOPPED') => ({
    guard: { type: 'endsCut' as const, params: { phase: name, cut: status } },
    target: afterCut(name),
    actions: [end(status)],
  });
  return {
    entry: [
      { type: 'phaseBegins' as const, params: { phase: name } },
      { type: 'runPhase' as const, params: { phase: name } },
    ],
    on: {
      'phase.succeeded': {
        guard: alone(),
        target: success,
        actions: ['noteContexts' as const, end('SUCCEEDED')],
      },
      'phase.failed': failure.map(({ target, by }) => ({
        guard: alone(by),
        target,
        actions: ['noteContexts' as const, 'noteFailure' as const, end('FAILED', by)],
      })),
      'phase.cut': [cut('TIMED_OUT'), cut('STOPPED')],
      expire: expires,
      stop: { guard: 'isWhole' as const, actions: ['noteStop' as const, 'cutOff' as const] },
    },
  };
}

/** INSTALL and PRE_BUILD: what comes next needs them, unless the phase says CONTINUE. */
const early = (next: PhaseType): Failure[] => [
  { by: 'CONTINUE', target: next },
  { by: 'ABORT', target: 'FINALIZING' },
  { by: 'RETRY', target: 'FINALIZING' },
  { target: 'FINALIZING' },
];

/** BUILD and POST_BUILD: the next phase is for failed builds too, unless the phase says otherwise. */
const late = (next: PhaseType): Failure[] => [
  { by: 'ABORT', target: 'FINALIZING' },
  { by: 'RETRY', target: 'FINALIZING' },
  { by: 'CONTINUE', target: next },
  { target: next },
];

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
              after: { queuedTimeout: expires },
            },
            PROVISIONING: phase('PROVISIONING', 'DOWNLOAD_SOURCE', [{ target: 'COMPLETED' }]),
            DOWNLOAD_SOURCE: phase('DOWNLOAD_SOURCE', 'INSTALL', [{ target: 'FINALIZING' }]),
            INSTALL: phase('INSTALL', 'PRE_BUILD', early('PRE_BUILD')),
            PRE_BUILD: phase('PRE_BUILD', 'BUILD', early('BUILD')),
            BUILD: phase('BUILD', 'POST_BUILD', late('POST_BUILD')),
            POST_BUILD: phase('POST_BUILD', 'UPLOAD_ARTIFACTS', late('UPLOAD_ARTIFACTS')),
            UPLOAD_ARTIFACTS: phase('UPLOAD_ARTIFACTS', 'FINALIZING', [{ target: 'FINALIZING' }]),
            FINALIZING: {
              entry: [
                { type: 'phaseBegins', params: { phase: 'FINALIZING' } },
                { type: 'runPhase', params: { phase: 'FINALIZING' } },
              ],
              on: {
                'phase.succeeded': {
                  guard: { type: 'endsAlone', params: { phase: 'FINALIZING' } },
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
