/** Spike 4: an XState machine with parallel and transient states, driven purely, every state recorded. */

import { describe, expect, it } from 'vitest';
import { assign, raise, setup } from 'xstate';
import { makeKernel } from '../../../src/simulator/kernel/kernel.ts';
import { plainAction } from '../../../src/simulator/kernel/plainAction.ts';
import { type MachineTable, makeRegistry } from '../../../src/simulator/kernel/registry.ts';
import { makeRecorder } from '../../../src/simulator/recording/recorder.ts';

const machine = setup({
  types: { context: {} as { rounds: number }, input: {} as { rounds: number } },
  actions: {
    say: plainAction<{ word: string }>(),
    nudge: raise({ type: 'nudged' }),
    count: assign({ rounds: ({ context }) => context.rounds + 1 }),
  },
  delays: { pause: 250, later: 9_000_000 },
}).createMachine({
  id: 'spike',
  context: ({ input }) => input,
  initial: 'transient',
  states: {
    transient: { entry: { type: 'say', params: { word: 'passing' } }, always: 'both' },
    both: {
      type: 'parallel',
      onDone: 'over',
      states: {
        left: {
          initial: 'waiting',
          states: {
            waiting: { after: { pause: { target: 'done', actions: ['count', 'nudge'] } } },
            done: { type: 'final' },
          },
        },
        right: {
          initial: 'idle',
          states: { idle: { on: { nudged: 'done' } }, done: { type: 'final' } },
        },
      },
    },
    over: { entry: { type: 'say', params: { word: 'over' } }, after: { later: 'never' } },
    never: {},
  },
});

describe('a machine on the registry', () => {
  it('records every microstep and performs named actions only', async () => {
    const kernel = makeKernel(0, () => 0);
    const recorder = makeRecorder(kernel.clock.now);
    const said: [number, string][] = [];
    const entry = {
      machine,
      daemonDelays: ['later'],
      effects: {
        say: ({ params }: { params: Record<string, unknown> }) =>
          void said.push([kernel.clock.now(), String(params.word)]),
      },
    };
    const registry = makeRegistry(kernel, { build: entry } as unknown as MachineTable);
    registry.spawn('build', 'm1', { rounds: 0 }, recorder.root);
    expect(await kernel.run(() => false)).toBe('idle');

    const states = recorder.events.map((event) =>
      event.type === 'machine.state' ? [event.at, event.state.join('+')] : [],
    );
    expect(states).toEqual([
      [0, 'transient'],
      [0, 'both.left.waiting+both.right.idle'],
      [250, 'both.left.done+both.right.idle'],
      [250, 'both.left.done+both.right.done'],
      [250, 'over'],
    ]);
    expect(said).toEqual([
      [0, 'passing'],
      [250, 'over'],
    ]);
    expect(recorder.events.map((event) => event.cause)).toEqual([null, 0, 1, 2, 3]);
  });
});
