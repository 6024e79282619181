import { setup } from 'xstate';
import { plainAction } from '../kernel/plainAction.ts';

/** The build container: made for one build from its image, gone with it. State names are ours; CodeBuild shows none. */
export const containerMachine = setup({
  types: {
    context: {} as { containerId: string },
    input: {} as { containerId: string },
    events: {} as { type: 'started'; seq: number } | { type: 'removed'; seq: number },
  },
  actions: { announce: plainAction<{ state: 'Provisioning' | 'Running' | 'Stopped' }>() },
}).createMachine({
  id: 'container',
  initial: 'Provisioning',
  context: ({ input }) => input,
  states: {
    Provisioning: {
      entry: { type: 'announce', params: { state: 'Provisioning' } },
      on: { started: 'Running', removed: 'Stopped' },
    },
    Running: {
      entry: { type: 'announce', params: { state: 'Running' } },
      on: { removed: 'Stopped' },
    },
    Stopped: { type: 'final', entry: { type: 'announce', params: { state: 'Stopped' } } },
  },
});
