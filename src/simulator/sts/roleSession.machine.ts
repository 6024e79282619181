import { assign, setup } from 'xstate';
import { plainAction } from '../kernel/plainAction.ts';

interface Context {
  sessionId: string;
  role: string;
  roleArn: string;
  sessionName: string;
  accessKeyId?: string;
  /** ms. */
  durationMs: number;
}

/**
 * One role session: somebody asks STS for it, the trust policy decides, and temporary credentials are valid until they
 * expire, whoever still holds them (IAM User Guide, "Temporary security credentials in IAM").
 */
export const roleSessionMachine = setup({
  types: {
    context: {} as Context,
    input: {} as Pick<Context, 'sessionId' | 'role' | 'roleArn' | 'sessionName'>,
    events: {} as
      | { type: 'assumed'; seq: number; accessKeyId: string; durationMs: number }
      | { type: 'refused'; seq: number },
  },
  actions: { announce: plainAction<{ state: 'requested' | 'active' | 'refused' | 'expired' }>() },
  delays: { sessionDuration: ({ context }) => context.durationMs },
}).createMachine({
  id: 'roleSession',
  initial: 'requested',
  context: ({ input }) => ({ ...input, durationMs: 0 }),
  states: {
    requested: {
      entry: { type: 'announce', params: { state: 'requested' } },
      on: {
        assumed: {
          target: 'active',
          actions: assign(({ event }) => ({
            accessKeyId: event.accessKeyId,
            durationMs: event.durationMs,
          })),
        },
        refused: 'refused',
      },
    },
    active: {
      entry: { type: 'announce', params: { state: 'active' } },
      after: { sessionDuration: 'expired' },
    },
    refused: { type: 'final', entry: { type: 'announce', params: { state: 'refused' } } },
    expired: { type: 'final', entry: { type: 'announce', params: { state: 'expired' } } },
  },
});
