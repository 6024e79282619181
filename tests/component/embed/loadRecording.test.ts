import { describe, expect, it, vi } from 'vitest';
import { loadRecording, type Simulator } from '../../../src/embed/loadRecording.ts';
import type { Recording, Scenario } from '../../../src/simulator/read.ts';
import { scenario } from '../editors/fixture.ts';

const builtIn = { scenario, hash: 'built-in' } as Recording;
const other = { hash: 'other' } as Recording;
const load = vi.fn(async () => other);
const recordings = { small: async () => builtIn, other: load };

function simulator(overrides: Partial<Simulator> = {}) {
  const client: Simulator = {
    readScenario: async (input) => ({ ok: true, value: { ok: true, scenario: input as Scenario } }),
    simulate: async (given) => ({
      ok: true,
      value: { scenario: given, hash: 'fresh' } as Recording,
    }),
    dispose: vi.fn(),
    ...overrides,
  };
  return { client, make: vi.fn(async () => client) };
}
const edit = { scenario: 'small', patch: [[['name'], 'Edited']] as [[string[], string]] };

describe('recording of an embed', () => {
  it('is the built-in one, and neither the simulator nor another recording is loaded', async () => {
    const { make } = simulator();
    const loaded = await loadRecording({ scenario: 'small' }, { recordings, simulator: make });
    expect(loaded).toEqual({ recording: builtIn, message: '' });
    expect(make).not.toHaveBeenCalled();
    expect(load).not.toHaveBeenCalled();
  });

  it('is made anew for an edited scenario, and the simulator is let go', async () => {
    const { make, client } = simulator();
    const { recording, message } = await loadRecording(edit, { recordings, simulator: make });
    expect(recording).toMatchObject({ hash: 'fresh', scenario: { ...scenario, name: 'Edited' } });
    expect(message).toBe('');
    expect(client.dispose).toHaveBeenCalled();
  });

  it.each([
    [
      'does not fit',
      {},
      { scenario: 'small', patch: [[['no', 'way'], 1]] as [[string[], number]] },
    ],
    [
      'is refused',
      { readScenario: async () => ({ ok: true, value: { ok: false } }) as const },
      edit,
    ],
    ['cannot be run', { simulate: async () => ({ ok: false }) as const }, edit],
  ])(
    'is the built-in one, with a word about it, when the edit %s',
    async (_what, change, state) => {
      const { make } = simulator(change);
      const loaded = await loadRecording(state, { recordings, simulator: make });
      expect(loaded.recording).toBe(builtIn);
      expect(loaded.message).toMatch(/cannot be shown/);
    },
  );

  it.each(['gone', '__proto__', 'constructor'])(
    'is the first one for the unknown id %s',
    async (id) => {
      const loaded = await loadRecording(
        { scenario: id },
        { recordings, simulator: simulator().make },
      );
      expect(loaded.recording).toBe(builtIn);
      expect(loaded.message).toMatch(/no such scenario/);
    },
  );
});
